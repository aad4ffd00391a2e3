import type { CallPhase, LiveCall } from '#shared/calls/live-call.ts';

const NEAREST: readonly CallPhase[] = ['talking', 'dialling', 'agent-phone', 'held'];

/** The call that the keys of the call bar act on: the one the agent is in. */
export function callWithKeys(calls: readonly LiveCall[]): LiveCall | undefined {
  return NEAREST.map((phase) => calls.find((call) => call.phase === phase && call.canControl)).find(
    (call) => call !== undefined,
  );
}
