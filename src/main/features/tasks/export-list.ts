import type { TaskKind } from '#shared/features/tasks/model.ts';
import { localTime } from '../../host/export-list.ts';
import type { ExportList } from '../../host/export-list.ts';
import { simpleList } from '../../host/simple-list.ts';

interface FollowUp {
  readonly id: string;
  readonly kind: TaskKind;
  readonly title: string;
  readonly party_id: string;
  readonly due_at: number;
  readonly due_has_time: 0 | 1;
}

/** What is open, of the whole team. Who is to do it is not told: no list is a performance report. */
export const followUpsList = (nameOf: (partyId: string) => string): ExportList =>
  simpleList<FollowUp>({
    name: 'follow-ups',
    columns: ['dueAt', 'kind', 'title', 'customer'],
    sql: "SELECT id, kind, title, party_id, due_at, due_has_time FROM task WHERE state = 'open'",
    cells: ({ kind, title, party_id: partyId, due_at: at, due_has_time: hasTime }) => [
      ...[hasTime === 1 ? localTime(at) : localTime(at).slice(0, 10), kind, title, nameOf(partyId)],
    ],
  });
