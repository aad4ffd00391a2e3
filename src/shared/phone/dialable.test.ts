import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../kernel/app-error.ts';
import { candidates } from './candidates.ts';
import { toDialable } from './dialable.ts';
import type { DialProfile } from './dial-profile.ts';

const plain: DialProfile = {
  inbound: 'auto',
  outsideLine: '',
  country: '49',
  area: '221',
  internalLength: 3,
};
const behindZero: DialProfile = { ...plain, outsideLine: '0' };

/** The number, or the code of the refusal; anything else that is thrown is a failure. */
function outcomeOf(text: string, profile: DialProfile): string {
  try {
    return toDialable(text, profile);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('what the PBX is to dial', () => {
  it.each([
    ['+492214710612', plain, '02214710612'],
    ['+492214710612', behindZero, '002214710612'],
    ['0221 4710-612', behindZero, '002214710612'],
    ['+49 (0)221 / 4710-612', behindZero, '002214710612'],
    ['+442079460012', plain, '00442079460012'],
    ['+442079460012', behindZero, '000442079460012'],
    ['+41 44 668 18 00', { ...plain, country: '41' }, '0446681800'],
    ['+39 06 1234 5678', { ...plain, country: '39' }, '0612345678'],
    ['202', behindZero, '202'],
    ['110', behindZero, '110'],
    ['110', { ...behindZero, internalLength: 2 }, '0110'],
    ['116117', behindZero, '0116117'],
    ['+49116117', behindZero, '0116117'],
    ['*43', behindZero, '*43'],
    ['*21*202#', behindZero, '*21*202#'],
    ['4710612', behindZero, '002214710612'],
    ['47 10 612', plain, '02214710612'],
    ['4710612', { ...plain, area: '' }, '4710612'],
  ] as const)('%s', (text, profile, expected) => {
    expect(toDialable(text, profile)).toBe(expected);
  });

  it.each([
    '',
    'abc',
    '+',
    '442079460012',
    '0171 3920012 / 0221 4710612',
    '0221',
    'PJSIP/201',
    '1\r\nAction: Originate',
  ])('refuses %j', (text) => {
    expect(() => toDialable(text, { ...plain, internalLength: 0 })).toThrow(
      expect.objectContaining({ code: 'dial.bad-number' }),
    );
  });

  it('either refuses clearly or gives what may go on the wire', () => {
    const typed = fc
      .array(fc.constantFrom(...'0123456789+-/*#() \r\n', '+49', '0221'), { maxLength: 40 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(
        fc.oneof(typed, fc.string({ maxLength: 100 })),
        fc.constantFrom(plain, behindZero),
        (text, profile) => {
          expect(outcomeOf(text, profile)).toMatch(/^(?:[0-9*#+]{1,32}|dial\.bad-number)$/);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is recognised when the PBX shows it back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000_000, max: 9_999_999 }),
        fc.constantFrom(plain, behindZero),
        (subscriber, profile) => {
          const back = candidates(toDialable(`+49621${subscriber}`, profile), profile);
          expect(back).toMatchObject({ kind: 'external' });
          expect(back.kind === 'external' && back.digits[0]).toBe(`49621${subscriber}`);
        },
      ),
    );
  });
});
