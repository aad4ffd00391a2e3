import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { parseStored } from '#shared/phone/stored.ts';
import { csvFiles } from './csv-files.ts';

const TODAY = Date.UTC(2026, 10, 23);
const [clean, latin, faulty] = csvFiles(1, TODAY);
const rowsOf = (text: string): string[][] => Papa.parse<string[]>(text.trimEnd()).data;

describe('the files to try an import with', () => {
  it('are the same for the same seed', () => {
    expect(csvFiles(1, TODAY)).toEqual([clean, latin, faulty]);
    expect(csvFiles(2, TODAY)).not.toEqual([clean, latin, faulty]);
  });

  it('are one clean, one with semicolons in Latin-1, each with 200 rows of nine columns', () => {
    const utf8 = new TextDecoder('utf-8', { fatal: true });
    expect(() => utf8.decode(latin?.bytes)).toThrow();
    for (const text of [utf8.decode(clean?.bytes), new TextDecoder('latin1').decode(latin?.bytes)]) {
      const [header, ...rows] = rowsOf(text);
      expect(header).toHaveLength(9);
      expect(rows).toHaveLength(200);
      for (const row of rows) {
        expect(row).toHaveLength(9);
        expect(parseStored(row[7] ?? '', { country: '49' })[0]?.digits).toMatch(
          /^49(?:3023125|6990009|4066969|2214710|8999998)\d{3}$/,
        );
      }
    }
    expect(new TextDecoder('latin1').decode(latin?.bytes)).toMatch(/ü.*;/);
  });

  it('and one whose every tenth row is bad, and is said to be', () => {
    const [, ...rows] = rowsOf(new TextDecoder().decode(faulty?.bytes));
    expect(faulty?.bad).toHaveLength(20);
    const isBad = ([, first, last, born, , , , phone = '', mail = '', ...more]: readonly string[]): boolean =>
      (first === '' && last === '') ||
      born === '31.02.1961' ||
      parseStored(phone, { country: '49' })[0]?.digits === null ||
      !mail.includes('@') ||
      more.length > 0;
    expect(rows.flatMap((row, index) => (isBad(row) ? [index + 1] : []))).toEqual(
      faulty?.bad.map(({ row }) => row),
    );
    expect(new Set(faulty?.bad.map(({ why }) => why)).size).toBe(5);
  });
});
