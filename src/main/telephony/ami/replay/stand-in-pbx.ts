import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** One action as a client sent it: lower-case headers. */
export type ReceivedAction = Readonly<Record<string, string>>;

/** Lines of one reply, without the ActionID; several frames for a list. */
export type Reply = readonly (readonly string[])[];

export interface StandInOptions {
  readonly user?: string;
  readonly secret?: string;
  /** Overrides the answer to an action; nothing leaves the built-in one, `[]` stays silent. */
  readonly answer?: (action: ReceivedAction) => Reply | undefined;
  /** Keeps no record of what it received: for long runs. */
  readonly forgets?: boolean;
}

export interface StandInPbx {
  readonly port: number;
  /** Every action received, in order, over all connections. */
  readonly actions: readonly ReceivedAction[];
  /** Every byte received, as text, over all connections. */
  readonly received: string;
  /** Logged-in clients now. */
  readonly clients: number;
  /** To every logged-in client; resolves when the bytes are handed to the system. */
  send(bytes: string | Uint8Array): Promise<void>;
  /** Cuts every connection; new ones are taken. */
  dropClients(): void;
  close(): Promise<void>;
}

/**
 * Speaks just enough AMI on a loopback port: greets, answers Login, Events, Ping, Getvar, Originate, what acts on a call and
 * the two lists of live channels (empty), and sends what it is told to.
 */
export async function startStandInPbx(options: StandInOptions = {}): Promise<StandInPbx> {
  const { user = 'cti', secret = 'cti-secret', answer = () => undefined, forgets = false } = options;
  const sockets = new Set<Socket>();
  const loggedIn = new Set<Socket>();
  const actions: ReceivedAction[] = [];
  let received = '';

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      loggedIn.delete(socket);
    });
    socket.setEncoding('utf8');
    let partial = '';
    socket.on('data', (text: string) => {
      if (!forgets) received += text;
      partial += text;
      const frames = partial.split('\r\n\r\n');
      partial = frames.pop() ?? '';
      for (const frame of frames) take(socket, parse(frame));
    });
    socket.write('Asterisk Call Manager/11.0.0\r\n');
  });

  function take(socket: Socket, action: ReceivedAction): void {
    if (!forgets) actions.push(action);
    const reply = answer(action) ?? builtIn(action);
    for (const lines of reply) {
      socket.write(`${[...lines, `ActionID: ${action['actionid'] ?? ''}`].join('\r\n')}\r\n\r\n`);
    }
    if (action['action'] !== 'login') return;
    if (action['username'] === user && action['secret'] === secret) loggedIn.add(socket);
    else socket.end();
  }

  function builtIn(action: ReceivedAction): Reply {
    switch (action['action']) {
      case 'login':
        return action['username'] === user && action['secret'] === secret
          ? [['Response: Success', 'Message: Authentication accepted']]
          : [['Response: Error', 'Message: Authentication failed']];
      case 'Events':
        return [['Response: Success', 'Events: On']];
      case 'Ping':
        return [['Response: Success', 'Ping: Pong']];
      case 'Getvar':
        return [
          ['Response: Success', `Variable: ${action['variable'] ?? ''}`, 'Value: allowed_not_screened'],
        ];
      case 'Originate':
        return [['Response: Success', 'Message: Originate successfully queued']];
      case 'Hangup':
        return [['Response: Success', 'Message: Channel Hungup']];
      case 'BlindTransfer':
        return [['Response: Success', 'Message: Transfer succeeded']];
      case 'ShowDialPlan':
        return [
          ['Response: Success', 'EventList: start', 'Message: DialPlan list will follow'],
          ['Event: ShowDialPlanComplete', 'EventList: Complete', 'ListItems: 0'],
        ];
      case 'CoreShowChannels':
      case 'Status':
        return channelList(action['action'], []);
      default:
        return [['Response: Error', 'Message: Invalid/unknown command']];
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    port,
    actions,
    get received() {
      return received;
    },
    get clients() {
      return loggedIn.size;
    },
    async send(bytes) {
      await Promise.all(
        [...loggedIn].map((socket) => new Promise((resolve) => socket.write(bytes, resolve))),
      );
    },
    dropClients() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A list as AMI sends it: the response, one event a row, the event that ends it. */
export function channelList(
  action: 'CoreShowChannels' | 'Status',
  rows: readonly (readonly string[])[],
): Reply {
  const row = action === 'Status' ? 'Status' : 'CoreShowChannel';
  return [
    ['Response: Success', 'EventList: start', 'Message: Channels will follow'],
    ...rows.map((lines) => [`Event: ${row}`, ...lines]),
    [`Event: ${action}Complete`, 'EventList: Complete', `ListItems: ${String(rows.length)}`],
  ];
}

function parse(frame: string): ReceivedAction {
  const headers = Object.create(null) as Record<string, string>;
  for (const line of frame.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return headers;
}
