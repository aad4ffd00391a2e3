import { localTime, rowsWith } from '../../host/export-list.ts';
import type { ExportList } from '../../host/export-list.ts';
import type { ChosenFilters } from '../../host/narrowing.ts';
import { callsWhere } from './call-list.ts';

interface CallLine {
  readonly id: string;
  readonly direction: string;
  readonly party_id: string | null;
  readonly occurred_at: number;
  readonly answered_at: number | null;
  readonly ended_at: number | null;
  readonly number: string | null;
  readonly queue: string | null;
  readonly outcome: string | null;
  readonly body: string;
}

/** All calls, or those that were missed (filter `show`), in the order they were noted. Who took one is not told: no list is a performance report. */
export function callsList(nameOf: (partyId: string) => string): ExportList {
  return {
    name: 'calls',
    columns: ['at', 'direction', 'number', 'customer', 'queue', 'seconds', 'outcome', 'body'],
    count: (db, { filters }) =>
      db
        .prepare<[], number>(`SELECT count(*) FROM interaction WHERE ${shown(filters)}`)
        .pluck()
        .get() ?? 0,
    page(db, { text, filters }, after, limit) {
      const calls = db
        .prepare<[string, number], CallLine>(
          `SELECT * FROM interaction WHERE ${shown(filters)} AND id > ? ORDER BY id LIMIT ?`,
        )
        .all(after ?? '', limit);
      const rows = calls.map(
        ({ occurred_at, direction, number, party_id, queue, answered_at, ended_at, outcome, body }) => [
          ...[localTime(occurred_at), direction, number === null ? '' : `+${number}`],
          ...[party_id === null ? '' : nameOf(party_id), queue ?? ''],
          answered_at === null || ended_at === null
            ? ''
            : String(Math.round((ended_at - answered_at) / 1000)),
          ...[outcome ?? '', body],
        ],
      );
      return { rows: rowsWith(rows, text), next: calls.length < limit ? null : (calls.at(-1)?.id ?? null) };
    },
  };
}

const shown = (filters: ChosenFilters | undefined): string =>
  callsWhere({ missed: filters?.['show'] === 'missed' });
