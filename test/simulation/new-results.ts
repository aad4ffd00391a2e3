import type Database from 'better-sqlite3';
import type { ResultRow } from './ledger.ts';
import { prepareOnce } from './prepare-once.ts';

/** What was decided since the last look at the table of results. */
export interface NewResults {
  take(raw: Database.Database): readonly ResultRow[];
  /** Another database: what is in it was decided before. */
  forget(raw: Database.Database): void;
}

const COLUMNS = 'rowid AS place, client, mid, outcome, command';

/**
 * Rows come with ever higher places, but for those whose results were the newest and have been pruned: these places are
 * given again. So of the rows seen the last that is still where it was tells from where on all are new.
 */
export function createNewResults(): NewResults {
  let seen: { readonly place: number; readonly of: string }[] = [];
  const keyOf = ({ client, mid }: Pick<ResultRow, 'client' | 'mid'>): string => `${client}/${String(mid)}`;
  const rowsAfter = (raw: Database.Database, place: number): ResultRow[] =>
    prepareOnce(raw, `SELECT ${COLUMNS} FROM mutation_result WHERE rowid > ? ORDER BY rowid`).all(
      place,
    ) as ResultRow[];
  const note = (rows: readonly ResultRow[]): void => {
    for (const row of rows) seen.push({ place: row.place, of: keyOf(row) });
  };
  return {
    take(raw) {
      const at = prepareOnce(raw, `SELECT ${COLUMNS} FROM mutation_result WHERE rowid = ?`);
      for (let last = seen.at(-1); last; last = seen.at(-1)) {
        const row = at.get(last.place) as ResultRow | undefined;
        if (row && keyOf(row) === last.of) break;
        seen.pop();
      }
      const rows = rowsAfter(raw, seen.at(-1)?.place ?? 0);
      note(rows);
      return rows;
    },
    forget(raw) {
      seen = [];
      note(rowsAfter(raw, 0));
    },
  };
}
