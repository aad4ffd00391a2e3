import type { WebSocket } from 'ws';
import type { Principal } from '#server/auth/principal.ts';
import { SessionSockets } from '#server/http/session-sockets.ts';
import type { SessionSocket, SocketTimes } from '#server/http/session-sockets.ts';
import type { Store } from '#server/store/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { z } from 'zod';
import type { hintMessage } from '#shared/sync/protocol.ts';
import type { ChangeNotifier } from './change-notifier.ts';
import { readClock } from './tenant-clock.ts';

export interface HintHubOptions extends SocketTimes {
  readonly store: Store;
  readonly clock: Clock;
  readonly notifier: ChangeNotifier;
  readonly onError: (error: unknown) => void;
  readonly onSessionsEnded?: (listener: (tenantId: string) => void) => Unsubscribe;
}

/** The open hint sockets of this node. It holds no truth: a desk that misses a hint learns it by the next one. */
export class HintHub implements Service {
  readonly #notifier: ChangeNotifier;
  readonly #sockets: SessionSockets;
  readonly #told = new WeakMap<WebSocket, number>();
  #unsubscribe: Unsubscribe | undefined;

  constructor({ notifier, ...options }: HintHubOptions) {
    this.#notifier = notifier;
    this.#sockets = new SessionSockets({
      ...options,
      look: async (tx) => {
        const { ver } = await readClock(tx);
        return (peer) => this.#tell(peer, ver);
      },
    });
  }

  start(): void {
    this.#unsubscribe = this.#notifier.subscribe(({ tenantId, ver }) => {
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

  /** The socket hears the newest version at once, and from then on every newer one. */
  add(socket: WebSocket, principal: Principal): void {
    this.#sockets.add(socket, principal);
  }

  #tell({ socket }: SessionSocket, ver: number): void {
    if (ver <= (this.#told.get(socket) ?? -1) || socket.readyState !== socket.OPEN) return;
    this.#told.set(socket, ver);
    const hint: z.infer<typeof hintMessage> = { ver };
    socket.send(JSON.stringify(hint));
  }
}
