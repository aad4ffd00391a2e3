import Papa from 'papaparse';
import { AppError } from '../../../kernel/app-error.ts';
import { unescapeFormula } from './formula.ts';
import { MAX_COLUMNS, MAX_ROWS } from './limits.ts';
import type { SourceRow } from './source-row.ts';

const DELIMITERS = [';', ',', '\t', '|', '^', '~', ':'] as const;
const PIECE = 1 << 20;
const SAMPLE = 1 << 16;
/** Rows of the sample that say which delimiter it is. */
const SAMPLE_ROWS = 200;

/**
 * The delimiter that divides the rows most alike into more than one cell; `;` where none does. A first line `sep=|`,
 * as Excel writes it, decides.
 */
export function detectDelimiter(text: string): string {
  const said = sepLine(text);
  if (said !== undefined) return said;
  const sample = text.slice(0, SAMPLE);
  let best: { delimiter: string; score: number } = { delimiter: ';', score: 0 };
  for (const delimiter of DELIMITERS) {
    const { data } = Papa.parse<string[]>(sample, { delimiter, preview: SAMPLE_ROWS, skipEmptyLines: true });
    const widths = new Map<number, number>();
    for (const row of data) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
    const [width = 1, count = 0] = [...widths].toSorted(([, a], [, b]) => b - a)[0] ?? [];
    // A header of n cells beats rows of one cell that happen to hold the character.
    const header = data[0]?.length ?? 1;
    const score = width < 2 ? (header > 1 ? 0.01 * header : 0) : (count / data.length) * 10 + Math.log(width);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/**
 * The rows of a CSV text, some at a time: quotes, doubled quotes, line breaks in quotes, CRLF, LF or CR. Empty lines
 * are left out and counted; ragged rows come as they are. Escaped formulas are put back.
 *
 * @throws AppError `import.open-quote` {line}, `import.too-many-columns`, `import.too-many-rows`
 */
export function* readCsv(text: string, delimiter: string): Generator<readonly SourceRow[]> {
  let position = sepLine(text) === undefined ? 0 : text.indexOf('\n') + 1;
  let line = position === 0 ? 0 : 1;
  let size = PIECE;
  // Of the whole text: a piece may happen to have none.
  const newline = newlineOf(text);
  let count = 0;
  while (position < text.length) {
    const piece = text.slice(position, position + size);
    const isLast = position + size >= text.length;
    const parser = new Papa.Parser({ delimiter, newline });
    const result = parser.parse(piece, 0, !isLast) as Papa.ParseResult<string[]>;
    if (result.meta.cursor === 0 && !isLast) {
      // One row longer than the piece.
      size *= 2;
      continue;
    }
    const open = result.errors.find(({ code }) => code === 'MissingQuotes');
    if (open) {
      const at = line + (open.row ?? 0) + 1;
      throw new AppError('import.open-quote', `the quote that opens in row ${at} never ends`, { line: at });
    }
    const rows: SourceRow[] = [];
    for (const cells of result.data) {
      line += 1;
      if (cells.length === 1 && (cells[0] ?? '').trim() === '') continue;
      if (cells.length > MAX_COLUMNS) throw tooManyColumns();
      rows.push({ line, cells: cells.map(unescapeFormula) });
    }
    count += rows.length;
    if (count > MAX_ROWS + 1) throw tooManyRows();
    if (rows.length > 0) yield rows;
    position += isLast ? piece.length : result.meta.cursor;
    size = PIECE;
  }
}

export const tooManyColumns = (): AppError =>
  new AppError('import.too-many-columns', `more than ${MAX_COLUMNS} columns`, { most: MAX_COLUMNS });
export const tooManyRows = (): AppError =>
  new AppError('import.too-many-rows', `more than ${MAX_ROWS} rows`, { most: MAX_ROWS });

function sepLine(text: string): string | undefined {
  return /^sep=(.)\r?\n/.exec(text.slice(0, 8))?.[1];
}

/** Outside of quotes, in the beginning of the text. */
function newlineOf(text: string): '\r\n' | '\n' | '\r' {
  const bare = text.slice(0, PIECE).replace(/"[^"]*"/g, '');
  if (bare.includes('\r\n')) return '\r\n';
  return bare.includes('\n') || !bare.includes('\r') ? '\n' : '\r';
}
