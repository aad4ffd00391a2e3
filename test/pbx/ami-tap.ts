import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { waitUntil } from './waiting.ts';

export type AmiUser = { readonly name: string; readonly secret: string };

/** One AMI message, header names as sent; a header that comes twice holds both values, one a line. */
export type AmiMessage = Readonly<Record<string, string>>;

/** An event's name and, of some of its headers, the value or a pattern. */
export type EventPattern = readonly [event: string, headers?: Readonly<Record<string, string | RegExp>>];

/**
 * A bare AMI client that listens and remembers: the rig's witness of what Asterisk did. It shares no code with the desk's
 * own AMI adapter, so that the one can be held against the other.
 */
export class AmiTap {
  /** All events since the login, oldest first. */
  readonly events: AmiMessage[] = [];
  readonly #socket: Socket;
  readonly #responses = new Map<string, AmiMessage>();
  readonly #listeners = new Set<() => void>();
  #rest = '';
  #actions = 0;
  #closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    socket.on('error', () => {}); // 'close' follows
    socket.on('close', () => {
      this.#closed = true;
      this.#tell();
    });
  }

  /** @throws Error when nobody listens or the login is refused. */
  static async connect(port: number, user: AmiUser): Promise<AmiTap> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const tap = new AmiTap(socket);
    const answer = await tap.action({
      Action: 'Login',
      Username: user.name,
      Secret: user.secret,
      Events: 'on',
    });
    if (answer['Response'] === 'Success') return tap;
    tap.close();
    throw new Error(`AMI login refused: ${answer['Message']}`);
  }

  /** Sends an action, adds the ActionID, gives the response. @throws Error when the connection closes first. */
  action(fields: Readonly<Record<string, string>>): Promise<AmiMessage> {
    const id = `tap-${++this.#actions}`;
    const lines = Object.entries({ ...fields, ActionID: id }).map(([key, value]) => `${key}: ${value}\r\n`);
    this.#socket.write(`${lines.join('')}\r\n`);
    return this.#until(
      () => this.#responses.get(id),
      () => `a response to ${fields['Action']}`,
    );
  }

  /** The place in `events` from which a later `waitFor` looks. */
  mark(): number {
    return this.events.length;
  }

  /**
   * Resolves with the events that match the patterns *in this order*, others in between allowed, as soon as all have come.
   * @throws NotInTimeError that names the first pattern still missing and the events seen.
   */
  waitFor(from: number, ...patterns: readonly EventPattern[]): Promise<AmiMessage[]> {
    const found = (): AmiMessage[] => matchInOrder(this.events.slice(from), patterns);
    return this.#until(
      () => (found().length === patterns.length ? found() : undefined),
      () => {
        const missing = patterns[found().length];
        return `${missing ? show(missing) : 'nothing'}; seen:\n${this.events.slice(from).map(brief).join('\n')}`;
      },
    );
  }

  /** Resolves when every channel this tap saw begin has ended: what comes after belongs to another call. */
  async waitQuiet(): Promise<void> {
    const named = (event: string): (string | undefined)[] =>
      this.events.filter((message) => message['Event'] === event).map((message) => message['Uniqueid']);
    const alive = (): (string | undefined)[] => {
      const ended = new Set(named('Hangup'));
      return named('Newchannel').filter((id) => !ended.has(id));
    };
    await this.#until(
      () => alive().length === 0 || undefined,
      () => `the end of ${alive().join(', ')}`,
    );
  }

  close(): void {
    this.#socket.destroy();
  }

  #until<T>(probe: () => T | undefined, describe: () => string): Promise<T> {
    const probeOpen = (): T | undefined => {
      const value = probe();
      if (value === undefined && this.#closed)
        throw new Error(`the AMI connection closed before ${describe()}`);
      return value;
    };
    return waitUntil(this.#listeners, probeOpen, describe);
  }

  #read(text: string): void {
    const frames = (this.#rest + text).replace(/^Asterisk Call Manager\/.*\r\n/, '').split('\r\n\r\n');
    this.#rest = frames.pop() ?? '';
    for (const frame of frames) this.#take(parseFrame(frame));
    this.#tell();
  }

  #take(message: AmiMessage): void {
    const id = message['ActionID'];
    // OriginateResponse is an event with both.
    if (message['Event'] === undefined && id !== undefined) this.#responses.set(id, message);
    else this.events.push(message);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function parseFrame(frame: string): AmiMessage {
  const message = Object.create(null) as Record<string, string>;
  for (const line of frame.split('\r\n')) {
    const [, key, value = ''] = /^([^:]+): ?(.*)$/.exec(line) ?? [];
    if (key) message[key] = message[key] === undefined ? value : `${message[key]}\n${value}`;
  }
  return message;
}

/** The events that match the patterns one after the other, as far as it goes. */
function matchInOrder(events: readonly AmiMessage[], patterns: readonly EventPattern[]): AmiMessage[] {
  const found: AmiMessage[] = [];
  for (const event of events) {
    const pattern = patterns[found.length];
    if (pattern && matches(event, pattern)) found.push(event);
  }
  return found;
}

function matches(event: AmiMessage, [name, headers = {}]: EventPattern): boolean {
  return (
    event['Event'] === name &&
    Object.entries(headers).every(([key, expected]) =>
      typeof expected === 'string' ? event[key] === expected : expected.test(event[key] ?? ''),
    )
  );
}

function show([name, headers = {}]: EventPattern): string {
  return [name, ...Object.entries(headers).map(([key, value]) => `${key}=${value}`)].join(' ');
}

const TELLING = ['Channel', 'ChannelStateDesc', 'DestChannel', 'DialStatus', 'Cause', 'Response', 'Exten'];

function brief(event: AmiMessage): string {
  const parts = TELLING.flatMap((key) => (event[key] === undefined ? [] : [`${key}=${event[key]}`]));
  return `  ${event['Event']} ${parts.join(' ')}`;
}
