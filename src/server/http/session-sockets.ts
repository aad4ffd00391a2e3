import type { WebSocket } from 'ws';
import type { Principal } from '#server/auth/principal.ts';
import { livingSessions } from '#server/auth/sessions.ts';
import type { Store, Tx } from '#server/store/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Service } from '#shared/kernel/service.ts';

/** WebSocket close code: the session ended; signing in again helps, connecting again does not. */
export const CLOSE_SESSION_ENDED = 4401;
/**
 * The node is being restarted: connect again after a while of one's own choosing, so that not all come at once.
 * Source: IANA WebSocket close codes, "Service Restart".
 */
export const CLOSE_RESTART = 1012;

/** An open socket and whose it is. */
export interface SessionSocket {
  readonly socket: WebSocket;
  readonly principal: Principal;
}

/** How often the open sockets are looked after. */
export interface SocketTimes {
  /** Finds what a lost notification did not tell, and sessions that have ended. */
  readonly pollMs: number;
  /** A socket that does not answer one ping until the next is cut. */
  readonly pingMs: number;
}

export interface SessionSocketsOptions extends SocketTimes {
  readonly store: Store;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
  /** Reads what a tenant's sockets are to be told, in the snapshot their sessions are checked in. */
  readonly look: (tx: Tx) => Promise<(peer: SessionSocket) => void>;
  /** Tells when sessions of a tenant were taken away, so that their sockets close before the next poll. */
  readonly onSessionsEnded?: (listener: (tenantId: string) => void) => Unsubscribe;
}

interface Peer extends SessionSocket {
  isAlive: boolean;
}

interface Room {
  readonly peers: Set<Peer>;
  /** The look under way, and whether another one was asked for meanwhile. */
  looking: Promise<void> | undefined;
  again: boolean;
}

/**
 * The open sockets of this node, by tenant. Looks of one tenant never overlap, so what a socket is told is never
 * older than what it was told before.
 */
export class SessionSockets implements Service {
  readonly #options: SessionSocketsOptions;
  readonly #rooms = new Map<string, Room>();
  #poll: NodeJS.Timeout | undefined;
  #ping: NodeJS.Timeout | undefined;
  #unsubscribe: Unsubscribe | undefined;
  #isStopped = false;

  constructor(options: SessionSocketsOptions) {
    this.#options = options;
  }

  start(): void {
    this.#unsubscribe = this.#options.onSessionsEnded?.((tenantId) => void this.refresh(tenantId));
    this.#schedulePoll();
    this.#ping = setInterval(() => this.#pingAll(), this.#options.pingMs);
  }

  stop(): void {
    this.#isStopped = true;
    this.#unsubscribe?.();
    clearTimeout(this.#poll);
    clearInterval(this.#ping);
    for (const { socket } of this.#all()) socket.close(CLOSE_RESTART);
    this.#rooms.clear();
  }

  /** The socket is told at once what there is. */
  add(socket: WebSocket, principal: Principal): void {
    const { tenantId } = principal.actor;
    const room = this.#rooms.get(tenantId) ?? { peers: new Set(), looking: undefined, again: false };
    this.#rooms.set(tenantId, room);
    const peer: Peer = { socket, principal, isAlive: true };
    room.peers.add(peer);
    socket.on('pong', () => (peer.isAlive = true));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      room.peers.delete(peer);
      if (room.peers.size === 0 && this.#rooms.get(tenantId) === room) this.#rooms.delete(tenantId);
    });
    void this.refresh(tenantId);
  }

  /** Of all tenants. */
  get size(): number {
    return this.#all().length;
  }

  of(tenantId: string): readonly SessionSocket[] {
    return [...(this.#rooms.get(tenantId)?.peers ?? [])];
  }

  /** Resolves, and never rejects, when the tenant's sockets were told what was there when this was called, or later. */
  async refresh(tenantId: string): Promise<void> {
    const room = this.#rooms.get(tenantId);
    if (!room) return;
    room.again = true;
    room.looking ??= this.#lookWhileAsked(tenantId, room);
    await room.looking;
  }

  async #lookWhileAsked(tenantId: string, room: Room): Promise<void> {
    while (room.again && !this.#isStopped) {
      room.again = false;
      await this.#look(tenantId, [...room.peers]).catch(this.#options.onError);
    }
    room.looking = undefined;
  }

  async #look(tenantId: string, peers: readonly Peer[]): Promise<void> {
    const { store, clock, look } = this.#options;
    const hashes = peers.map(({ principal }) => principal.session.hash);
    const { tell, living } = await store.withSnapshot(tenantId, async (tx) => ({
      tell: await look(tx),
      living: await livingSessions(tx, hashes, clock.now()),
    }));
    for (const peer of peers) {
      const { socket, principal } = peer;
      if (!living.has(principal.session.hash.toString('hex'))) socket.close(CLOSE_SESSION_ENDED);
      else if (socket.readyState === socket.OPEN) tell(peer);
    }
  }

  #schedulePoll(): void {
    this.#poll = setTimeout(() => void this.#pollAll(), this.#options.pollMs);
  }

  async #pollAll(): Promise<void> {
    for (const tenantId of [...this.#rooms.keys()]) await this.refresh(tenantId);
    if (!this.#isStopped) this.#schedulePoll();
  }

  #pingAll(): void {
    for (const peer of this.#all()) {
      if (!peer.isAlive) {
        peer.socket.terminate();
        continue;
      }
      peer.isAlive = false;
      peer.socket.ping();
    }
  }

  #all(): readonly Peer[] {
    return [...this.#rooms.values()].flatMap(({ peers }) => [...peers]);
  }
}
