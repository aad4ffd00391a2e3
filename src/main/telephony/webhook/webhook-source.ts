import type { CallEvent } from '#shared/calls/call-event.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { defaultBackoff } from '#shared/kernel/backoff.ts';
import type { BackoffPolicy } from '#shared/kernel/backoff.ts';
import { systemClock } from '../link/clock.ts';
import type { Clock } from '../link/clock.ts';
import { createLinkRunner } from '../link/link-runner.ts';
import type { ConnectionReport } from '../link/link-runner.ts';
import { checkWebhook } from './setup-check.ts';
import { noControl } from '../no-control.ts';
import type { DialResult, LinkFault, TelephonySource } from '../telephony-source.ts';
import { createDoorTrace } from '../door-trace.ts';
import { saidOf } from './said.ts';
import { noCentreCalls, stepCentreCalls } from './centre-calls.ts';
import type { CentrePort } from './centre-port.ts';
import { defaultTiming, openCentreCalls } from './connection.ts';
import type { CentreTiming } from './connection.ts';

export interface WebhookSourceOptions {
  readonly centre: CentrePort;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
  readonly backoff?: BackoffPolicy;
  readonly timing?: CentreTiming;
}

const CANNOT_DIAL: DialResult = {
  ok: false,
  code: 'unsupported',
  detail: 'a webhook only tells of calls',
};
const NOBODY: LinkFault = { code: 'wrong-secret', detail: 'nobody is signed in' };

/** Calls a cloud PBX posts to the centre, for whoever is signed in at this desk; docs/telephony/webhook.md. */
export function createWebhookSource(options: WebhookSourceOptions): TelephonySource {
  const { centre, clock = systemClock, random = Math.random, backoff = defaultBackoff } = options;
  const { timing = defaultTiming } = options;
  const calls = new Emitter<CallEvent>();
  const trace = createDoorTrace();
  let known = noCentreCalls;
  let session: string | undefined;
  let unsubscribe: (() => void) | undefined;

  function apply(list: Parameters<typeof stepCentreCalls>[1]): void {
    const step = stepCentreCalls(known, list, clock.now());
    const before = known;
    known = step.state;
    trace.step(clock.now(), saidOf(list, before, known), step.events);
    for (const event of step.events) calls.emit(event);
  }

  /** Whoever is signed in now has calls of their own. */
  function forget(): void {
    apply([]);
    known = noCentreCalls;
  }

  function open(report: ConnectionReport): () => void {
    const signedIn = centre.current();
    if (!signedIn) return failing(report, NOBODY);
    try {
      return openCentreCalls(signedIn, { report, onCalls: apply }, { clock, timing });
    } catch (error) {
      return failing(report, { code: 'bad-settings', detail: messageOf(error) });
    }
  }

  /** A connection must not report before it is there. */
  function failing(report: ConnectionReport, fault: LinkFault): () => void {
    return clock.after(0, () => report({ type: 'failed', fault, at: clock.now() }));
  }

  const link = createLinkRunner({ open, onClosed: () => undefined, clock, random, backoff });

  function restart(): void {
    const next = JSON.stringify(centre.current());
    if (next === session) return;
    session = next;
    link.stop();
    forget();
    link.start();
  }

  return {
    get state() {
      return link.state;
    },
    onState: link.onState,
    onCall: (listener) => calls.on(listener),
    onTrace: (listener) => trace.on(listener),
    start() {
      session = JSON.stringify(centre.current());
      unsubscribe ??= centre.onChange(restart);
      link.start();
    },
    async stop() {
      unsubscribe?.();
      unsubscribe = undefined;
      link.stop();
      forget();
    },
    dial: async () => CANNOT_DIAL,
    checkSetup: () => checkWebhook(centre.current()),
    ...noControl,
  };
}
