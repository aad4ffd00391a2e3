import type { RejectedView } from '#shared/features/sync-inbox/contract.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Host } from '../../host/host.ts';
import { listRejected, markSeen } from '../../replica/outcomes.ts';
import { idsIn, typedIn } from './typed.ts';
import { nameOf } from './values.ts';

const MOST = 200;
const MOST_NAMES = 3;

/** Commands the centre will never take as they are, newest first. */
export function rejected(
  host: Pick<Host, 'db' | 'describe'>,
  { seen }: { readonly seen: boolean },
): readonly RejectedView[] {
  return listRejected(host.db, MOST)
    .filter(({ seenAt }) => (seenAt !== null) === seen)
    .map(({ id, name, args, at, code, seenAt }) => ({
      id,
      command: name,
      names: idsIn(args)
        .flatMap((each) => nameOf(host, each) ?? [])
        .slice(0, MOST_NAMES),
      at,
      code: code ?? 'internal',
      params: {},
      seenAt,
      typed: typedIn(args).join('\n'),
    }));
}

/**
 * Runs it again as a new command, on what is here now and as whoever sits here. What it names may be another by now,
 * so it is checked as if it were typed anew.
 *
 * Throws the command's refusal, and leaves the old one as it is then; AppError `rejected.unknown`.
 */
export function retry(host: Host, { id }: { readonly id: number }): void {
  const found = listRejected(host.db, MOST).find((each) => each.id === id);
  if (!found || found.seenAt !== null)
    throw new AppError('rejected.unknown', `no rejected command ${id} waits`);
  host.runNamed(found.name, found.args);
  host.local(['rejected_command'], (db) => markSeen(db, 'rejected_command', [id], host.clock.now()));
}
