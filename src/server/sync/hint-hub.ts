import type { RawData, WebSocket } from 'ws';
import type { Principal } from '#server/auth/principal.ts';
import { CLOSE_SESSION_ENDED, SessionSockets } from '#server/http/session-sockets.ts';
import type { SessionSocket, SocketTimes } from '#server/http/session-sockets.ts';
import type { Store } from '#server/store/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { ChangeNotifier } from './change-notifier.ts';
import { readStandingPull } from './read-standing-pull.ts';
import type { AnswerStanding } from './standing-answers.ts';
import { StandingPull } from './standing-pull.ts';
import { readClock } from './tenant-clock.ts';

export interface HintHubOptions extends SocketTimes {
  readonly store: Store;
  readonly clock: Clock;
  readonly notifier: ChangeNotifier;
  readonly answer: AnswerStanding;
  readonly onError: (error: unknown) => void;
  readonly onSessionsEnded?: (listener: (tenantId: string) => void) => Unsubscribe;
}

/** WebSocket close code of a message that is none of ours. Source: RFC 6455, 7.4.1, "invalid frame payload data". */
export const CLOSE_BAD_MESSAGE = 1007;
/** What a desk may have waiting in its socket before it is no longer answered there. */
const MAX_UNREAD_BYTES = 256 * 1024;
/** Messages of one socket that are read in a second. A desk says one after each pull. */
const MAX_PER_SECOND = 50;

/** The open hint sockets of this node. It holds no truth: a desk that misses a hint learns it by the next one. */
export class HintHub implements Service {
  readonly #options: HintHubOptions;
  readonly #sockets: SessionSockets;
  readonly #standing = new WeakMap<WebSocket, StandingPull>();
  #unsubscribe: Unsubscribe | undefined;

  constructor(options: HintHubOptions) {
    this.#options = options;
    const { store, clock, onError, onSessionsEnded, pollMs, pingMs } = options;
    this.#sockets = new SessionSockets({
      ...{ store, clock, onError, pollMs, pingMs },
      ...(onSessionsEnded && { onSessionsEnded }),
      look: async (tx) => {
        const { ver } = await readClock(tx);
        return (peer) => this.#tell(peer, ver);
      },
    });
  }

  start(): void {
    this.#unsubscribe = this.#options.notifier.subscribe(({ tenantId, ver }) => {
      for (const peer of this.#sockets.of(tenantId)) this.#tell(peer, ver);
    });
    this.#sockets.start();
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#sockets.stop();
  }

  /** Open sockets on this node. */
  get size(): number {
    return this.#sockets.size;
  }

  /**
   * The socket hears the newest version at once, and from then on of every newer one: by an answer to the pull that it
   * has laid down, or by a hint. One that says what is no pull is closed.
   */
  add(socket: WebSocket, principal: Principal): void {
    const standing = new StandingPull({
      ask: async (request) => {
        const answer = await this.#options.answer(principal.session, request);
        if (answer !== 'ended') return answer?.text;
        socket.close(CLOSE_SESSION_ENDED);
        return undefined;
      },
      send: (text) => {
        if (socket.readyState === socket.OPEN) socket.send(text);
      },
      isBusy: () => socket.bufferedAmount > MAX_UNREAD_BYTES,
      later: (ms, call) => void setTimeout(call, ms).unref(),
    });
    this.#standing.set(socket, standing);
    this.#listen(socket, standing);
    this.#sockets.add(socket, principal);
  }

  #listen(socket: WebSocket, standing: StandingPull): void {
    const { clock } = this.#options;
    let second = { from: clock.now(), messages: 0 };
    socket.on('message', (data: RawData, isBinary: boolean) => {
      if (socket.readyState !== socket.OPEN) return;
      const now = clock.now();
      if (Math.abs(now - second.from) >= 1_000) second = { from: now, messages: 0 };
      if (++second.messages > MAX_PER_SECOND) return standing.decline();
      const message = isBinary ? undefined : readStandingPull(data);
      if (message) standing.lay(message);
      else socket.close(CLOSE_BAD_MESSAGE, 'not a pull');
    });
  }

  #tell({ socket }: SessionSocket, ver: number): void {
    if (socket.readyState === socket.OPEN) this.#standing.get(socket)?.news(ver);
  }
}
