/** What a column of a file can be, as the feature that takes the rows declares it. */
export interface ImportField {
  readonly key: string;
  /** Several columns may be this, each with a label of its own ("mobil"). */
  readonly isMany?: true;
  /** Headers that mean it, folded and without blanks and signs: `telefonprivat`. A trailing number is ignored. */
  readonly headers: readonly string[];
  /** What its cells look like, where the header says nothing. */
  readonly looksLike?: 'phone' | 'mail' | 'date' | 'postal-code';
}

/** One cell of a row by its field. */
export interface MappedCell {
  readonly text: string;
  /** The column's, for fields that are many: "mobil". */
  readonly label: string;
}

/** A row as the mapping reads it; empty cells are left out. */
export type MappedRow = Readonly<Record<string, readonly MappedCell[]>>;

export const ROW_KINDS = ['new', 'changed', 'same', 'duplicate', 'faulty'] as const;
/**
 * What an import does with a row. `same`: everything in it is here already. `duplicate`: it is in the file twice, or
 * fits several; it is not taken over.
 */
export type RowKind = (typeof ROW_KINDS)[number];
