import { connect } from 'node:net';
import { until } from './until.ts';

/** One frame of the manager protocol: headers by their name as sent; of repeated ones the first. */
export type Frame = ReadonlyMap<string, string>;

export interface AmiClient {
  readonly frames: readonly Frame[];
  /** Sends an action and resolves with the response of that ActionID. */
  act(action: string, headers?: Readonly<Record<string, string>>): Promise<Frame>;
  /** Resolves when the other side has closed. */
  readonly closed: Promise<void>;
  write(bytes: string | Uint8Array): void;
  close(): void;
}

export function parseFrames(bytes: string): readonly Frame[] {
  return bytes
    .split('\r\n\r\n')
    .map((text) => {
      const frame = new Map<string, string>();
      for (const line of text.split('\r\n')) {
        const colon = line.indexOf(':');
        const name = line.slice(0, colon);
        if (colon > 0 && !frame.has(name)) frame.set(name, line.slice(colon + 1).trim());
      }
      return frame;
    })
    .filter((frame) => frame.size > 0);
}

/** A bare manager session: what a test says goes out as it is. */
export async function openAmi(port: number): Promise<AmiClient> {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  const frames: Frame[] = [];
  let rest = '';
  socket.on('data', (chunk: string) => {
    const end = (rest + chunk).lastIndexOf('\r\n\r\n');
    const whole = rest + chunk;
    if (end === -1) rest = whole;
    else {
      frames.push(...parseFrames(whole.slice(0, end)));
      rest = whole.slice(end + 4);
    }
  });
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  let last = 0;
  return {
    frames,
    closed,
    async act(action, headers = {}) {
      const id = `test-${++last}`;
      const lines = Object.entries({ Action: action, ActionID: id, ...headers }).map(
        ([name, value]) => `${name}: ${value}`,
      );
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      const answers = (frame: Frame): boolean =>
        frame.has('Response') && !frame.has('Event') && frame.get('ActionID') === id;
      await until(() => frames.some(answers) || socket.destroyed);
      return frames.find(answers) ?? new Map();
    },
    write: (bytes) => void socket.write(bytes),
    close: () => void socket.destroy(),
  };
}
