import { implement } from '#shared/ipc/contract.ts';
import type { Implementation } from '#shared/ipc/contract.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import type { CallService } from './call-service.ts';

export function callHandlers(calls: CallService): Implementation {
  return implement(callsContract, {
    live: () => calls.live(),
    choose: ({ id, party }) => calls.choose(id, party),
    dismiss: ({ id }) => calls.dismiss(id),
    dial: ({ number, party }) => calls.dial(number, party),
    traces: () => calls.traces(),
  });
}
