import type { WebSocket } from 'ws';
import type { Principal } from '#server/auth/principal.ts';
import { SESSIONS_TOPIC } from '#server/auth/sessions.ts';
import { SessionSockets } from '#server/http/session-sockets.ts';
import type { SocketTimes } from '#server/http/session-sockets.ts';
import type { Signals } from '#server/store/signals.ts';
import type { Store } from '#server/store/store.ts';
import { MAX_CENTRE_CALLS } from '#shared/calls/centre-call.ts';
import type { CentreCallsMessage } from '#shared/calls/centre-call.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Service } from '#shared/kernel/service.ts';
import { viewOf } from './call.ts';
import type { CtiCall } from './call.ts';
import { currentCalls } from './calls.ts';
import { CTI_TOPIC } from './take-hook.ts';

export interface DeskHubOptions extends SocketTimes {
  readonly store: Store;
  readonly clock: Clock;
  readonly signals: Signals;
  readonly onError: (error: unknown) => void;
}

/**
 * The desks of this node that listen for calls. Each is always told all of its user's calls: a message lost, or a
 * signal that never came, is made good by the next one.
 */
export class DeskHub implements Service {
  readonly #signals: Signals;
  readonly #sockets: SessionSockets;
  readonly #told = new WeakMap<WebSocket, string>();
  #unsubscribe: Unsubscribe | undefined;

  constructor({ signals, ...options }: DeskHubOptions) {
    this.#signals = signals;
    this.#sockets = new SessionSockets({
      ...options,
      onSessionsEnded: (listener) => signals.on(SESSIONS_TOPIC, listener),
      look: async (tx) => {
        const calls = await currentCalls(tx, options.clock.now());
        return ({ socket, principal }) => this.#tell(socket, messageFor(calls, principal.actor.userId));
      },
    });
  }

  start(): void {
    this.#unsubscribe = this.#signals.on(CTI_TOPIC, (tenantId) => void this.#sockets.refresh(tenantId));
    this.#sockets.start();
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#sockets.stop();
  }

  add(socket: WebSocket, principal: Principal): void {
    this.#sockets.add(socket, principal);
  }

  #tell(socket: WebSocket, message: CentreCallsMessage): void {
    const text = JSON.stringify(message);
    if (this.#told.get(socket) === text) return;
    this.#told.set(socket, text);
    socket.send(text);
  }
}

function messageFor(calls: readonly CtiCall[], userId: string): CentreCallsMessage {
  const seen = calls.flatMap((call) => viewOf(call, userId) ?? []);
  return { calls: seen.slice(-MAX_CENTRE_CALLS) };
}
