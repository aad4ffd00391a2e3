import { AppError } from '#shared/kernel/app-error.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import type { TelephonySource } from '../telephony/telephony-source.ts';

/** A click-to-dial the PBX has not shown yet: whom the agent meant, and what was dialled. */
export interface PendingDial {
  readonly id: string;
  readonly number: string;
  readonly party: Ref | null;
}

/** The dials under way, by our own id of the call to be; a source shows it again, as it is or behind a prefix. */
export interface PendingDials {
  add(dial: PendingDial): void;
  remove(id: string): void;
  /** The dial a source's call is, and no longer pending. */
  take(call: string): PendingDial | undefined;
}

const MOST_PENDING = 20;
const ID_LENGTH = 36;

export function createPendingDials(): PendingDials {
  const pending = new Map<string, PendingDial>();
  return {
    add(dial) {
      pending.set(dial.id, dial);
      const [oldest] = pending.keys();
      if (pending.size > MOST_PENDING && oldest !== undefined) pending.delete(oldest);
    },
    remove: (id) => void pending.delete(id),
    take(call) {
      const dial = pending.get(call.slice(-ID_LENGTH));
      if (dial) pending.delete(dial.id);
      return dial;
    },
  };
}

/**
 * Rings the agent's device, then the number, through the first source that is ready and can.
 * @throws AppError `dial.not-ready`, `dial.bad-number`, `dial.failed`, `dial.timeout`, `dial.no-device`, and
 *   `dial.unsupported` where all doors that are ready only listen
 */
export async function dialThrough(
  sources: readonly TelephonySource[],
  device: string | undefined,
  { id, number }: PendingDial,
): Promise<void> {
  const ready = sources.filter(({ state }) => state.stage === 'ready');
  if (ready.length === 0 && device === undefined)
    throw new AppError('dial.no-device', 'no device is set up for this desk');
  if (ready.length === 0) throw new AppError('dial.not-ready', 'no link to the PBX');
  if (device !== undefined) {
    for (const source of ready) {
      const result = await source.dial({ id, device, number });
      if (result.ok) return;
      if (result.code !== 'unsupported') throw new AppError(`dial.${result.code}`, result.detail);
    }
  }
  throw new AppError('dial.unsupported', 'what this desk is linked to only listens');
}
