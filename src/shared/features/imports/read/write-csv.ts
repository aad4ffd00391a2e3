import { escapeFormula } from './formula.ts';
import type { Encoding } from './encoding.ts';

/** One row with its CRLF. Cells are quoted where they must be, and no spreadsheet runs one. */
export function csvLine(cells: readonly string[], delimiter: string): string {
  return `${cells.map((cell) => quoted(escapeFormula(cell), delimiter, cells.length === 1)).join(delimiter)}\r\n`;
}

function quoted(cell: string, delimiter: string, isOnly: boolean): string {
  const mustBe =
    cell.includes(delimiter) || /["\r\n]/.test(cell) || /^\s|\s$/.test(cell) || (isOnly && cell === '');
  return mustBe ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export const WRITABLE = ['utf-8', 'utf-16le', 'windows-1252'] as const satisfies readonly Encoding[];
export type WritableEncoding = (typeof WRITABLE)[number];

/** The mark without which a spreadsheet reads umlauts wrong. */
export function byteOrderMark(encoding: WritableEncoding): Uint8Array<ArrayBuffer> {
  if (encoding === 'utf-8') return Uint8Array.of(0xef, 0xbb, 0xbf);
  return encoding === 'utf-16le' ? Uint8Array.of(0xff, 0xfe) : new Uint8Array();
}

/** Letters that Windows-1252 has not become `?`. */
export function encodeText(text: string, encoding: WritableEncoding): Uint8Array<ArrayBuffer> {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-16le') {
    const bytes = new Uint8Array(text.length * 2);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      bytes[2 * i] = unit & 0xff;
      bytes[2 * i + 1] = unit >> 8;
    }
    return bytes;
  }
  const known = windows1252();
  return Uint8Array.from([...text].map((letter) => known.get(letter) ?? 0x3f));
}

let letters: ReadonlyMap<string, number> | undefined;
function windows1252(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('windows-1252');
  letters ??= new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
  );
  return letters;
}
