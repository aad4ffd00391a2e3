import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../kernel/app-error.ts';
import { detectDelimiter, readCsv } from './csv.ts';
import { decodeBytes, detectEncoding } from './encoding.ts';
import { detectFormat } from './format.ts';
import { escapeFormula, unescapeFormula } from './formula.ts';
import { readVcards, VCARD_COLUMNS } from './vcard.ts';
import { byteOrderMark, csvLine, encodeText, WRITABLE } from './write-csv.ts';

const rowsOf = (text: string, delimiter = detectDelimiter(text)): readonly (readonly string[])[] =>
  [...readCsv(text, delimiter)].flat().map(({ cells }) => cells);

const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^'{0,2}[=+\-@][0-9a-z ;,"]{0,8}$/),
  fc.constantFrom('\t=1', '\rx', "'s-Hertogenbosch", '+49 221 4710', 'a\r\nb', '"', '""', ''),
);

describe('a cell that looks like a formula', () => {
  it('comes back as it was, and no spreadsheet runs it on the way', () => {
    fc.assert(
      fc.property(cell, (text) => {
        expect(unescapeFormula(escapeFormula(text))).toBe(text);
        expect(escapeFormula(text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  it('that nobody escaped stays: a number with its country code, a place', () => {
    expect(unescapeFormula('+49 221 4710')).toBe('+49 221 4710');
    expect(unescapeFormula("'s-Hertogenbosch")).toBe("'s-Hertogenbosch");
  });
});

describe('CSV', () => {
  it('that was written is read again, whatever is in it, in every delimiter', () => {
    const table = fc
      .tuple(fc.constantFrom(';', ',', '\t', '|'), fc.integer({ min: 2, max: 5 }))
      .chain(([delimiter, width]) =>
        fc.tuple(
          fc.constant(delimiter),
          fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }),
        ),
      );
    fc.assert(
      fc.property(table, ([delimiter, rows]) => {
        const text = rows.map((row) => csvLine(row, delimiter)).join('');
        expect(rowsOf(text, delimiter)).toEqual(rows);
      }),
    );
  });

  it.each([';', ',', '\t', '|'])('divided by %j is known by its rows', (delimiter) => {
    const rows = [
      ['Name', 'Ort', 'Telefon'],
      ['Brandt, Erika', 'Köln; Süd', '0221 4710-612'],
      ['Sander|Ute', 'Mannheim', '+49 621 3456'],
    ];
    expect(detectDelimiter(rows.map((row) => csvLine(row, delimiter)).join(''))).toBe(delimiter);
  });

  it('whose first line names the delimiter is divided by that', () => {
    expect(rowsOf('sep=|\r\na|b;c\r\n1|2;3\r\n')).toEqual([
      ['a', 'b;c'],
      ['1', '2;3'],
    ]);
  });

  it('has rows of any length, empty lines, LF and CR, and tells the line of each', () => {
    const text = 'a;b;c\n\n1;2\n  \n1;2;3;4';
    expect([...readCsv(text, ';')].flat()).toEqual([
      { line: 1, cells: ['a', 'b', 'c'] },
      { line: 3, cells: ['1', '2'] },
      { line: 5, cells: ['1', '2', '3', '4'] },
    ]);
    expect(rowsOf('a;b\r1;2\r', ';')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('longer than a piece is whole, a row longer than a piece too', () => {
    const long = 'x'.repeat(3_000_000);
    const text = `a;b\r\n${'1;2\r\n'.repeat(300_000)}${long};"y\r\nz"\r\n`;
    const rows = rowsOf(text, ';');
    expect(rows.length).toBe(300_002);
    expect(rows.at(-1)).toEqual([long, 'y\r\nz']);
  });

  it('with a quote that never ends is refused, with its line', () => {
    const refusal = (): unknown => rowsOf('a;b\r\n1;"2\r\n3;4\r\n', ';');
    expect(refusal).toThrow(AppError);
    expect(refusal).toThrow(expect.objectContaining({ code: 'import.open-quote', params: { line: 2 } }));
  });

  it('never fails but with words, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          rowsOf(text);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});

describe('the encoding', () => {
  const texts = fc.stringMatching(/^[a-zA-Z ;äöüßÄÖÜéŁ€]{2,40}$/);

  it('is known by its mark', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('utf-8', 'utf-16le'), (text, encoding) => {
        const bytes = Uint8Array.of(...byteOrderMark(encoding), ...encodeText(text, encoding));
        expect(detectEncoding(bytes)).toBe(encoding);
        expect(decodeBytes(bytes, encoding)).toBe(text);
      }),
    );
  });

  it.each([
    ['utf-8', 'Größe;Łódź'],
    ['windows-1252', 'Größe;Müller € – „so“'],
    ['utf-16le', 'Name;Ort\r\nMüller;Köln'],
  ] as const)('%s is known without one', (encoding, text) => {
    const bytes = encodeText(text, encoding);
    expect(detectEncoding(bytes)).toBe(encoding);
    expect(decodeBytes(bytes, encoding)).toBe(text);
  });

  it('Latin-1 is read as the Windows one, which holds it', () => {
    expect(decodeBytes(Uint8Array.of(0x4d, 0xfc, 0x6c), 'windows-1252')).toBe('Mül');
    expect(WRITABLE).toContain('windows-1252');
  });

  it('of any bytes is one that reads them', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBytes(bytes, detectEncoding(bytes))).toEqual(expect.any(String));
      }),
    );
  });
});

describe('the format', () => {
  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
  it('is told by what is in the file', () => {
    expect(detectFormat(Uint8Array.of(0x50, 0x4b, 3, 4), 'PK')).toBe('xlsx');
    expect(detectFormat(bytesOf('x'), 'BEGIN:VCARD\r\nVERSION:3.0')).toBe('vcard');
    expect(detectFormat(bytesOf('a;b'), 'a;b')).toBe('csv');
  });
  it('of an old Excel file or a picture is refused in words', () => {
    expect(() => detectFormat(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), '')).toThrow(
      expect.objectContaining({ code: 'import.old-excel' }),
    );
    expect(() => detectFormat(Uint8Array.of(0x89), '\x89PNG\0')).toThrow(
      expect.objectContaining({ code: 'import.not-a-table' }),
    );
  });
});

describe('cards', () => {
  const read = (text: string): readonly Readonly<Record<string, string>>[] =>
    [...readVcards(text)].flat().map(({ cells, fault }) => ({
      ...Object.fromEntries(
        VCARD_COLUMNS.map((name, i) => [name, cells[i] ?? ''] as const).filter(([, v]) => v),
      ),
      ...(fault !== undefined && { fault }),
    }));

  it('of version 2.1 with quoted-printable and bare types', () => {
    const card = [
      'BEGIN:VCARD',
      'VERSION:2.1',
      'N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Kr=F6ger;Nadine',
      'FN;CHARSET=UTF-8;QUOTED-PRINTABLE:Nadine Kr=C3=B6=',
      'ger',
      'TEL;HOME;VOICE:0221 4710 612',
      'END:VCARD',
    ].join('\r\n');
    expect(read(card)).toEqual([
      { Name: 'Nadine Kröger', Vorname: 'Nadine', Nachname: 'Kröger', 'Telefon 1': '0221 4710 612' },
    ]);
  });

  it('of versions 3 and 4, folded, grouped, with address, birthday and several numbers', () => {
    const three =
      'BEGIN:VCARD\nVERSION:3.0\nN:Brandt;Erika;;;\nFN:Erika Brandt\nitem1.ADR;TYPE=HOME:;;Hauptstraße 1;Köln;;50999;\nBDAY:1956-03-31\nNOTE:Zeile eins\\nZeile\n  zwei\nTEL;TYPE=CELL:+49 171 3920012\nEMAIL:e@brandt.example\nEND:VCARD\n';
    const four =
      'BEGIN:VCARD\nVERSION:4.0\nFN:Kessler GmbH\nORG:Kessler GmbH;Einkauf\nTEL;VALUE=uri:tel:+49-30-23125-20\nTEL:030 23125-31\nEND:VCARD\n';
    expect(read(three + four)).toEqual([
      {
        ...{ Name: 'Erika Brandt', Vorname: 'Erika', Nachname: 'Brandt', Straße: 'Hauptstraße 1' },
        ...{ PLZ: '50999', Ort: 'Köln', Geburtsdatum: '1956-03-31', Notiz: 'Zeile eins\nZeile zwei' },
        ...{ 'Telefon 1': '+49 171 3920012', 'E-Mail 1': 'e@brandt.example' },
      },
      {
        ...{ Name: 'Kessler GmbH', Firma: 'Kessler GmbH' },
        ...{ 'Telefon 1': '+49-30-23125-20', 'Telefon 2': '030 23125-31' },
      },
    ]);
  });

  it('that cannot be read is a faulty row between good ones', () => {
    const good = 'BEGIN:VCARD\nVERSION:3.0\nFN:A B\nEND:VCARD\n';
    expect(read(`${good}BEGIN:VCARD\nVERSION:3.0\nTEL;;;\nEND:VCARD\n${good}`)).toEqual([
      { Name: 'A B' },
      { fault: 'bad-card' },
      { Name: 'A B' },
    ]);
  });

  it('never fails, whatever is between begin and end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([...readVcards(`BEGIN:VCARD\n${text}\nEND:VCARD\n`)].length).toBeGreaterThan(0);
      }),
    );
  });
});
