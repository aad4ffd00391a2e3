import { fold } from '../../text/fold.ts';
import type { ImportField, MappedCell, MappedRow } from '../../transfer/import-field.ts';

/** What each column is, by its place; null: it is not taken over. */
export type Mapping = readonly (string | null)[];

/** A header as fields know it: `Telefon (privat) 2` → `telefonprivat`. */
export function headerKey(header: string): string {
  return fold(header)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/(?<=\p{L})\d{1,2}$/u, '');
}

/** The same columns in the same order have the same: what somebody has mapped once is known again. */
export function headerSignature(headers: readonly string[]): string {
  return JSON.stringify(headers.map((header) => fold(header).trim()));
}

/**
 * Guesses by the headers, then by what the cells look like. A field that is not many is given to one column, the
 * first that fits best.
 */
export function guessMapping(
  headers: readonly string[],
  sample: readonly (readonly string[])[],
  fields: readonly ImportField[],
): Mapping {
  const taken = new Set<string>();
  const isFree = (field: ImportField): boolean => field.isMany === true || !taken.has(field.key);
  const guesses = Array.from<string | null>({ length: headers.length }).fill(null);
  const give = (column: number, field: ImportField | undefined): void => {
    if (!field || guesses[column] !== null) return;
    guesses[column] = field.key;
    taken.add(field.key);
  };
  // A longer list of names stands lower: `Name 1` is the name where there is no `Name`.
  for (const ranked of [exactly, nearly]) {
    const found = headers.flatMap((header, column) => {
      const hit = ranked(headerKey(header), fields);
      return hit === undefined ? [] : [{ column, ...hit }];
    });
    for (const { column, field } of found.toSorted((a, b) => a.rank - b.rank || a.column - b.column))
      if (isFree(field)) give(column, field);
  }
  headers.forEach((_, column) => {
    const looks = looksOf(sample.map((row) => row[column] ?? ''));
    give(
      column,
      fields.find((field) => field.looksLike === looks && looks !== undefined && isFree(field)),
    );
  });
  return guesses;
}

interface Hit {
  readonly field: ImportField;
  readonly rank: number;
}

function exactly(key: string, fields: readonly ImportField[]): Hit | undefined {
  for (const field of fields) {
    const rank = field.headers.indexOf(key);
    if (rank >= 0) return { field, rank };
  }
  return undefined;
}

/** `mailingaddressstreet` ends with what it is. Only of fields that nobody can take for another. */
function nearly(key: string, fields: readonly ImportField[]): Hit | undefined {
  if (/fax/.test(key)) return undefined;
  for (const field of fields) {
    if (field.isMany && field.headers.some((header) => header.length >= 4 && key.includes(header)))
      return { field, rank: 100 };
    if (field.headers.some((header) => header.length >= 6 && key.endsWith(header)))
      return { field, rank: 101 };
  }
  return undefined;
}

const MOSTLY = 0.8;

function looksOf(cells: readonly string[]): ImportField['looksLike'] | undefined {
  const filled = cells.map((cell) => cell.trim()).filter(Boolean);
  if (filled.length === 0) return undefined;
  const mostly = (pattern: RegExp): boolean =>
    filled.filter((cell) => pattern.test(cell)).length >= filled.length * MOSTLY;
  if (mostly(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)) return 'mail';
  if (mostly(/^(?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})$/)) return 'date';
  if (mostly(/^(?:D-|A-|CH-)?\d{4,5}$/)) return 'postal-code';
  if (mostly(/^(?:\+|00?[1-9])[\d\s()/.–-]{5,}$/)) return 'phone';
  return undefined;
}

/** What the contact points of each column are called: `mobil`; empty: the header says nothing of it. */
export const labelsOf = (headers: readonly string[]): readonly string[] => headers.map(labelOf);

/** Empty cells say nothing; they are left out. @param labels as {@link labelsOf} */
export function mapRow(cells: readonly string[], mapping: Mapping, labels: readonly string[]): MappedRow {
  const row: Record<string, MappedCell[]> = {};
  mapping.forEach((key, column) => {
    const text = (cells[column] ?? '').trim();
    if (key === null || text === '') return;
    (row[key] ??= []).push({ text, label: labels[column] ?? '' });
  });
  return row;
}

const LABELS: readonly (readonly [RegExp, string])[] = [
  [/mobil|handy|cell/, 'mobil'],
  [/privat|home/, 'privat'],
  [/zentrale|main/, 'Zentrale'],
  [/gesch|dienst|firma|business|work|office/, 'dienstlich'],
];

function labelOf(header: string): string {
  const key = headerKey(header);
  return LABELS.find(([pattern]) => pattern.test(key))?.[1] ?? '';
}
