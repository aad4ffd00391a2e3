import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, formatTicketNumber, parseTicketNumber } from './ticket-number.ts';

const year = fc.integer({ min: 2000, max: 2099 });
const serial = fc.integer({ min: 1, max: 999_999_999 });

describe('a ticket number', () => {
  it.each([
    [4711, '26-004711-9'],
    [4803, '26-004803-0'],
    [5120, '26-005120-3'],
  ])('of 2026 and serial %i is %s', (running, number) => {
    expect(formatTicketNumber(2026, running)).toBe(number);
    expect(parseTicketNumber(number)).toBe(number);
  });

  it('is read back from any spelling', () => {
    fc.assert(
      fc.property(
        year,
        serial,
        fc.array(fc.constantFrom('', ' ', '-', '\u2013', '\u00a0')),
        (inYear, running, gaps) => {
          const number = formatTicketNumber(inYear, running);
          const typed = [...number.replaceAll('-', '')]
            .map((digit, index) => digit + (gaps[index] ?? ''))
            .join('');
          expect(parseTicketNumber(typed)).toBe(number);
        },
      ),
    );
  });

  it('refuses every single wrong digit and every swap of neighbours', () => {
    for (const running of [1, 4711, 4803, 5120, 99_999, 123_456]) {
      const digits = [...formatTicketNumber(2026, running).replaceAll('-', '')];
      for (let at = 0; at < digits.length; at++) {
        for (let wrong = 0; wrong < 10; wrong++) {
          if (String(wrong) === digits[at]) continue;
          expect(parseTicketNumber(digits.with(at, String(wrong)).join(''))).toBeUndefined();
        }
        const [left = '', right = ''] = [digits[at], digits[at + 1]];
        if (right === '' || left === right) continue;
        expect(
          parseTicketNumber(
            digits
              .with(at, right)
              .with(at + 1, left)
              .join(''),
          ),
        ).toBeUndefined();
      }
    }
  });

  it('refuses them for any serial', () => {
    fc.assert(
      fc.property(year, serial, fc.nat(), fc.integer({ min: 1, max: 9 }), (inYear, running, place, step) => {
        const digits = [...formatTicketNumber(inYear, running).replaceAll('-', '')];
        const at = place % digits.length;
        const wrong = digits.with(at, String((Number(digits[at]) + step) % 10)).join('');
        expect(parseTicketNumber(wrong)).toBeUndefined();
        const next = (at + 1) % digits.length;
        if (next === 0 || digits[at] === digits[next]) return;
        const swapped = digits.with(at, digits[next] ?? '').with(next, digits[at] ?? '');
        expect(parseTicketNumber(swapped.join(''))).toBeUndefined();
      }),
    );
  });

  it.each(['', '26-4711', '26-004711', 'AB-004711-9', '2600471190000', '２６-004711-9', '26/004711/9'])(
    'is not %j',
    (typed) => {
      expect(parseTicketNumber(typed)).toBeUndefined();
    },
  );

  it('has a check digit that closes the calculation', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,14}$/), (digits) => {
        expect(checkDigit(`${digits}${checkDigit(digits)}`)).toBe(0);
      }),
    );
  });
});
