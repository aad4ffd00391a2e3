import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { Service } from '#shared/kernel/service.ts';
import { formatFrame, takeActions } from './frame.ts';
import type { Action, Header } from './frame.ts';

const GREETING = 'Asterisk Call Manager/11.0.0\r\n';
const LOOPBACK = '127.0.0.1';
const MAX_BUFFER = 64 * 1024;

/** Answers an action after its response; what it returns are the response's further headers. */
export type ActionHandler = (action: Action, reply: Reply) => void;

export interface Reply {
  success(headers?: readonly Header[]): void;
  error(message: string): void;
  /** An event only this session gets, with the action's id: lists, OriginateResponse. */
  event(name: string, headers: readonly Header[]): void;
}

export interface AmiServer extends Service {
  /** Valid once `start` has resolved. */
  readonly port: number;
  /** To every session that is logged in and wants call events. */
  broadcast(event: string, headers: readonly Header[]): void;
  /** Drops every session, as a restart of the PBX does. */
  dropSessions(): void;
}

export interface AmiServerOptions {
  readonly port?: number;
  /** Secrets by user. */
  readonly users: Readonly<Record<string, string>>;
  /** By name in lower case. */
  readonly actions: ReadonlyMap<string, ActionHandler>;
}

/** The manager interface as far as a desk uses it, on a real socket on loopback. */
export function createAmiServer({ port = 0, users, actions }: AmiServerOptions): AmiServer {
  const sessions = new Set<Socket>();
  const loggedIn = new Set<Socket>();
  let bound = 0;
  const server: Server = createServer((socket) => {
    sessions.add(socket);
    socket.setEncoding('utf8');
    socket.setNoDelay(true);
    let buffer = '';
    socket.write(GREETING);
    socket.on('data', (chunk: string) => {
      const { actions: complete, rest } = takeActions(buffer + chunk);
      buffer = rest;
      for (const action of complete) if (socket.writable) serve(socket, action);
      if (buffer.length > MAX_BUFFER) socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sessions.delete(socket);
      loggedIn.delete(socket);
    });
  });

  function serve(socket: Socket, action: Action): void {
    const name = action.get('action')?.toLowerCase() ?? '';
    const id = action.get('actionid');
    const withId: readonly Header[] = id === undefined ? [] : [['ActionID', id]];
    const reply: Reply = {
      success: (headers = []) => socket.write(formatFrame([['Response', 'Success'], ...withId, ...headers])),
      error: (message) => socket.write(formatFrame([['Response', 'Error'], ...withId, ['Message', message]])),
      event: (event, headers) => socket.write(formatFrame([['Event', event], ...withId, ...headers])),
    };
    if (name === 'login') {
      const user = action.get('username') ?? '';
      if (!Object.hasOwn(users, user) || users[user] !== action.get('secret')) {
        reply.error('Authentication failed');
        socket.end();
        return;
      }
      loggedIn.add(socket);
      reply.success([['Message', 'Authentication accepted']]);
    } else if (name === 'logoff') {
      socket.end(formatFrame([['Response', 'Goodbye'], ...withId]));
    } else if (!loggedIn.has(socket)) {
      reply.error('Permission denied');
    } else if (name === 'ping') {
      reply.success([
        ['Ping', 'Pong'],
        ['Timestamp', (Date.now() / 1000).toFixed(6)],
      ]);
    } else if (name === 'events') {
      reply.success([['Events', 'On']]);
    } else {
      const handle = actions.get(name);
      if (handle) handle(action, reply);
      else reply.error('Invalid/unknown command');
    }
  }

  return {
    get port() {
      return bound;
    },
    broadcast(event, headers) {
      const frame = formatFrame([['Event', event], ['Privilege', 'call,all'], ...headers]);
      for (const socket of loggedIn) socket.write(frame);
    },
    dropSessions() {
      for (const socket of sessions) socket.destroy();
    },
    async start() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, LOOPBACK, resolve);
      });
      const address = server.address();
      bound = typeof address === 'object' && address ? address.port : port;
    },
    async stop() {
      for (const socket of sessions) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
