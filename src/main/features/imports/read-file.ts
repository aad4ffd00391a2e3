import readExcelFile from 'read-excel-file/node';
import { AppError } from '#shared/kernel/app-error.ts';
import { detectDelimiter, readCsv, tooManyColumns, tooManyRows } from '#shared/features/imports/read/csv.ts';
import { decodeBytes, detectEncoding } from '#shared/features/imports/read/encoding.ts';
import type { Encoding } from '#shared/features/imports/read/encoding.ts';
import { detectFormat } from '#shared/features/imports/read/format.ts';
import type { FileFormat } from '#shared/features/imports/read/format.ts';
import { MAX_COLUMNS, MAX_ROWS } from '#shared/features/imports/read/limits.ts';
import type { SourceRow } from '#shared/features/imports/read/source-row.ts';
import { readVcards, VCARD_COLUMNS } from '#shared/features/imports/read/vcard.ts';
import { checkArchive } from './unpack-check.ts';

/** `fault`: the row cannot be read as what it is; a key of the catalogue. */
export type ReadRow = SourceRow & { readonly fault?: string };

export interface ReadHead {
  readonly format: FileFormat;
  readonly encoding: Encoding | null;
  readonly delimiter: string | null;
  readonly headers: readonly string[];
}

const BATCH = 500;
const BEGINNING = 64 * 1024;

/**
 * Reads a file whatever it is; the head first, then the rows without the header, some at a time. Runs in a thread of
 * its own: a large file takes seconds.
 *
 * @throws AppError `import.empty`, `import.bad-excel`, `import.zip-bomb`, and those of the readers
 */
export async function* readFile(
  bytes: Uint8Array,
  wanted: Encoding | 'auto',
): AsyncGenerator<ReadHead | readonly ReadRow[]> {
  if (bytes.length === 0) throw empty();
  const encoding = wanted === 'auto' ? detectEncoding(bytes) : wanted;
  const format = detectFormat(bytes, decodeBytes(bytes.subarray(0, BEGINNING), encoding));
  if (format === 'xlsx') {
    checkArchive(bytes);
    yield* table(excelRows(await excelSheet(bytes)), { format, encoding: null, delimiter: null });
    return;
  }
  const text = decodeBytes(bytes, encoding);
  if (format === 'vcard') {
    yield { format, encoding, delimiter: null, headers: VCARD_COLUMNS };
    yield* batches(readVcards(text));
    return;
  }
  const delimiter = detectDelimiter(text);
  yield* table(readCsv(text, delimiter), { format, encoding, delimiter });
}

async function* table(
  source: Iterable<readonly ReadRow[]>,
  head: Omit<ReadHead, 'headers'>,
): AsyncGenerator<ReadHead | readonly ReadRow[]> {
  let headers: readonly string[] | undefined;
  for (const batch of batches(source)) {
    let rows = batch;
    if (headers === undefined) {
      const [first, ...rest] = batch;
      if (!first) continue;
      headers = first.cells.map((cell) => cell.trim());
      rows = rest;
      yield { ...head, headers };
    }
    const width = headers.length;
    // Cells beyond the header have no column: they are kept, and the row says so.
    yield rows.map((row) =>
      row.cells.slice(width).some((cell) => cell.trim() !== '') ? { ...row, fault: 'too-many-cells' } : row,
    );
  }
  if (headers === undefined) throw empty();
}

const empty = (): AppError => new AppError('import.empty', 'nothing is in the file');

function* batches(source: Iterable<readonly ReadRow[]>): Generator<readonly ReadRow[]> {
  let waiting: ReadRow[] = [];
  for (const rows of source) {
    for (const row of rows) {
      waiting.push(row);
      if (waiting.length < BATCH) continue;
      yield waiting;
      waiting = [];
    }
  }
  if (waiting.length > 0) yield waiting;
}

type ExcelCell = string | number | boolean | Date | null;

async function excelSheet(bytes: Uint8Array): Promise<readonly (readonly ExcelCell[])[]> {
  try {
    const [sheet] = await readExcelFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return (sheet?.data ?? []) as readonly (readonly ExcelCell[])[];
  } catch (error) {
    throw new AppError('import.bad-excel', 'not a readable Excel file', {}, { cause: error });
  }
}

function* excelRows(sheet: readonly (readonly ExcelCell[])[]): Generator<readonly ReadRow[]> {
  if (sheet.length > MAX_ROWS + 1) throw tooManyRows();
  for (const [index, row] of sheet.entries()) {
    if (row.length > MAX_COLUMNS) throw tooManyColumns();
    const cells = row.map(cellText);
    if (cells.some((cell) => cell.trim() !== '')) yield [{ line: index + 1, cells }];
  }
}

/** Excel keeps days as times of midnight UTC. */
function cellText(cell: ExcelCell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (!(cell instanceof Date)) return String(cell);
  if (Number.isNaN(cell.getTime())) return '';
  const iso = cell.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso;
}
