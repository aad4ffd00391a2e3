import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidates } from './candidates.ts';
import type { DialProfile } from './dial-profile.ts';
import { explainRungs, readNumber, RUNGS } from './explain.ts';
import { isKnownNumber } from './numbering-plan.ts';

const profile: DialProfile = {
  inbound: 'auto',
  outsideLine: '0',
  country: '49',
  area: '221',
  internalLength: 3,
};

describe('what the profile makes of a spelling', () => {
  it('is each way it can be met: shown, stored, dialled', () => {
    const { kind, readings, stored, dialled } = readNumber('0221 4710-612', profile, isKnownNumber);
    expect(kind).toBe('external');
    expect(readings[0]).toEqual({ digits: '492214710612', display: '0221 4710612', isKnown: true });
    expect(stored).toMatchObject([{ digits: '492214710612', fault: null }]);
    expect(dialled).toBe('002214710612');
  });

  it('says of what is no number why it is none', () => {
    expect(readNumber('anonymous', profile, isKnownNumber)).toEqual({
      kind: 'none',
      readings: [],
      stored: [{ raw: 'anonymous', digits: null, stem: null, extension: null, fault: 'no-number' }],
      dialled: null,
    });
    expect(readNumber('4710612', profile, isKnownNumber).stored).toMatchObject([{ fault: 'no-area-code' }]);
  });

  it('keeps an internal number as it is', () => {
    expect(readNumber('202', profile, isKnownNumber)).toMatchObject({
      kind: 'internal',
      readings: [{ digits: '202', display: '202' }],
      dialled: '202',
    });
  });

  it('says which reading is a number of the house', () => {
    const own = { ...profile, ownNumbers: ['+4922147101-xx'] };
    const ofHouse = (raw: string) =>
      readNumber(raw, own, isKnownNumber).readings.map(({ ownExtension }) => ownExtension);
    expect(ofHouse('0221 47101-21')[0]).toBe('21');
    expect(ofHouse('+49 221 47101')).toEqual(['']);
    expect(ofHouse('0221 4710-612')[0]).toBeUndefined();
  });

  it('is an answer to whatever is typed, in the order of the look-up', () => {
    const typed = fc
      .array(fc.constantFrom(...'0123456789+-/*#() \r\n\u0000', '+49', 'bis', 'DW', '__proto__'), {
        maxLength: 60,
      })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(typed, fc.string({ maxLength: 200, unit: 'binary' })), (raw) => {
        const reading = readNumber(raw, profile, isKnownNumber);
        const found = candidates(raw, profile);
        const expected = found.kind === 'none' ? [] : [found.digits].flat();
        expect(reading.readings.map(({ digits }) => digits)).toEqual(expected);
        expect(reading.stored.length).toBeGreaterThan(0);
        expect(reading.dialled ?? '0').toMatch(/^[0-9*#+]{1,32}$/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the rungs', () => {
  it.each([
    ['withheld', 'withheld'],
    ['own-extension', 'own-extension'],
    ['ignored', 'rule'],
    ['rejected', 'rule'],
    ['internal-rule', 'rule'],
    ['exact', 'exact'],
    ['shared', 'exact'],
    ['stem', 'stem'],
    ['unknown', 'unknown'],
  ] as const)('of %s are passed down to %s and no further', (rule, rung) => {
    const at = RUNGS.indexOf(rung);
    expect(explainRungs(rule)).toEqual(
      RUNGS.map((each, i) => ({ rung: each, state: i < at ? 'passed' : i === at ? 'hit' : 'below' })),
    );
  });
});
