import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import { MAX_STANDING_BYTES, paths } from '#shared/sync/protocol.ts';
import { backoffMs } from './backoff.ts';
import type { BackoffLimits } from './backoff.ts';
import { checkAddress } from './centre-client.ts';
import type { Delay, HintLine, HintListener } from './net.ts';
import { createStandingEnd } from './standing-end.ts';
import type { StandingEnd } from './standing-end.ts';

const HINT_BACKOFF: BackoffLimits = { firstMs: 1_000, capMs: 60_000 };
const PING_MS = 20_000;
const HANDSHAKE_MS = 10_000;
/** WebSocket close codes: data of another kind, not understood, against the rules, too big. Source: RFC 6455, 7.4.1 */
const REFUSALS: ReadonlySet<number> = new Set([1003, 1007, 1008, 1009]);

export interface HintChannelOptions {
  readonly url: string;
  readonly token: string;
  /** As in {@link CentreAddress}. */
  readonly ca?: string | undefined;
  readonly random: () => number;
  readonly delay: Delay;
  /** A ping this often; no sign of life between two of them means that the channel is half open. */
  readonly pingMs?: number;
  readonly backoff?: BackoffLimits;
}

/**
 * Listens for hints until the signal aborts, connecting anew for as long. Hints carry no truth, and an answer none that
 * another pull would not bring: a lost one costs time, never data, so whatever goes wrong here ends in a reconnect and
 * nothing else.
 */
export function openHintChannel(
  options: HintChannelOptions,
  listener: HintListener,
  signal: AbortSignal,
): HintLine {
  const { random, delay, backoff = HINT_BACKOFF } = options;
  const end = createStandingEnd(listener);
  const live = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted;) {
      const wasOpen = await connectOnce(options, { listener, end }, signal);
      failures = wasOpen ? 1 : failures + 1;
      await delay(backoffMs(failures, random, backoff), signal);
    }
  };
  // The only rejection there is: the delay was aborted.
  live().catch(() => {});
  return end;
}

interface Ears {
  readonly listener: HintListener;
  readonly end: StandingEnd;
}

/** One connection from handshake to close; whether it ever was open. Never rejects. */
function connectOnce(
  { url, token, ca, pingMs = PING_MS }: HintChannelOptions,
  { listener, end }: Ears,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const address = new URL(paths.hints, checkAddress(url));
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address, {
      headers: { authorization: `Bearer ${token}` },
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: MAX_STANDING_BYTES,
      perMessageDeflate: false,
      followRedirects: false,
      ...(ca !== undefined && { ca }),
    });
    let wasOpen = false;
    let isAlive = true;
    const heartbeat = setInterval(() => {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (!isAlive) return socket.terminate();
      isAlive = false;
      socket.ping();
    }, pingMs);
    const cut = (): void => socket.terminate();
    signal.addEventListener('abort', cut);

    const alive = (): void => {
      isAlive = true;
    };
    socket.on('pong', alive);
    socket.on('open', () => {
      wasOpen = true;
      end.opened((text) => socket.send(text));
      listener.connected(true);
    });
    socket.on('message', (data) => {
      alive();
      end.heard(textOf(data));
    });
    // 'close' follows every error; without a listener the error would be thrown.
    socket.on('error', () => {});
    socket.on('close', (code) => {
      clearInterval(heartbeat);
      signal.removeEventListener('abort', cut);
      end.closed(REFUSALS.has(code));
      if (wasOpen) listener.connected(false);
      resolve(wasOpen);
    });
  });
}

function textOf(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8');
  const parts = Array.isArray(data) ? data : [data];
  return parts.map((part) => Buffer.from(part as Uint8Array).toString('utf8')).join('');
}
