import type { IpcReply } from '#shared/ipc/contract.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Bridge } from './bridge.ts';
import type { Connection, ConnectionState } from './connection.ts';

/** The part of a WebSocket the bridge uses. */
export type Socket = Pick<WebSocket, 'onopen' | 'onclose' | 'onmessage' | 'send'>;

export interface WebBridgeDeps {
  readonly channels: readonly string[];
  readonly openSocket: () => Socket;
  /** Runs a function after some ms. */
  readonly later: (run: () => void, ms: number) => void;
  /** 0 to 1, spreads the attempts of many pages. */
  readonly random: () => number;
}

/** Close codes by which the desk says that it does not want this page: trying again cannot help. */
const REFUSALS: readonly number[] = [1008, 4401];
const FIRST_DELAY = 300;
const LONGEST_DELAY = 5000;

/**
 * The bridge of the browser shell: JSON over one WebSocket, `{id, channel, args}` ↔ `{id, reply}` and
 * `{event, payload}`; the cookie of the start page is its key.
 *
 *   opening ──open──▶ open ──close──▶ lost ──open──▶ open …        any ──close 1008, 4401──▶ refused
 *
 * Calls made while opening wait for the socket. Once it is lost, calls on the way and new ones fail at once with
 * `bridge.lost`: a dial or a command must not be carried out minutes later.
 */
export function createWebBridge(deps: WebBridgeDeps): { bridge: Bridge; connection: Connection } {
  const events = new Emitter<readonly [string, unknown]>();
  const changes = new Emitter<void>();
  const waiting = new Map<number, (reply: IpcReply) => void>();
  let unsent: string[] = [];
  let socket: Socket | undefined;
  let state: ConnectionState = 'opening';
  let attempts = 0;
  let lastId = 0;

  const setState = (next: ConnectionState): void => {
    if (next === state) return;
    state = next;
    changes.emit();
  };

  const failAll = (): void => {
    unsent = [];
    for (const [id, answer] of [...waiting]) {
      waiting.delete(id);
      answer(lost);
    }
  };

  const connect = (): void => {
    const own = deps.openSocket();
    socket = own;
    own.onopen = () => {
      attempts = 0;
      for (const message of unsent.splice(0)) own.send(message);
      setState('open');
    };
    own.onmessage = ({ data }: { readonly data: unknown }) => receive(data);
    own.onclose = ({ code }) => {
      if (socket !== own) return;
      socket = undefined;
      if (REFUSALS.includes(code)) {
        failAll();
        setState('refused');
        return;
      }
      if (state === 'open') {
        failAll();
        setState('lost');
      }
      const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** attempts++) * (0.75 + deps.random() / 2);
      deps.later(connect, delay);
    };
  };

  const receive = (data: unknown): void => {
    const message = parseMessage(data);
    if (!message) return;
    if ('event' in message) {
      events.emit([message.event, message.payload]);
      return;
    }
    const answer = waiting.get(message.id);
    waiting.delete(message.id);
    answer?.(message.reply);
  };

  const call = (channel: string, args: unknown): Promise<IpcReply> => {
    if (state === 'lost' || state === 'refused') return Promise.resolve(lost);
    const id = ++lastId;
    const message = JSON.stringify({ id, channel, args });
    return new Promise((answer) => {
      waiting.set(id, answer);
      if (state === 'open' && socket) socket.send(message);
      else unsent.push(message);
    });
  };

  connect();
  return {
    bridge: {
      shell: 'browser',
      calls: Object.fromEntries(
        deps.channels.map((channel) => [channel, (args: unknown) => call(channel, args)]),
      ),
      onEvent: (listener) => events.on(([event, payload]) => listener(event, payload)),
    },
    connection: {
      get state() {
        return state;
      },
      subscribe: (listener) => changes.on(listener),
    },
  };
}

const lost: IpcReply = {
  ok: false,
  error: { code: 'bridge.lost', message: 'the connection to the desk is down', params: {} },
};

type Message =
  { readonly id: number; readonly reply: IpcReply } | { readonly event: string; readonly payload: unknown };

/** Undefined for anything the desk would not send; such a message is dropped. */
function parseMessage(data: unknown): Message | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const message: unknown = JSON.parse(data);
    if (typeof message !== 'object' || message === null) return undefined;
    if ('event' in message && typeof message.event === 'string') {
      return { event: message.event, payload: 'payload' in message ? message.payload : undefined };
    }
    if ('id' in message && typeof message.id === 'number' && 'reply' in message) {
      return { id: message.id, reply: message.reply as IpcReply };
    }
    return undefined;
  } catch {
    return undefined;
  }
}
