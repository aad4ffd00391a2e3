import type { LiveCall } from '#shared/calls/live-call.ts';
import { idOf } from './memory-rows.ts';

/** A ringing call from Erika Brandt's number, not yet attributed; `more` lays over it. */
export function liveCall(more: Partial<LiveCall> = {}): LiveCall {
  return {
    id: idOf(1),
    direction: 'in',
    phase: 'ringing',
    device: 'PJSIP/21',
    remote: { number: '+492214710612' },
    display: '0221 4710612',
    group: '1795289006.6',
    match: { rule: 'unknown', candidates: [] },
    party: null,
    startedAt: 1_000,
    answeredAt: null,
    endedAt: null,
    ...more,
  };
}
