import { expect, it } from 'vitest';
import type { CallTraceRecord, StageTimes } from '#shared/calls/call-trace.ts';
import { createComingCalls } from './coming-calls.ts';

const told = (event: StageTimes['event']): CallTraceRecord => ({
  ...{ kind: 'event', leg: '1', device: 'SIP/21', call: null, rule: null },
  stage: { event, eventAt: 1, trackedAt: 1, matchedAt: null, emittedAt: 1 },
});

it('counts what is announced and what begins to ring', () => {
  const { count, hear } = createComingCalls();
  hear(told('announced'));
  hear(told('ringing'));
  expect(count[0]).toBe(2);
  for (const event of ['answered', 'held', 'ended'] as const) hear(told(event));
  hear({ kind: 'begun', leg: '1', device: 'SIP/21', at: 1 });
  expect(count[0]).toBe(2);
});
