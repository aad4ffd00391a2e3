import type { TaskKind } from '#shared/features/tasks/model.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { localTime } from '../../host/export-list.ts';
import type { ExportFilter, ExportList } from '../../host/export-list.ts';
import type { Host } from '../../host/host.ts';
import { namesOf } from '../../host/names-of.ts';
import { simpleList, wholeList } from '../../host/simple-list.ts';
import { tasksOfUser } from './queries.ts';

const NAMED = { name: 'follow-ups', columns: ['dueAt', 'kind', 'title', 'customer'] } as const;

interface FollowUp {
  readonly id: string;
  readonly kind: TaskKind;
  readonly title: string;
  readonly party_id: string;
  readonly due_at: number;
  readonly due_has_time: 0 | 1;
}

/**
 * What is open, of the whole team; or what whoever is signed in has to do before a time (filter `mineBefore`, ms), calls
 * that are expected and what they do for others included. Who is to do it is not told: no list is a performance report.
 */
export function followUpsList(
  host: Pick<Host, 'db' | 'describe' | 'currentSession' | 'standIns' | 'numbersToDial'>,
): ExportList {
  const nameOf = namesOf(host, 'party');
  const all = simpleList<FollowUp>({
    ...NAMED,
    sql: "SELECT id, kind, title, party_id, due_at, due_has_time FROM task WHERE state = 'open'",
    cells: ({ kind, title, party_id: partyId, due_at: at, due_has_time: hasTime }) => [
      ...[dueIn(at, hasTime === 1), kind, title, nameOf(partyId)],
    ],
  });
  const mine = wholeList({
    ...NAMED,
    rows: ({ filters }) => {
      const userId = host.currentSession()?.userId ?? '';
      return tasksOfUser(host, { userId, until: timeIn(filters?.['mineBefore'] ?? '') }).map(
        ({ kind, title, partyName, dueAt, dueHasTime }) => [
          ...[dueIn(dueAt, dueHasTime), kind, title, partyName ?? ''],
        ],
      );
    },
  });
  const of = ({ filters }: ExportFilter): ExportList => (filters?.['mineBefore'] === undefined ? all : mine);
  return {
    ...NAMED,
    count: (db, filter) => of(filter).count(db, filter),
    page: (db, filter, after, limit) => of(filter).page(db, filter, after, limit),
  };
}

const dueIn = (at: number, hasTime: boolean): string =>
  hasTime ? localTime(at) : localTime(at).slice(0, 10);

/** @throws AppError `filter.unknown` */
function timeIn(value: string): number {
  if (!/^\d{1,15}$/.test(value))
    throw new AppError('filter.unknown', `no time ${value.slice(0, 60)}`, { name: 'mineBefore' });
  return Number(value);
}
