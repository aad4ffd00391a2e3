import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { createMatcher } from './matcher.ts';
import type { Matcher } from './matcher.ts';

const profile: DialProfile = {
  inbound: 'auto',
  outsideLine: '0',
  country: '49',
  area: '621',
  internalLength: 3,
};

describe('npm run match', () => {
  let matcher: Matcher;
  beforeAll(() => {
    matcher = createMatcher(
      [
        { party: 'Kessler', kind: 'organisation', numbers: ['030 23125 2-0'] },
        { party: 'Privat', kind: 'person', numbers: ['030 23125 620'] },
        { party: 'Erika', kind: 'person', numbers: ['(0221) 4710-612 / 0171 39200 12'] },
        { party: 'Frank', kind: 'person', numbers: ['+49.221.4710612'] },
        { party: 'Zwei', kind: 'organisation', numbers: ['0621 3456-20', '0621/3456 DW 31'] },
        { party: 'Ort', kind: 'person', numbers: ['4711'] },
      ],
      profile,
    );
  });
  afterAll(() => matcher.close());

  it.each([
    ['030 23125 247', 'stem', 'Kessler', '47'],
    ['030 23125 625', 'unknown', '', undefined],
    ['0030 23125-620', 'exact', 'Privat', undefined],
    ['+49 (0)30 – 23125 – 620', 'exact', 'Privat', undefined],
    ['tel:+4922147106-12', 'shared', 'Erika, Frank', undefined],
    ['０１７１ ３９２００１２', 'exact', 'Erika', undefined],
    ['0171 39200 99; 0171 39200 12', 'exact', 'Erika', undefined],
    ['345699', 'stem', 'Zwei', '99'],
    ['217', 'own-extension', '', undefined],
    ['4711', 'unknown', '', undefined],
    ['anonymous', 'withheld', '', undefined],
    ['"Anonymous" <sip:anonymous@anonymous.invalid>', 'withheld', '', undefined],
    ['<sip:217@pbx.example>', 'own-extension', '', undefined],
    ['"Frank" <sip:+492214710612@pbx.example;user=phone>', 'shared', 'Erika, Frank', undefined],
    ['tel:%2B492214710612', 'shared', 'Erika, Frank', undefined],
    ['', 'unknown', '', undefined],
  ])('%s → %s %s', (number, rule, parties, extension) => {
    const line = matcher.match(number);
    expect([line.rule, line.parties.join(', '), line.extension]).toEqual([rule, parties, extension]);
  });

  it('shows every reading that was looked up', () => {
    expect(matcher.match('3456217').candidates).toEqual(['496213456217']);
    expect(matcher.match('006213456217').candidates).toEqual(['496213456217', '6213456217']);
    expect(matcher.match('217')).toMatchObject({ candidates: ['217'], display: '217' });
    expect(matcher.match('anonymous').candidates).toEqual([]);
  });

  it('says how each number is stored, and why one can never match', () => {
    expect(
      matcher.stored.map(({ digits, stem, fault }) => `${String(digits)} ${String(stem ?? fault)}`),
    ).toEqual([
      '49302312520 4930231252',
      '493023125620 null',
      '492214710612 null',
      '491713920012 null',
      '492214710612 null',
      '49621345620 496213456',
      '49621345631 null',
      'null no-area-code',
    ]);
  });
});
