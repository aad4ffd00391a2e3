import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidates } from './candidates.ts';
import type { DialProfile } from './dial-profile.ts';
import { INBOUND_FORMATS } from './dial-profile.ts';
import { isKnownNumber } from './numbering-plan.ts';

const mannheim: DialProfile = {
  inbound: 'auto',
  outsideLine: '',
  country: '49',
  area: '621',
  internalLength: 3,
};
const behindZero: DialProfile = { ...mannheim, outsideLine: '0' };
const noArea: DialProfile = { ...mannheim, area: '' };

function first(raw: string, profile: DialProfile, judge = isKnownNumber): string | undefined {
  const found = candidates(raw, profile, judge);
  if (found.kind === 'none') return undefined;
  return found.kind === 'internal' ? `intern ${found.digits}` : found.digits[0];
}

describe('a number as the PBX shows it', () => {
  it.each([
    ['+496213456217', mannheim, '496213456217'],
    ['+49 (621) 3456-217', mannheim, '496213456217'],
    ['+4906213456217', mannheim, '496213456217'],
    ['00496213456217', mannheim, '496213456217'],
    ['004906213456217', mannheim, '496213456217'],
    ['496213456217', mannheim, '496213456217'],
    ['496213456217', noArea, '496213456217'],
    ['06213456217', mannheim, '496213456217'],
    ['3456217', mannheim, '496213456217'],
    ['6213456217', noArea, '496213456217'],
    ['006213456217', behindZero, '496213456217'],
    ['0006213456217', behindZero, '496213456217'],
    ['000496213456217', behindZero, '496213456217'],
    ['00496213456217', behindZero, '496213456217'],
    ['06213456217', behindZero, '496213456217'],
    ['03456217', behindZero, '496213456217'],
    ['3456217', behindZero, '496213456217'],
    ['0496213456217', { ...mannheim, inbound: 'e164-without-plus', outsideLine: '0' }, '496213456217'],
    ['+442079460012', mannheim, '442079460012'],
    ['442079460012', mannheim, '442079460012'],
    ['00442079460012', mannheim, '442079460012'],
    ['000442079460012', behindZero, '442079460012'],
    ['00442079460012', behindZero, '442079460012'],
    ['0033142685300', { ...behindZero, inbound: 'international-00' }, '33142685300'],
    ['+43158858', mannheim, '43158858'],
    ['+431588580', mannheim, '431588580'],
    ['+390612345678', mannheim, '390612345678'],
    ['496213456217', { ...mannheim, inbound: 'e164-without-plus' }, '496213456217'],
    ['3456217', { ...mannheim, inbound: 'e164-without-plus' }, '496213456217'],
    ['442079460012', { ...mannheim, inbound: 'e164-without-plus' }, '442079460012'],
    ['6213456217', { ...mannheim, inbound: 'national' }, '496213456217'],
    ['06213456217', { ...mannheim, inbound: 'national' }, '496213456217'],
    ['0446681800', { ...mannheim, country: '41', area: '44' }, '41446681800'],
    ['6681800', { ...mannheim, country: '41', area: '44' }, '41446681800'],
    ['0158858', { ...mannheim, country: '43', area: '1' }, '43158858'],
    ['3471234567', { ...mannheim, country: '39', area: '' }, '393471234567'],
    ['3931234567', { ...mannheim, country: '39', area: '' }, '393931234567'],
    ['0471413111', { ...mannheim, country: '39', area: '' }, '390471413111'],
    ['2377474', { ...mannheim, country: '423', area: '' }, '4232377474'],
    ['4232377474', { ...mannheim, country: '423', area: '' }, '4232377474'],
    ['2125550123', { ...mannheim, country: '1', area: '' }, '12125550123'],
    ['12125550123', { ...mannheim, country: '1', area: '' }, '12125550123'],
    ['+493023125620', { ...mannheim, country: '39', area: '' }, '493023125620'],
    ['906213456217', { ...mannheim, outsideLine: '9' }, '496213456217'],
    ['*31#06213456217', mannheim, '496213456217'],
    ['217', mannheim, 'intern 217'],
    ['21', mannheim, 'intern 21'],
    ['110', mannheim, 'intern 110'],
    ['', mannheim, undefined],
    ['anonymous', mannheim, undefined],
    ['Anonymous', mannheim, undefined],
    ['<unknown>', mannheim, undefined],
    ['unavailable', mannheim, undefined],
    ['+', mannheim, undefined],
    ['0', mannheim, undefined],
    ['0000000', mannheim, undefined],
    ['*8', mannheim, undefined],
    ['sip:217@example', mannheim, undefined],
    ['+06213456217', mannheim, '496213456217'],
    ['+00496213456217', mannheim, '496213456217'],
    ['+000', mannheim, undefined],
    ['0+496213456217', behindZero, '496213456217'],
    ['\u202a+496213456217\u202c', mannheim, '496213456217'],
    ['0496213456217', behindZero, '496213456217'],
    ['0491713920012', { ...behindZero, area: '' }, '491713920012'],
    ['0621345', behindZero, '49621345'],
    ['0158858', { ...behindZero, country: '43', area: '1' }, '43158858'],
    ['02377474', { ...behindZero, country: '423', area: '' }, '4232377474'],
    ['413111', { ...mannheim, country: '39', area: '471' }, '390471413111'],
    ['413111', { ...mannheim, country: '39', area: '0471' }, '390471413111'],
    ['3456217', { ...mannheim, area: '0621' }, '496213456217'],
    ['116117', mannheim, '49116117'],
    ['0116117', behindZero, '49116117'],
    ['116117', { ...noArea, country: '43' }, '43116117'],
    ['1234567890123456789', mannheim, undefined],
    ['9'.repeat(5000), mannheim, undefined],
  ] as const)('%s', (raw, profile, expected) => {
    expect(first(raw, profile)).toBe(expected);
  });

  it('never makes an extension of a longer number, and none at all where the house has none', () => {
    expect(candidates('217', { ...mannheim, internalLength: 2 }).kind).not.toBe('internal');
    expect(candidates('2', { ...mannheim, internalLength: 0 }).kind).not.toBe('internal');
  });

  it('keeps the other readings for the database to decide', () => {
    expect(candidates('006213456217', behindZero)).toEqual({
      kind: 'external',
      digits: ['496213456217', '6213456217'],
    });
  });

  it('reads a national number as nobody’s abroad, though digits of another country follow the 0', () => {
    // Kiel and Vienna, Himmelpforten and Zürich, Papenburg and the Mannheim number 0621 2345.
    for (const raw of ['04315312345', '041442345678', '0621123456', '0496212345', '030231256'])
      for (const inbound of ['auto', 'e164', 'international-00', 'national'] as const)
        for (const outsideLine of ['', '0'])
          for (const area of ['', '221']) {
            const found = candidates(raw, { ...mannheim, inbound, outsideLine, area });
            const digits = found.kind === 'external' ? found.digits : [];
            expect(digits).toContain(`49${raw.slice(1)}`);
            // Short enough, it may still be the town's own behind the prefix.
            const isTheirs = (one: string) => one === `49${raw.slice(1)}` || one === `49221${raw.slice(1)}`;
            expect(digits.filter((one) => !isTheirs(one))).toEqual([]);
          }
  });

  it('has a national number be nobody’s abroad, whatever its digits', () => {
    const national = fc.stringMatching(/^[2-9]\d{6,10}$/);
    fc.assert(
      fc.property(national, fc.constantFrom('auto', 'national', 'e164'), (text, inbound) => {
        const found = candidates(`0${text}`, { ...behindZero, inbound } as DialProfile);
        const digits = found.kind === 'external' ? found.digits : [];
        expect(digits.filter((one) => !one.startsWith('49'))).toEqual([]);
      }),
    );
  });

  it('takes a number of the town for no other town’s that has lost its 0', () => {
    // 0711 1234 is in Stuttgart; with the 0 lost, only the town's own is read.
    expect(candidates('7111234', mannheim)).toEqual({ kind: 'external', digits: ['496217111234'] });
    expect(candidates('62112345', mannheim)).toEqual({
      kind: 'external',
      digits: ['4962162112345', '4962112345'],
    });
    expect(candidates('7111234', noArea)).toEqual({ kind: 'external', digits: ['497111234'] });
  });

  it('believes a profile that says every number comes with its country code', () => {
    const told: DialProfile = { ...mannheim, inbound: 'e164-without-plus' };
    expect(candidates('4315312345', told)).toEqual({ kind: 'external', digits: ['4315312345'] });
    expect(candidates('04315312345', { ...told, outsideLine: '0' })).toMatchObject({
      digits: ['4315312345', '494315312345'],
    });
  });

  it('puts the local reading before one that is merely valid', () => {
    // +49 345 6217 is a number of Halle, and libphonenumber alone would say so.
    expect(isKnownNumber('493456217')).toBe(true);
    expect(first('3456217', mannheim)).toBe('496213456217');
    expect(first('496213456217', mannheim)).not.toBe('49496213456217');
  });

  it('never throws and never leaves E.164, whatever comes', () => {
    const profile = fc.record({
      inbound: fc.constantFrom(...INBOUND_FORMATS),
      outsideLine: fc.constantFrom('', '0', '9', '00', '*9', '#'),
      country: fc.constantFrom('49', '43', '41', '1', '39', '352', '999'),
      area: fc.constantFrom('', '621', '30', '33203'),
      internalLength: fc.integer({ min: 0, max: 8 }),
    });
    const dialled = fc
      .array(fc.constantFrom(...'0123456789+*# -/().'), { maxLength: 24 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), dialled, fc.string({ unit: 'binary' })),
        profile,
        (raw, dialProfile) => {
          const found = candidates(raw, dialProfile, isKnownNumber);
          const all = found.kind === 'external' ? found.digits : [];
          expect(new Set(all).size).toBe(all.length);
          for (const digits of all) expect(digits).toMatch(/^[1-9]\d{6,14}$/);
          expect(found.kind === 'internal' ? found.digits : '0').toMatch(/^\d{1,8}$/);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('reads every home number the same in each of its spellings', () => {
    const subscriber = fc.integer({ min: 2_000_000, max: 9_999_999 }).map(String);
    fc.assert(
      fc.property(subscriber, (local) => {
        const digits = `49621${local}`;
        for (const raw of [`+${digits}`, `00${digits}`, digits, `0621${local}`, local]) {
          expect(first(raw, mannheim)).toBe(digits);
        }
        for (const raw of [`0621${local}`, `00621${local}`, `000${digits}`, `0${local}`]) {
          expect(first(raw, behindZero)).toBe(digits);
        }
      }),
    );
  });
});
