import type { CallerCard } from '#shared/calls/live-call.ts';
import type { AttemptLine, TaskLine } from '#shared/features/tasks/contract.ts';
import type { TaskKind } from '#shared/features/tasks/model.ts';
import type { Host } from '../../host/host.ts';
import { deputyFor, workOf } from '../../host/stand-in.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';

interface TaskRow {
  readonly id: string;
  readonly kind: TaskKind;
  readonly title: string;
  readonly party_id: string;
  readonly assignee_id: string;
  readonly due_at: number;
  readonly due_has_time: 0 | 1;
  readonly promised: 0 | 1;
  readonly attempts: number;
  readonly entries: number;
}

const COLUMNS = `t.id, t.kind, t.title, t.party_id, t.assignee_id, t.due_at, t.due_has_time, t.promised,
  (SELECT count(*) FROM task_attempt a WHERE a.task_id = t.id) AS attempts,
  (SELECT count(*) FROM link l WHERE l.to_id = t.id AND l.to_type = 'task' AND l.from_type = 'interaction') AS entries`;

type Reader = Pick<Host, 'db' | 'describe' | 'currentSession' | 'standIns' | 'numbersToDial'>;

export function openTasksOf(host: Reader, { partyId }: { partyId: string }): readonly TaskLine[] {
  const rows = host.db
    .prepare<[string], TaskRow>(
      `SELECT ${COLUMNS} FROM task t WHERE party_id = ? AND state = 'open' ORDER BY due_at`,
    )
    .all(partyId);
  return toLines(host, rows);
}

export function tasksOfEntry(
  host: Reader,
  { partyId, linked }: { readonly partyId: string; readonly linked: readonly string[] },
): readonly TaskLine[] {
  const rows = host.db
    .prepare<[string, string], TaskRow>(
      `SELECT ${COLUMNS} FROM task t WHERE (party_id = ? AND state = 'open')
         OR id IN (SELECT value FROM json_each(?)) ORDER BY due_at, id`,
    )
    .all(partyId, jsonIds(linked));
  return toLines(host, rows);
}

/** Whose work is this person's now, as JSON for {@link OF_WORK}: a deputy's own, and what they do for others. */
export const workJson = ({ standIns }: Pick<Host, 'standIns'>, userId: string): string =>
  JSON.stringify(workOf(userId, standIns()));

/** Open tasks of the work in the first parameter; the planner takes the index of assignees for each person. */
export const OF_WORK = `json_each(?) w JOIN task t ON t.assignee_id = w.value ->> 'staffId'
  AND t.state = 'open' AND t.due_at < (w.value ->> 'until')`;

/** The assignee's own stay theirs to see while somebody else does them. */
export function tasksOfUser(
  host: Reader,
  { userId, until }: { userId: string; until: number },
): readonly TaskLine[] {
  const rows = host.db
    .prepare<[string, number], TaskRow>(
      `SELECT ${COLUMNS} FROM ${OF_WORK} WHERE t.due_at < ? ORDER BY t.due_at, t.id`,
    )
    .all(workJson(host, userId), until);
  return toLines(host, rows);
}

export function firedReminders(host: Reader, { userId }: { userId: string }): readonly TaskLine[] {
  const rows = host.db
    .prepare<[string], TaskRow>(
      `SELECT ${COLUMNS} FROM ${OF_WORK} JOIN task_reminder r ON r.task_id = t.id
       WHERE r.state = 'fired' ORDER BY t.due_at, t.id`,
    )
    .all(workJson(host, userId));
  return toLines(host, rows).filter(({ deputy }) => deputy === null || deputy.mine);
}

export function attemptsOf(
  host: Pick<Host, 'db' | 'describe'>,
  { id }: { readonly id: string },
): readonly AttemptLine[] {
  const rows = host.db
    .prepare<
      [string],
      { id: string; staff_id: string; tried_at: number; due_before: number; due_after: number }
    >(
      `SELECT id, staff_id, tried_at, due_before, due_after FROM task_attempt WHERE task_id = ?
       ORDER BY tried_at DESC, id DESC`,
    )
    .all(id);
  const staff = host.describe('staff', [...new Set(rows.map((row) => row.staff_id))]);
  return rows.map((row) => ({
    id: row.id,
    at: row.tried_at,
    staffName: staff.get(row.staff_id)?.name ?? '',
    movedTo: row.due_after === row.due_before ? null : row.due_after,
  }));
}

export function toLines(host: Reader, rows: readonly TaskRow[]): readonly TaskLine[] {
  const me = host.currentSession()?.userId;
  const standIns = host.standIns();
  const doers = new Map(
    rows.flatMap((row) => {
      const doer = deputyFor({ staffId: row.assignee_id, dueAt: row.due_at }, standIns);
      return doer === undefined ? [] : [[row.id, doer] as const];
    }),
  );
  const staff = host.describe('staff', [
    ...new Set([...rows.map((row) => row.assignee_id), ...doers.values()]),
  ]);
  const partyIds = [...new Set(rows.map((row) => row.party_id))];
  const parties = host.describe('party', partyIds);
  const numbers = host.numbersToDial(partyIds);
  return rows.map((row) => {
    const doer = doers.get(row.id);
    return {
      id: row.id,
      kind: row.kind,
      title: row.title,
      partyId: row.party_id,
      partyName: parties.get(row.party_id)?.name ?? null,
      assigneeName: staff.get(row.assignee_id)?.name ?? '',
      mine: (doer ?? row.assignee_id) === me,
      deputy: doer === undefined ? null : { name: staff.get(doer)?.name ?? '', mine: doer === me },
      dueAt: row.due_at,
      dueHasTime: row.due_has_time === 1,
      promised: row.promised === 1,
      attempts: row.attempts,
      entries: row.entries,
      dial: numbers.get(row.party_id) ?? null,
    };
  });
}

export function openTaskIdsOf(db: ReadableDb, assigneeId: string): readonly string[] {
  return db
    .prepare<[string], { id: string }>(
      `SELECT id FROM task WHERE assignee_id = ? AND state = 'open' ORDER BY due_at, id`,
    )
    .all(assigneeId)
    .map(({ id }) => id);
}

export function describeTasks(db: ReadableDb, ids: readonly string[]): readonly CallerCard[] {
  return db
    .prepare<[string], { id: string; title: string }>(
      'SELECT id, title FROM task WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(jsonIds(ids))
    .map(({ id, title }) => ({ ref: { type: 'task', id }, name: title, detail: '' }));
}
