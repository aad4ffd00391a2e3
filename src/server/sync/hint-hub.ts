import type { WebSocket } from 'ws';
import type { Principal } from '#server/auth/principal.ts';
import { livingSessions } from '#server/auth/sessions.ts';
import type { Store } from '#server/store/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { z } from 'zod';
import type { hintMessage } from '#shared/sync/protocol.ts';
import type { ChangeNotifier } from './change-notifier.ts';
import { readClock } from './tenant-clock.ts';

/** WebSocket close code: the session ended; signing in again helps, connecting again does not. */
export const CLOSE_SESSION_ENDED = 4401;
const CLOSE_GOING_AWAY = 1001;

export interface HintHubOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly notifier: ChangeNotifier;
  readonly onError: (error: unknown) => void;
  /** Finds what a lost notification did not tell, and sessions that have ended. */
  readonly pollMs: number;
  /** A socket that does not answer one ping until the next is cut. */
  readonly pingMs: number;
}

interface Listener {
  readonly socket: WebSocket;
  readonly hash: Buffer;
  told: number;
  isAlive: boolean;
}

/** The open hint sockets of this node. It holds no truth: a desk that misses a hint learns it by the next one. */
export class HintHub implements Service {
  readonly #options: HintHubOptions;
  readonly #listeners = new Map<string, Set<Listener>>();
  #unsubscribe: Unsubscribe | undefined;
  #poll: NodeJS.Timeout | undefined;
  #ping: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: HintHubOptions) {
    this.#options = options;
  }

  start(): void {
    this.#unsubscribe = this.#options.notifier.subscribe(({ tenantId, ver }) => this.#tell(tenantId, ver));
    this.#schedulePoll();
    this.#ping = setInterval(() => this.#pingAll(), this.#options.pingMs);
  }

  stop(): void {
    this.#isStopped = true;
    this.#unsubscribe?.();
    clearTimeout(this.#poll);
    clearInterval(this.#ping);
    for (const { socket } of this.#all()) socket.close(CLOSE_GOING_AWAY);
    this.#listeners.clear();
  }

  /** The socket hears the newest version at once, and from then on every newer one. */
  add(socket: WebSocket, { actor: { tenantId }, session }: Principal): void {
    const listener: Listener = { socket, hash: session.hash, told: -1, isAlive: true };
    const peers = this.#listeners.get(tenantId) ?? new Set();
    this.#listeners.set(tenantId, peers.add(listener));
    socket.on('pong', () => (listener.isAlive = true));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      peers.delete(listener);
      if (peers.size === 0) this.#listeners.delete(tenantId);
    });
    this.#check(tenantId, [listener]).catch(this.#options.onError);
  }

  #tell(tenantId: string, ver: number): void {
    for (const listener of this.#listeners.get(tenantId) ?? []) tell(listener, ver);
  }

  #schedulePoll(): void {
    this.#poll = setTimeout(() => void this.#pollAll(), this.#options.pollMs);
  }

  async #pollAll(): Promise<void> {
    for (const [tenantId, listeners] of this.#listeners) {
      await this.#check(tenantId, [...listeners]).catch(this.#options.onError);
    }
    if (!this.#isStopped) this.#schedulePoll();
  }

  async #check(tenantId: string, listeners: readonly Listener[]): Promise<void> {
    const { store, clock } = this.#options;
    const hashes = listeners.map(({ hash }) => hash);
    const { ver, living } = await store.withSnapshot(tenantId, async (tx) => ({
      ver: (await readClock(tx)).ver,
      living: await livingSessions(tx, hashes, clock.now()),
    }));
    for (const listener of listeners) {
      if (living.has(listener.hash.toString('hex'))) tell(listener, ver);
      else listener.socket.close(CLOSE_SESSION_ENDED);
    }
  }

  #pingAll(): void {
    for (const listener of this.#all()) {
      if (!listener.isAlive) {
        listener.socket.terminate();
        continue;
      }
      listener.isAlive = false;
      listener.socket.ping();
    }
  }

  #all(): readonly Listener[] {
    return [...this.#listeners.values()].flatMap((listeners) => [...listeners]);
  }
}

function tell(listener: Listener, ver: number): void {
  if (ver <= listener.told || listener.socket.readyState !== listener.socket.OPEN) return;
  listener.told = ver;
  const hint: z.infer<typeof hintMessage> = { ver };
  listener.socket.send(JSON.stringify(hint));
}
