import { connect } from 'node:net';
import type { Clock } from '../link/clock.ts';
import type { ConnectionReport } from '../link/link-runner.ts';
import type { LinkFault } from '../telephony-source.ts';
import { createLineFramer } from './line-framer.ts';
import { parseMonitorLine } from './monitor-line.ts';
import type { MonitorLine } from './monitor-line.ts';

export interface MonitorEndpoint {
  readonly host: string;
  readonly port: number;
}

export interface MonitorTiming {
  readonly connectMs: number;
  /**
   * A box without calls sends nothing for hours: only TCP's own probes show whether it is still there. They begin
   * after this much silence; libuv then sends ten, a second apart. So a dead peer is noticed 25 s after its last word.
   */
  readonly keepAliveMs: number;
}

export const defaultTiming: MonitorTiming = { connectMs: 10_000, keepAliveMs: 15_000 };

/** So many lines that are none before the first that is one: something else answers there. */
const STRANGE_LINES = 5;

/**
 * One connection to the call monitor. There is no greeting and no login: the box takes the connection and writes a
 * line whenever a call begins, is answered or ends. Nothing is ever sent.
 */
export function openMonitor(
  { host, port }: MonitorEndpoint,
  listener: { readonly report: ConnectionReport; readonly onLine: (line: MonitorLine) => void },
  { clock, timing }: { readonly clock: Clock; readonly timing: MonitorTiming },
): () => void {
  const { report, onLine } = listener;
  const framer = createLineFramer();
  let isOpen = false;
  let isClosed = false;
  let strange = 0;
  let isMonitor = false;

  const socket = connect({ host, port });
  const cancelTimeout = clock.after(timing.connectMs, () => {
    fail({ code: 'unreachable', detail: `no connection within ${String(timing.connectMs / 1000)} s` });
  });

  function fail(fault: LinkFault): void {
    if (!isClosed) report({ type: 'failed', fault, at: clock.now() });
  }

  socket.setKeepAlive(true, timing.keepAliveMs);
  socket.on('connect', () => {
    isOpen = true;
    cancelTimeout();
    report({ type: 'connected' });
    report({ type: 'loggedIn' });
    report({ type: 'resynced', at: clock.now() });
  });
  socket.on('data', (chunk: Buffer) => {
    for (const text of framer.push(chunk)) {
      if (isClosed) return;
      const line = text === undefined ? undefined : parseMonitorLine(text);
      if (line) {
        isMonitor = true;
        onLine(line);
        continue;
      }
      strange += 1;
      if (!isMonitor && strange >= STRANGE_LINES)
        fail({ code: 'not-a-pbx', detail: 'what answers there is no call monitor' });
    }
  });
  socket.on('error', (error: NodeJS.ErrnoException) => fail(faultOf(error, isOpen)));
  socket.on('close', () => fail({ code: 'closed', detail: 'the box closed the connection' }));

  return () => {
    isClosed = true;
    cancelTimeout();
    socket.destroy();
  };
}

function faultOf({ code, message }: NodeJS.ErrnoException, wasOpen: boolean): LinkFault {
  if (wasOpen) return { code: code === 'ETIMEDOUT' ? 'no-answer' : 'closed', detail: message };
  const hint = code === 'ECONNREFUSED' ? '; is the call monitor switched on (dial #96*5*)?' : '';
  return { code: 'unreachable', detail: `${message}${hint}` };
}
