import { implement } from '#shared/ipc/contract.ts';
import type { Implementation } from '#shared/ipc/contract.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import type { CallService } from './call-service.ts';

/** `attributeLate`: for a call that has left the list of live ones; false when nobody keeps it. */
export function callHandlers(
  calls: CallService,
  attributeLate: (call: { readonly id: string; readonly party: Ref }) => boolean,
): Implementation {
  return implement(callsContract, {
    live: () => calls.live(),
    choose: ({ id, party }) => {
      const isLive = calls.live().some((call) => call.id === id);
      if (isLive || !attributeLate({ id, party })) calls.choose(id, party);
    },
    dismiss: ({ id }) => calls.dismiss(id),
    dial: ({ number, party }) => calls.dial(number, party),
    hangUp: ({ id }) => calls.hangUp(id),
    transfer: ({ id, target }) => calls.transfer(id, target),
    traces: () => calls.traces(),
  });
}
