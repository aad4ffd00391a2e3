import { namelessCall, veiledCall } from '#shared/calls/nameless-call.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { Implementation } from '#shared/ipc/contract.ts';
import { signedInOnly } from '../host/signed-in-only.ts';

/**
 * The live calls as the page may have them: who it is stays on the replica while nobody is signed in; at a desk that
 * several share, and customers see, most of the number as well.
 */
export const callsFor = (
  session: unknown,
  live: readonly LiveCall[],
  isShared = false,
): readonly LiveCall[] => {
  if (session) return live;
  const nameless = live.map(namelessCall);
  return isShared ? nameless.map(veiledCall) : nameless;
};

/**
 * The calls' part of the contract where nobody may be signed in: that it rings is told, and a pop can be closed; all
 * else throws as `require` does, AppError `session.none`.
 */
export function guardCalls(
  implementation: Implementation,
  { require, live }: { readonly require: () => unknown; readonly live: () => readonly LiveCall[] },
): Implementation {
  const { dismiss } = implementation.handlers;
  const guarded = signedInOnly(implementation, require);
  return { ...guarded, handlers: { ...guarded.handlers, live, ...(dismiss && { dismiss }) } };
}
