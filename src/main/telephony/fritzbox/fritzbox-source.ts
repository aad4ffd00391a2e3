import type { CallEvent } from '#shared/calls/call-event.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { defaultBackoff } from '#shared/kernel/backoff.ts';
import type { BackoffPolicy } from '#shared/kernel/backoff.ts';
import { systemClock } from '../link/clock.ts';
import type { Clock } from '../link/clock.ts';
import { createLinkRunner } from '../link/link-runner.ts';
import { noControl } from '../no-control.ts';
import type { DialResult, TelephonySource } from '../telephony-source.ts';
import { defaultTiming, openMonitor } from './connection.ts';
import type { MonitorTiming } from './connection.ts';
import { createDoorTrace } from '../door-trace.ts';
import { saidOf } from './said.ts';
import type { MonitorLine } from './monitor-line.ts';
import { emptyMonitor, loseSight, stepMonitor } from './monitor.ts';
import type { MonitorContext, MonitorStep } from './monitor.ts';
import { checkFritzbox } from './setup-check.ts';
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
  const trace = createDoorTrace();
  let monitor = emptyMonitor;

  const now = (): MonitorContext => ({ lines: settings, at: clock.now() });

  function apply(step: MonitorStep, line?: MonitorLine): void {
    const before = monitor;
    monitor = step.monitor;
    trace.step(clock.now(), line ? saidOf(line, before, monitor) : [], step.events);
    for (const event of step.events) calls.emit(event);
  }

  const link = createLinkRunner({
    open: (report) =>
      openMonitor(
        settings,
        { report, onLine: (line) => apply(stepMonitor(monitor, line, now()), line) },
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
    onTrace: (listener) => trace.on(listener),
    start() {
      const fault = settingsFault(settings);
      if (fault) link.refuse(fault);
      else link.start();
    },
    async stop() {
      link.stop();
    },
    dial: async () => CANNOT_DIAL,
    checkSetup: async () => checkFritzbox(settings, link.state),
    ...noControl,
  };
}
