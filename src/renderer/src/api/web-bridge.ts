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
const MOST_TOGETHER = 100;
const MOST_CHARACTERS = 100_000;

/**
 * The bridge of the browser shell: JSON over one WebSocket, `{id, channel, args}` ↔ `{id, reply}` and
 * `{event, payload}`; the cookie of the start page is its key. What is called in one turn of the page goes as one
 * list, and comes back as lists: a sheet is thirty questions, and each message costs both sides a turn.
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
  /** Of this turn, or made while opening. */
  let unsent: string[] = [];
  let isFlushDue = false;
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
      setState('open');
      flush();
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

  const flush = (): void => {
    isFlushDue = false;
    if (state !== 'open' || !socket) return;
    for (const message of packed(unsent)) socket.send(message);
    unsent = [];
  };

  const receive = (data: unknown): void => {
    for (const message of messagesOf(data)) {
      if ('event' in message) {
        events.emit([message.event, message.payload]);
        continue;
      }
      const answer = waiting.get(message.id);
      waiting.delete(message.id);
      answer?.(message.reply);
    }
  };

  const call = (channel: string, args: unknown): Promise<IpcReply> => {
    if (state === 'lost' || state === 'refused') return Promise.resolve(lost);
    const id = ++lastId;
    const message = JSON.stringify({ id, channel, args });
    return new Promise((answer) => {
      waiting.set(id, answer);
      unsent.push(message);
      if (isFlushDue) return;
      isFlushDue = true;
      queueMicrotask(flush);
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

/** Anything the desk would not send is dropped. */
function messagesOf(data: unknown): readonly Message[] {
  if (typeof data !== 'string') return [];
  try {
    const sent: unknown = JSON.parse(data);
    return (Array.isArray(sent) ? sent : [sent]).flatMap((one: unknown) => messageOf(one) ?? []);
  } catch {
    return [];
  }
}

function messageOf(message: unknown): Message | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  if ('event' in message && typeof message.event === 'string') {
    return { event: message.event, payload: 'payload' in message ? message.payload : undefined };
  }
  if ('id' in message && typeof message.id === 'number' && 'reply' in message) {
    return { id: message.id, reply: message.reply as IpcReply };
  }
  return undefined;
}

/** Lists as long as the desk takes them, far below the bytes it takes; one call alone goes as itself. */
function packed(calls: readonly string[]): readonly string[] {
  const lists: string[][] = [];
  let length = 0;
  for (const call of calls) {
    const last = lists.at(-1);
    length += call.length;
    if (last && last.length < MOST_TOGETHER && length < MOST_CHARACTERS) last.push(call);
    else {
      lists.push([call]);
      ({ length } = call);
    }
  }
  return lists.map((list) => (list.length === 1 ? (list[0] ?? '') : `[${list.join(',')}]`));
}
