import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersInText } from './numbers-in-text.ts';

describe('numbers in a text', () => {
  it.each([
    ['0221 4710 612', ['0221 4710 612']],
    ['  +49 (0)221 / 4710-612\n', ['+49 (0)221 / 4710-612']],
    ['Tel.: 0221/4710612', ['0221/4710612']],
    ['tel:+49-221-4710612', ['+49-221-4710612']],
    ['(0221) 4710612', ['(0221) 4710612']],
    ['0221\u00a04710\u2013612', ['0221 4710-612']],
    ['\u202a+49221\u200b4710612\u202c', ['+492214710612']],
    ['２１', ['21']],
    ['21', ['21']],
    ['*21#', ['*21#']],
    ['Frau Sander, 030 23125 231, ruft zurück', ['030 23125 231']],
    ['(+49) 221 4710612', ['+49 221 4710612']],
    [
      'Erika Brandt\n51067 Lindental\nTel. 0221 4710 612\nMobil 0171 3920014',
      ['0221 4710 612', '0171 3920014'],
    ],
    ['0221 4710612 oder 0221/4710612', ['0221 4710612']],
  ])('%j: %j', (text, numbers) => expect(numbersInText(text)).toEqual(numbers));

  it.each([
    '',
    'keine Nummer',
    '19.11.2026',
    'am 19.11.2026 um 9.12',
    '2026-11-19',
    '()',
    '+',
    'Raum 12',
    '1'.repeat(21),
  ])('none in %j', (text) => expect(numbersInText(text)).toEqual([]));

  it('are few and well-formed, whatever is on the clipboard', () => {
    const sign = fc.constantFrom(...'0123456789 ()+/-.*#\n\u00a0\u2013ab,;'.split(''));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(sign, { maxLength: 400 }).map((all) => all.join('')),
        ),
        (text) => {
          const numbers = numbersInText(text);
          expect(numbers.length).toBeLessThanOrEqual(5);
          for (const number of numbers) expect(number).toMatch(/^(?=.*\d)\+?[0-9 ()/.\-*#]{1,40}$/);
        },
      ),
    );
    expect(numbersInText('0 '.repeat(100_000))).toEqual([]);
  });
});
