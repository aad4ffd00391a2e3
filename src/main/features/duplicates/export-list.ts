import type { Reason } from '#shared/features/duplicates/score.ts';
import { rowsWith } from '../../host/export-list.ts';
import type { ExportList } from '../../host/export-list.ts';
import type { Host } from '../../host/host.ts';
import { OPEN } from './queries.ts';
import type { PairRow } from './queries.ts';

/** Pairs nobody has decided on, in the order of their ids: the score is a column to sort by. */
export const duplicatesList = ({ describe }: Pick<Host, 'describe'>): ExportList => ({
  name: 'duplicates',
  columns: ['nameOne', 'detailOne', 'nameOther', 'detailOther', 'score', 'reasons', 'idOne', 'idOther'],
  count: (db) => db.prepare<[], number>(`SELECT count(*) FROM ${OPEN}`).pluck().get() ?? 0,
  page(db, { text }, after, limit) {
    const [low = '', high = ''] = after?.split(' ') ?? [];
    const pairs = db
      .prepare<[string, string, number], PairRow>(
        `SELECT d.* FROM ${OPEN} AND (d.low_id, d.high_id) > (?, ?) ORDER BY d.low_id, d.high_id LIMIT ?`,
      )
      .all(low, high, limit);
    const cards = describe('party', [...new Set(pairs.flatMap(({ low_id, high_id }) => [low_id, high_id]))]);
    const rows = pairs.flatMap(({ low_id, high_id, score, reasons }) => {
      const [one, other] = [cards.get(low_id), cards.get(high_id)];
      if (!one || !other) return [];
      // Written by find-pairs.ts.
      const why = (JSON.parse(reasons) as readonly Reason[]).join(', ');
      return [[one.name, one.detail, other.name, other.detail, String(score), why, low_id, high_id]];
    });
    const last = pairs.length < limit ? undefined : pairs.at(-1);
    return { rows: rowsWith(rows, text), next: last ? `${last.low_id} ${last.high_id}` : null };
  },
});
