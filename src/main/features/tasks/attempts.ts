import { taskAttempt } from '#shared/features/tasks/commands.ts';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { nameId } from '#shared/kernel/name-id.ts';
import type { Host } from '../../host/host.ts';
import { openTasksOf } from './queries.ts';

const CALLS: readonly string[] = ['callback', 'appointment', 'follow-up'];

type Reader = Parameters<typeof openTasksOf>[0] & Pick<Host, 'clock'>;

/** What a call of mine to this party was for: what was to be done by telephone until tonight, by me. */
export function openCallTasks(host: Reader, { partyId }: { readonly partyId: string }): readonly TaskLine[] {
  const tonight = new Date(host.clock.now()).setHours(24, 0, 0, 0);
  return openTasksOf(host, { partyId }).filter(
    ({ mine, kind, dueAt }) => mine && CALLS.includes(kind) && dueAt < tonight,
  );
}

/** One attempt each, under an id that the call gives it: a wrap-up that is taken twice counts once. */
export function recordAttempts(
  host: Pick<Host, 'run'>,
  { callId, tasks }: { readonly callId: string; readonly tasks: readonly Pick<TaskLine, 'id'>[] },
): void {
  for (const { id } of tasks)
    host.run(taskAttempt, { id, attemptId: nameId(`attempt/${callId}/${id}`), due: null });
}
