import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { localTime } from '../../host/export-list.ts';
import type { ExportList } from '../../host/export-list.ts';
import type { Host } from '../../host/host.ts';
import { wholeList } from '../../host/simple-list.ts';
import { doneLines, openLines } from './lines.ts';

const MOST_DONE = 5_000;

/**
 * Whom the team still owes a call, one's own of these, or whom it has called back (filter `show`), as the screen shows
 * them. Who took one on is not told: no list is a performance report.
 */
export const callbacksList = (
  host: Pick<Host, 'db' | 'describe' | 'settings' | 'currentSession'>,
): ExportList =>
  wholeList({
    name: 'callbacks',
    columns: ['customer', 'number', 'queue', 'calls', 'firstAt', 'lastAt', 'dueAt', 'doneAt', 'outcome'],
    rows: ({ filters }) => {
      if (filters?.['show'] === 'done') return doneLines(host, { limit: MOST_DONE }).map(cellsOf);
      const isMine = filters?.['show'] === 'mine';
      return openLines(host)
        .filter(({ claim }) => !isMine || claim?.mine === true)
        .map(cellsOf);
    },
  });

const cellsOf = ({ partyName, sharedBy, dial, line, calls, firstAt, lastAt, due, done }: CallbackLine) => [
  ...[partyName ?? sharedBy.join('; '), dial ?? '', line ?? '', String(calls.length)],
  ...[localTime(firstAt), localTime(lastAt)],
  due === null ? '' : due.hasTime ? localTime(due.at) : localTime(due.at).slice(0, 10),
  ...[localTime(done?.at ?? null), done?.reached ? 'reached' : ''],
];
