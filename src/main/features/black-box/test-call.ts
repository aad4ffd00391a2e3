import type { CallTraceRecord } from '#shared/calls/call-trace.ts';
import { CALL_TEST } from '#shared/features/black-box/contract.ts';
import type { TestCall, TestStage } from '#shared/features/black-box/contract.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import type { After } from './timers.ts';

/** How long a test call may be on its way. */
export const TEST_MS = 60_000;

export interface TestCalls extends Service {
  current(): TestCall | null;
  begin(test: { readonly mode: 'ring' } | { readonly mode: 'dial'; readonly number: string }): void;
  cancel(): void;
}

interface Running {
  readonly test: TestCall;
  /** The source's id of the first leg that came: what it passes is what is tested. */
  readonly leg: string | null;
}

/** Follows the next call through the stages of the desk and says where it got to. */
export function createTestCalls(host: Host, after: After): TestCalls {
  let running: Running | null = null;
  let unsubscribe = (): void => {};
  let cancelTimer = (): void => {};

  function put(next: Running | null): void {
    running = next;
    host.touch([CALL_TEST]);
  }

  function take(record: CallTraceRecord): void {
    if (!running) return;
    const next = followed(running, record, host.clock.now());
    if (next !== running) put(next);
  }

  function giveUp(): void {
    if (running?.test.state === 'waiting') put({ ...running, test: { ...running.test, state: 'failed' } });
  }

  async function dial(number: string, begun: Running): Promise<void> {
    const isStill = (): boolean => running?.test.startedAt === begun.test.startedAt;
    try {
      await host.calls.dial(number, null);
      if (running && isStill()) put({ ...running, test: passing(running.test, 'asked', host.clock.now()) });
    } catch (error) {
      // The phone may still be rung from elsewhere: the test goes on waiting.
      const code = error instanceof AppError ? error.code : 'internal';
      if (running && isStill()) put({ ...running, test: { ...running.test, error: code } });
      host.log.warn('the test call could not be dialled', { error: messageOf(error) });
    }
  }

  return {
    current: () => running?.test ?? null,
    begin(wanted) {
      const now = host.clock.now();
      const begun: Running = {
        leg: null,
        test: {
          mode: wanted.mode,
          state: 'waiting',
          startedAt: now,
          until: now + TEST_MS,
          passed: [],
          callId: null,
          error: null,
        },
      };
      cancelTimer();
      cancelTimer = after(TEST_MS, giveUp);
      put(begun);
      if (wanted.mode === 'dial') void dial(wanted.number, begun);
    },
    cancel() {
      cancelTimer();
      put(null);
    },
    start() {
      unsubscribe = host.calls.onTrace(take);
    },
    stop() {
      unsubscribe();
      cancelTimer();
    },
  };
}

/** (test, record) → test; the same object when the record says nothing new. */
export function followed(running: Running, record: CallTraceRecord, now: number): Running {
  const { leg, test } = running;
  if (test.state === 'failed' || (leg !== null && leg !== record.leg)) return running;
  const stages: TestStage[] = ['event'];
  if (record.kind === 'event') {
    if (record.call !== null) stages.push('told');
    if (record.stage.matchedAt !== null) stages.push('matched');
    if (record.stage.event === 'ended') stages.push('ended');
  }
  const fresh = stages.filter((stage) => !test.passed.some((one) => one.stage === stage));
  if (fresh.length === 0) return running;
  const passed = fresh.reduce((so, stage) => passing(so, stage, now), test);
  const has = (stage: TestStage): boolean => passed.passed.some((one) => one.stage === stage);
  return {
    leg: record.leg,
    test: {
      ...passed,
      state: has('told') && has('matched') ? 'passed' : passed.state,
      callId: passed.callId ?? (record.kind === 'event' ? record.call : null),
    },
  };
}

function passing(test: TestCall, stage: TestStage, at: number): TestCall {
  return { ...test, passed: [...test.passed, { stage, at }] };
}
