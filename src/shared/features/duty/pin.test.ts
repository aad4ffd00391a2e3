import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_PIN, pinFault, SHORTEST_PIN } from './pin.ts';

const digit = fc.integer({ min: 0, max: 9 });
const lengths = fc.integer({ min: SHORTEST_PIN, max: LONGEST_PIN });

describe('a PIN', () => {
  it.each([
    ['0000', 'repeated'],
    ['1212', 'repeated'],
    ['12121', 'repeated'],
    ['123123', 'repeated'],
    ['1234', 'sequence'],
    ['9876', 'sequence'],
    ['8901', 'sequence'],
    ['2468', 'sequence'],
    ['123', 'length'],
    ['123456789', 'length'],
    ['', 'length'],
    ['12a4', 'digits'],
    ['١٢٣٥', 'digits'],
    ['-123', 'digits'],
    [' 4711', 'digits'],
    ['4711', undefined],
    ['0815', undefined],
    ['73190254', undefined],
  ] as const)('%j: %s', (pin, fault) => {
    expect(pinFault(pin)).toBe(fault);
  });

  it('of any part that repeats itself is refused', () => {
    const part = fc.array(digit, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(part, lengths, (digits, length) => {
        fc.pre(digits.length <= length / 2);
        const pin = digits.join('').repeat(LONGEST_PIN).slice(0, length);
        expect(pinFault(pin)).toBe('repeated');
      }),
    );
  });

  it('of digits at one distance is refused, whichever and however long', () => {
    fc.assert(
      fc.property(digit, digit, lengths, (from, step, length) => {
        const pin = Array.from({ length }, (_, at) => (from + at * step) % 10).join('');
        expect(['repeated', 'sequence']).toContain(pinFault(pin));
      }),
    );
  });

  it('that is taken is of four to eight digits, three different steps or parts apart', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 10, unit: 'binary' }), (text) => {
        if (pinFault(text) !== undefined) return;
        expect(text).toMatch(/^[0-9]{4,8}$/);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{4,8}$/), (text) => {
        const fault = pinFault(text);
        expect(['repeated', 'sequence', undefined]).toContain(fault);
        // Refused for what it is, not for how it begins: the same digits read backwards are as bad.
        expect(pinFault([...text].toReversed().join('')) === undefined || fault !== undefined).toBe(true);
      }),
    );
  });
});
