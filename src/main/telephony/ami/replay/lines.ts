import type { CallEvent } from '#shared/calls/call-event.ts';

/** One line of `npm run replay`; a field that does not apply is left out. */
export interface ReplayLine {
  readonly file: string;
  /** Counted from 1 in the order the agent's channels appeared. */
  readonly call: number;
  readonly type: CallEvent['type'];
  readonly number?: string;
  readonly name?: string;
  readonly queue?: string;
  readonly to?: string;
  readonly kind?: string;
  readonly reason?: string;
}

export function replayLine(file: string, calls: readonly string[], event: CallEvent): ReplayLine {
  const from = 'from' in event ? event.from : undefined;
  return {
    file,
    call: calls.indexOf(event.call) + 1,
    type: event.type,
    ...(from?.number ? { number: from.number } : {}),
    ...(from?.name ? { name: from.name } : {}),
    ...('queue' in event && event.queue ? { queue: event.queue } : {}),
    ...('to' in event && event.to ? { to: event.to } : {}),
    ...('kind' in event ? { kind: event.kind } : {}),
    ...('reason' in event ? { reason: event.reason } : {}),
  };
}
