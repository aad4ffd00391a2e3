import writeExcelFile from 'write-excel-file/browser';
import { byteOrderMark, csvLine, encodeText } from '#shared/features/imports/read/write-csv.ts';
import type { WritableEncoding } from '#shared/features/imports/read/write-csv.ts';

export interface FileChoice {
  readonly format: 'csv' | 'xlsx';
  readonly delimiter: string;
  readonly encoding: WritableEncoding;
}

type Rows = readonly (readonly string[])[];

/** A table as a file. Cells of Excel are texts: a number keeps its zeros, and nothing is a formula. */
export async function makeFile(rows: Rows, { format, delimiter, encoding }: FileChoice): Promise<Blob> {
  if (format === 'xlsx') {
    const cells = rows.map((row) => row.map((value) => ({ value, type: String })));
    return writeExcelFile(cells).toBlob();
  }
  const lines = rows.map((row) => encodeText(csvLine(row, delimiter), encoding));
  return new Blob([byteOrderMark(encoding), ...lines], { type: 'text/csv' });
}
