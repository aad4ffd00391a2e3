import type { CallerCard } from '#shared/calls/live-call.ts';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import type { TaskKind } from '#shared/features/tasks/model.ts';
import type { Host } from '../../host/host.ts';
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
}

const COLUMNS = 't.id, t.kind, t.title, t.party_id, t.assignee_id, t.due_at, t.due_has_time, t.promised';

type Reader = Pick<Host, 'db' | 'describe' | 'currentSession'>;

export function openTasksOf(host: Reader, { partyId }: { partyId: string }): readonly TaskLine[] {
  const rows = host.db
    .prepare<[string], TaskRow>(
      `SELECT ${COLUMNS} FROM task t WHERE party_id = ? AND state = 'open' ORDER BY due_at`,
    )
    .all(partyId);
  return toLines(host, rows);
}

export function tasksOfUser(
  host: Reader,
  { userId, until }: { userId: string; until: number },
): readonly TaskLine[] {
  const rows = host.db
    .prepare<[string, number], TaskRow>(
      `SELECT ${COLUMNS} FROM task t WHERE assignee_id = ? AND state = 'open' AND due_at < ? ORDER BY due_at`,
    )
    .all(userId, until);
  return toLines(host, rows);
}

export function firedReminders(host: Reader, { userId }: { userId: string }): readonly TaskLine[] {
  const rows = host.db
    .prepare<[string], TaskRow>(
      `SELECT ${COLUMNS} FROM task_reminder r JOIN task t ON t.id = r.task_id
       WHERE r.state = 'fired' AND t.assignee_id = ? AND t.state = 'open' ORDER BY t.due_at`,
    )
    .all(userId);
  return toLines(host, rows);
}

export function toLines(host: Reader, rows: readonly TaskRow[]): readonly TaskLine[] {
  const me = host.currentSession()?.userId;
  const staff = host.describe('staff', [...new Set(rows.map((row) => row.assignee_id))]);
  const parties = host.describe('party', [...new Set(rows.map((row) => row.party_id))]);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    title: row.title,
    partyId: row.party_id,
    partyName: parties.get(row.party_id)?.name ?? null,
    assigneeName: staff.get(row.assignee_id)?.name ?? '',
    mine: row.assignee_id === me,
    dueAt: row.due_at,
    dueHasTime: row.due_has_time === 1,
    promised: row.promised === 1,
  }));
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
