import { blockTable } from '#shared/features/blocks/model.ts';
import type { TimelineFacts } from '#shared/timeline/timeline-source.ts';

const fact = (what: string, at: string, holds: string, timeKnown: 0 | 1): TimelineFacts => ({
  ...{ type: blockTable.name, section: 'out', what },
  sql: `
    SELECT id, ${at} AS at, party_id, ${String(timeKnown)} AS time_known,
      json_object('kind', kind, 'note', note, 'since', since, 'until', until) AS facts
    FROM block WHERE ${holds} AND party_id IN (SELECT id FROM who)`,
});

/** The last moment of the last day, by the clock of this desk. */
const END_OF_UNTIL = `CAST(strftime('%s', until || ' 23:59:59', 'utc') AS INTEGER) * 1000`;

/** Barred, let in again by hand, or by the day, which the centre has seen pass. */
export const blockHistory: readonly TimelineFacts[] = [
  fact('set', 'set_at', 'true', 1),
  fact('lifted', 'lifted_at', 'lifted_at IS NOT NULL', 1),
  fact('over', END_OF_UNTIL, 'lifted_at IS NULL AND until IS NOT NULL AND ended_with = until', 0),
];
