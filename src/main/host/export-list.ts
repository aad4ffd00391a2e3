import type { Session } from '#shared/ipc/core-contracts.ts';
import { fold } from '#shared/text/fold.ts';
import type { ReadableDb } from '../replica/db.ts';
import type { ChosenFilters } from './narrowing.ts';

interface Named {
  /** `customers`; a key of the imports' catalogue. */
  readonly name: string;
  /** Keys of the columns, in their order; the headers are in the imports' catalogue. */
  readonly columns: readonly string[];
  /** Who sees the list itself; left out: whoever may save lists at all. */
  isFor?(session: Session): boolean;
}

/** A list that can be saved as a file, as the feature whose list it is declares it. */
export interface ExportList extends Named {
  /** How many there will be, for progress. */
  count(db: ReadableDb, filter: ExportFilter): number;
  /** The next rows after the last of the page before; an empty page ends. Times are `YYYY-MM-DD HH:MM`, local. */
  page(db: ReadableDb, filter: ExportFilter, after: string | null, limit: number): ExportPage;
}

/** One that lies at the centre, which decides again who gets it; fails as any request to it. */
export interface CentreList extends Named {
  /** null: not known before its last page. */
  count(db: ReadableDb, filter: ExportFilter): Promise<number> | null;
  page(db: ReadableDb, filter: ExportFilter, after: string | null, limit: number): Promise<ExportPage>;
}

export type SavedList = ExportList | CentreList;

export interface ExportFilter {
  /** As typed into the list's search field; empty: everything. */
  readonly text: string;
  /** As the list is narrowed besides; a list knows its own. */
  readonly filters?: ChosenFilters | undefined;
}

export interface ExportPage {
  readonly rows: readonly (readonly string[])[];
  /** Where the next page begins; null: this is the last. */
  readonly next: string | null;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** `2026-11-24 09:05` by this desk's clock; empty where there is none. */
export function localTime(at: number | null): string {
  if (at === null) return '';
  const date = new Date(at);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(two).join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What a search leaves of them: the rows that have the text in any cell. */
export function rowsWith(rows: readonly (readonly string[])[], text: string): readonly (readonly string[])[] {
  const wanted = fold(text.trim());
  return wanted === '' ? rows : rows.filter((row) => fold(row.join(' ')).includes(wanted));
}
