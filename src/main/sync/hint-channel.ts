import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import { hintMessage, paths } from '#shared/sync/protocol.ts';
import { backoffMs } from './backoff.ts';
import type { BackoffLimits } from './backoff.ts';
import { checkAddress } from './centre-client.ts';
import type { Delay, HintListener } from './net.ts';

const HINT_BACKOFF: BackoffLimits = { firstMs: 1_000, capMs: 60_000 };
const PING_MS = 20_000;
const HANDSHAKE_MS = 10_000;
/** `{"ver":…}` and room for what a later version may add. */
const MAX_HINT_BYTES = 4_096;

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
 * Listens for hints until the signal aborts, connecting anew for as long. Hints carry no truth: a lost one costs
 * time, never data, so whatever goes wrong here ends in a reconnect and nothing else.
 */
export function openHintChannel(
  options: HintChannelOptions,
  listener: HintListener,
  signal: AbortSignal,
): void {
  const { random, delay, backoff = HINT_BACKOFF } = options;
  const live = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted;) {
      const wasOpen = await connectOnce(options, listener, signal);
      failures = wasOpen ? 1 : failures + 1;
      await delay(backoffMs(failures, random, backoff), signal);
    }
  };
  // The only rejection there is: the delay was aborted.
  live().catch(() => {});
}

/** One connection from handshake to close; whether it ever was open. Never rejects. */
function connectOnce(
  { url, token, ca, pingMs = PING_MS }: HintChannelOptions,
  listener: HintListener,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const address = new URL(paths.hints, checkAddress(url));
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address, {
      headers: { authorization: `Bearer ${token}` },
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: MAX_HINT_BYTES,
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
    const end = (): void => socket.terminate();
    signal.addEventListener('abort', end);

    const alive = (): void => {
      isAlive = true;
    };
    socket.on('pong', alive);
    socket.on('open', () => {
      wasOpen = true;
      listener.connected(true);
    });
    socket.on('message', (data) => {
      alive();
      const ver = readHint(data);
      if (ver !== undefined) listener.hint(ver);
    });
    // 'close' follows every error; without a listener the error would be thrown.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(heartbeat);
      signal.removeEventListener('abort', end);
      if (wasOpen) listener.connected(false);
      resolve(wasOpen);
    });
  });
}

/** What is no hint is ignored: the poll below it brings everything. */
function readHint(data: RawData): number | undefined {
  try {
    const parsed = hintMessage.safeParse(JSON.parse(textOf(data)));
    return parsed.success ? parsed.data.ver : undefined;
  } catch {
    return undefined;
  }
}

function textOf(data: RawData): string {
  const parts = Array.isArray(data) ? data : [data];
  return parts.map((part) => Buffer.from(part as Uint8Array).toString('utf8')).join('');
}
