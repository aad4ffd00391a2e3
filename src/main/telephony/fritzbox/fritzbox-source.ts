import { randomUUID } from 'node:crypto';
import type { CallEvent } from '#shared/calls/call-event.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { defaultBackoff } from '#shared/kernel/backoff.ts';
import type { BackoffPolicy } from '#shared/kernel/backoff.ts';
import { systemClock } from '../link/clock.ts';
import type { Clock } from '../link/clock.ts';
import { createLinkRunner } from '../link/link-runner.ts';
import type { DialResult, TelephonySource } from '../telephony-source.ts';
import { defaultTiming, openMonitor } from './connection.ts';
import type { MonitorTiming } from './connection.ts';
import { emptyMonitor, loseSight, stepMonitor } from './monitor.ts';
import type { MonitorContext, MonitorStep } from './monitor.ts';
import { settingsFault } from './settings.ts';
import type { FritzboxSettings } from './settings.ts';

export interface FritzboxSourceOptions {
  readonly settings: FritzboxSettings;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
  readonly backoff?: BackoffPolicy;
  readonly timing?: MonitorTiming;
}

const CANNOT_DIAL: DialResult = {
  ok: false,
  code: 'unsupported',
  detail: 'the call monitor of a FRITZ!Box only listens',
};

/** Calls at the agent's phones behind a FRITZ!Box, heard through its call monitor; docs/telephony/fritzbox.md. */
export function createFritzboxSource(options: FritzboxSourceOptions): TelephonySource {
  const { settings, clock = systemClock, random = Math.random, backoff = defaultBackoff } = options;
  const { timing = defaultTiming } = options;
  const calls = new Emitter<CallEvent>();
  const prefix = `fritz-${randomUUID()}`;
  let monitor = emptyMonitor;

  const now = (): MonitorContext => ({ lines: settings, prefix, at: clock.now() });

  function apply(step: MonitorStep): void {
    monitor = step.monitor;
    for (const event of step.events) calls.emit(event);
  }

  const link = createLinkRunner({
    open: (report) =>
      openMonitor(
        settings,
        { report, onLine: (line) => apply(stepMonitor(monitor, line, now())) },
        { clock, timing },
      ),
    onClosed: () => apply(loseSight(monitor, now())),
    clock,
    random,
    backoff,
  });

  return {
    get state() {
      return link.state;
    },
    onState: link.onState,
    onCall: (listener) => calls.on(listener),
    start() {
      const fault = settingsFault(settings);
      if (fault) link.refuse(fault);
      else link.start();
    },
    async stop() {
      link.stop();
    },
    dial: async () => CANNOT_DIAL,
  };
}
