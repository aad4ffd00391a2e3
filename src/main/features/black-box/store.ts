import type { Box, BoxFacts, BoxLine, PopTimes } from '#shared/features/black-box/contract.ts';
import { DEFAULT_KEEP_DAYS } from '#shared/features/black-box/contract.ts';
import type { ReadableDb, WritableDb } from '../../replica/db.ts';
import type { Item, OpenBox } from './box.ts';

export const LOCAL_TABLES = ['black_box', 'black_box_part', 'black_box_setting'] as const;

interface BoxRow {
  readonly id: string;
  readonly call_id: string | null;
  readonly device: string;
  readonly began_at: number;
  readonly ended_at: number | null;
  readonly facts: string | null;
  readonly pop: string | null;
  readonly is_cut: 0 | 1;
}

const COLUMNS = 'id, call_id, device, began_at, ended_at, facts, pop, is_cut';

/** Writes what is pending; the box itself is left as it is. */
export function writeBox(db: WritableDb, box: OpenBox): void {
  db.prepare(
    `INSERT INTO black_box (id, call_id, device, began_at, ended_at, facts, pop, bytes, is_cut)
     VALUES (@id, @callId, @device, @beganAt, @endedAt, @facts, @pop, @bytes, @isCut)
     ON CONFLICT (id) DO UPDATE SET call_id = excluded.call_id, ended_at = excluded.ended_at,
       facts = excluded.facts, pop = excluded.pop, bytes = excluded.bytes, is_cut = excluded.is_cut`,
  ).run({
    id: box.id,
    callId: box.callId,
    device: box.device,
    beganAt: box.beganAt,
    endedAt: box.endedAt,
    facts: box.facts && JSON.stringify(box.facts),
    pop: box.pop && JSON.stringify(box.pop),
    bytes: box.bytes,
    isCut: box.isCut ? 1 : 0,
  });
  if (box.pending.length === 0) return;
  db.prepare('INSERT INTO black_box_part (box_id, seq, body) VALUES (?, ?, ?)').run(
    box.id,
    box.parts,
    JSON.stringify(box.pending),
  );
}

/** The latest first. */
export function listBoxes(db: ReadableDb, { limit }: { limit: number }): readonly BoxLine[] {
  return db
    .prepare<[number], BoxRow>(`SELECT ${COLUMNS} FROM black_box ORDER BY began_at DESC, id DESC LIMIT ?`)
    .all(limit)
    .map(toLine);
}

export function readBox(db: ReadableDb, { id }: { id: string }): Box | null {
  const row = db.prepare<[string], BoxRow>(`SELECT ${COLUMNS} FROM black_box WHERE id = ?`).get(id);
  if (!row) return null;
  const items = db
    .prepare<[string], { body: string }>('SELECT body FROM black_box_part WHERE box_id = ? ORDER BY seq')
    .all(id)
    .flatMap(({ body }) => JSON.parse(body) as readonly Item[]);
  return {
    ...toLine(row),
    frames: items.flatMap((item) => ('frame' in item ? [item.frame] : [])),
    stages: items.flatMap((item) => ('stage' in item ? [item.stage] : [])),
    isCut: row.is_cut === 1,
  };
}

/** The latest leg of a call. */
export function boxOfCall(db: ReadableDb, { callId }: { callId: string }): string | null {
  return (
    db
      .prepare<[string], { id: string }>(
        'SELECT id FROM black_box WHERE call_id = ? ORDER BY began_at DESC, id DESC LIMIT 1',
      )
      .get(callId)?.id ?? null
  );
}

/** Of the latest calls that popped, the latest first. */
export function popTimes(db: ReadableDb, { limit }: { limit: number }): readonly PopTimes[] {
  return db
    .prepare<[number], { pop: string }>(
      'SELECT pop FROM black_box WHERE pop IS NOT NULL ORDER BY began_at DESC LIMIT ?',
    )
    .all(limit)
    .map(({ pop }) => JSON.parse(pop) as PopTimes);
}

/** Numbers a caller can be found by. */
export function countNumbers(db: ReadableDb): number {
  return db.prepare<[], { count: number }>('SELECT count(*) AS count FROM phone').get()?.count ?? 0;
}

/**
 * Removes the oldest boxes that began before `before`, or lie beyond what all may weigh together; at most `limit` of
 * them, so that the transaction stays short. Returns how many went.
 */
export function pruneBoxes(
  db: WritableDb,
  { before, mostBytes, limit }: { before: number; mostBytes: number; limit: number },
): number {
  const ids = staleBoxes(db, { before, mostBytes, limit });
  const list = JSON.stringify(ids);
  db.prepare('DELETE FROM black_box_part WHERE box_id IN (SELECT value FROM json_each(?))').run(list);
  db.prepare('DELETE FROM black_box WHERE id IN (SELECT value FROM json_each(?))').run(list);
  return ids.length;
}

/** Asked before anything is written: a look costs no transaction. */
export function staleBoxes(
  db: ReadableDb,
  { before, mostBytes, limit }: { before: number; mostBytes: number; limit: number },
): readonly string[] {
  return db
    .prepare<[number, number, number], { id: string }>(
      `SELECT id FROM (
         SELECT id, began_at, sum(bytes) OVER (ORDER BY began_at DESC, id DESC) AS weight FROM black_box
       ) WHERE began_at < ? OR weight > ? ORDER BY began_at, id LIMIT ?`,
    )
    .all(before, mostBytes, limit)
    .map(({ id }) => id);
}

export function keptDays(db: ReadableDb): number {
  const row = db.prepare<[], { keep_days: number }>('SELECT keep_days FROM black_box_setting').get();
  return row?.keep_days ?? DEFAULT_KEEP_DAYS;
}

export function setKeptDays(db: WritableDb, { days }: { days: number }): void {
  db.prepare('INSERT OR REPLACE INTO black_box_setting (id, keep_days) VALUES (1, ?)').run(days);
}

function toLine(row: BoxRow): BoxLine {
  return {
    id: row.id,
    callId: row.call_id,
    device: row.device,
    beganAt: row.began_at,
    endedAt: row.ended_at,
    facts: row.facts === null ? null : (JSON.parse(row.facts) as BoxFacts),
    pop: row.pop === null ? null : (JSON.parse(row.pop) as PopTimes),
  };
}
