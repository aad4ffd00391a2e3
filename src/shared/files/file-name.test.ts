import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName, endingOf, isCleanFileName, numbered } from './file-name.ts';
import { mayOpen, safeMediaType } from './file-types.ts';

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '..',
          '/',
          '\\',
          ':',
          '\u202e',
          '\u200f',
          '\u0000',
          '\n',
          '\ud800',
          ' ',
          '.',
          'CON',
          'nul',
          'COM1',
        ],
        ...['lpt9', 'CONIN$', '.pdf', '.exe', 'ä', '😀', 'a'.repeat(90), '\u2028', '~', '$', '%00', '\u0301'],
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join('')),
);

const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)/i;

describe('a clean file name', () => {
  it('keeps what is a good name already', () => {
    for (const name of ['Brief.pdf', 'Vertrag 2026-11 (unterschrieben).docx', 'Größe & Maß.txt', '写真.png'])
      expect(cleanFileName(name)).toBe(name);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    [String.raw`C:\Users\nadine\Brief.pdf`, 'Brief.pdf'],
    ['Rechnung\u202efdp.exe', 'Rechnungfdp.exe'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['com1 .txt', '_com1.txt'],
    ['a\u0000\u0301.txt', 'á.txt'],
    ['.bashrc', 'bashrc'],
    ['Brief.pdf...  ', 'Brief.pdf'],
    ['a\u0000b\r\nc.txt', 'abc.txt'],
    ['was? <1>: "x|y*".pdf', 'was_ _1__ _x_y__.pdf'],
    ['', 'unnamed'],
    ['///', 'unnamed'],
    ['\u200b', 'unnamed'],
  ])('%j becomes %j', (given, name) => {
    expect(cleanFileName(given)).toBe(name);
  });

  it('keeps its ending however long it is', () => {
    expect(cleanFileName(`${'ä'.repeat(500)}.pdf`)).toMatch(/^ä{40,}\.pdf$/);
  });

  it('is harmless on every system, whatever was given, and stays when it is cleaned again', () => {
    fc.assert(
      fc.property(nasty, (given) => {
        const name = cleanFileName(given);
        expect(name).not.toBe('');
        expect(name).not.toMatch(/[/\\<>:"|?*]/);
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(name).not.toMatch(/^[.\s]|[.\s]$/u);
        expect(name).not.toMatch(DEVICE);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(201);
        expect(cleanFileName(name)).toBe(name);
        expect(isCleanFileName(name)).toBe(true);
      }),
      { numRuns: 2_000, examples: [[`.exeCOM1.pdf..${'a'.repeat(90)}..${'a'.repeat(90)}`]] },
    );
  });

  it('is another one with a number, as harmless and of the same kind', () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: 2, max: 999 }), (given, count) => {
        const name = cleanFileName(given);
        const other = numbered(name, count);
        expect(other).not.toBe(name);
        expect(isCleanFileName(other)).toBe(true);
        expect(endingOf(other)).toBe(endingOf(name));
      }),
    );
  });
});

describe('what may be opened', () => {
  it.each(['a.pdf', 'a.PDF', 'foto.JPEG', 'notiz.txt', 'x.y.png'])('%s may', (name) => {
    expect(mayOpen(name)).toBe(true);
    expect(safeMediaType(name)).not.toBe('application/octet-stream');
  });

  it.each([
    ...[
      'a.exe',
      'a.pdf.exe',
      'a.html',
      'a.svg',
      'a.lnk',
      'a.js',
      'a.docm',
      'a.csv',
      'pdf',
      'a.',
      'a.desktop',
    ],
    ...['constructor', 'a.constructor', 'a.toString', 'a.__proto__'],
  ])('%s may not', (name) => {
    expect(mayOpen(name)).toBe(false);
    expect(safeMediaType(name)).toBe('application/octet-stream');
  });
});
