/** A row as it stands in the file. */
export interface SourceRow {
  /** Counted from 1, the header and empty lines too; the number a spreadsheet shows. */
  readonly line: number;
  readonly cells: readonly string[];
}
