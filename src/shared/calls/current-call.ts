import { isIgnored } from './call-facts.ts';
import type { LiveCall } from './live-call.ts';

/** Best first: the agent who speaks wants the sheet of that call, not of the one that knocks. */
const WANTED: readonly LiveCall['phase'][] = ['talking', 'dialling', 'agent-phone', 'ringing', 'held'];

/** The call an agent means by "the call"; of several alike the latest. */
export function currentCall(live: readonly LiveCall[]): LiveCall | undefined {
  const going = live
    .filter((call) => call.phase !== 'ended' && !isIgnored(call))
    .toSorted((a, b) => b.startedAt - a.startedAt);
  return WANTED.map((phase) => going.find((call) => call.phase === phase)).find((call) => call !== undefined);
}
