import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import { CENTRE_CALLS_PATH, centreCallsMessage } from '#shared/calls/centre-call.ts';
import type { CentreCall } from '#shared/calls/centre-call.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { Clock } from '../link/clock.ts';
import { checkAddress } from '../../sync/centre-client.ts';
import type { ConnectionReport } from '../link/link-runner.ts';
import type { LinkFault } from '../telephony-source.ts';
import type { CentreSession } from './centre-port.ts';

export interface CentreTiming {
  readonly connectMs: number;
  /** Between two pings; the second that finds no answer to the first is the last. */
  readonly pingMs: number;
}

/** A dead centre is noticed after 30 s at the latest. */
export const defaultTiming: CentreTiming = { connectMs: 10_000, pingMs: 15_000 };

/** A hundred calls, and room for what a later version may add. */
const MAX_MESSAGE_BYTES = 256 * 1024;
/** See src/server/http/session-sockets.ts. */
const CLOSE_SESSION_ENDED = 4401;

/** One connection to the centre's list of calls. Nothing is ever sent but pings. */
export function openCentreCalls(
  { url, token, ca }: CentreSession,
  listener: { readonly report: ConnectionReport; readonly onCalls: (calls: readonly CentreCall[]) => void },
  { clock, timing }: { readonly clock: Clock; readonly timing: CentreTiming },
): () => void {
  const { report, onCalls } = listener;
  const address = new URL(CENTRE_CALLS_PATH, checkAddress(url));
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address, {
    headers: { authorization: `Bearer ${token}` },
    handshakeTimeout: timing.connectMs,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    followRedirects: false,
    ...(ca !== undefined && { ca }),
  });
  let isAlive = true;
  let hasList = false;
  let cancelPing = (): void => undefined;

  const fail = (fault: LinkFault): void => report({ type: 'failed', fault, at: clock.now() });

  function ping(): void {
    if (!isAlive) return fail({ code: 'no-answer', detail: 'a ping went unanswered' });
    isAlive = false;
    socket.ping();
    cancelPing = clock.after(timing.pingMs, ping);
  }

  socket.on('open', () => {
    cancelPing = clock.after(timing.pingMs, ping);
    report({ type: 'connected' });
    report({ type: 'loggedIn' });
  });
  socket.on('pong', () => (isAlive = true));
  socket.on('message', (data) => {
    const calls = readCalls(data);
    if (!calls) return fail({ code: 'not-a-pbx', detail: 'what answers there is no centre' });
    isAlive = true;
    onCalls(calls);
    if (!hasList) report({ type: 'resynced', at: clock.now() });
    hasList = true;
  });
  socket.on('unexpected-response', (request, { statusCode = 0 }) => {
    request.destroy();
    fail(refusedWith(statusCode));
  });
  socket.on('error', (error) => fail({ code: 'unreachable', detail: messageOf(error) }));
  socket.on('close', (code) =>
    fail(
      code === CLOSE_SESSION_ENDED ? sessionEnded : { code: 'closed', detail: `closed (${String(code)})` },
    ),
  );

  return () => {
    cancelPing();
    socket.terminate();
  };
}

const sessionEnded: LinkFault = { code: 'wrong-secret', detail: 'the session has ended: sign in again' };

function refusedWith(status: number): LinkFault {
  if (status === 401) return sessionEnded;
  if (status === 404) return { code: 'not-a-pbx', detail: 'this centre knows no webhooks: it is too old' };
  return { code: 'unreachable', detail: `HTTP ${String(status)}` };
}

function readCalls(data: RawData): readonly CentreCall[] | undefined {
  try {
    const parsed = centreCallsMessage.safeParse(JSON.parse((data as Buffer).toString('utf8')));
    return parsed.success ? parsed.data.calls : undefined;
  } catch {
    return undefined;
  }
}
