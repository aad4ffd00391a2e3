import { createServer, request as requestOf } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecorderWord } from './recorder.ts';

/* Between a desk and a centre: hears what the centre answers, and answers the same afterwards without it. */

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: readonly Buffer[];
}

const [, , centreUrl = ''] = process.argv;
const centre = new URL(centreUrl);
const heard = new Map<string, Answer>();
let era = '';
let isReplaying = false;

process.on('message', (word: RecorderWord) => {
  ({ era, isReplaying } = word);
  process.send?.({ kind: 'done' });
});
process.once('disconnect', () => process.exit(0));

const server = createServer((request, response) => void answer(request, response));
// Nothing is told but what is asked.
server.on('upgrade', (_request, socket) => socket.destroy());
server.listen(0, '127.0.0.1', () =>
  process.send?.({ kind: 'ready', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bytesOf(request);
  const key = keyOf(request, Buffer.concat(body));
  const known = isReplaying ? heard.get(key) : undefined;
  if (isReplaying && !known) process.send?.({ kind: 'unheard' });
  const { status, headers, body: bytes } = known ?? (await ask(request, body));
  if (!known && status < 300) heard.set(key, { status, headers, body: bytes });
  response.writeHead(status, headers);
  for (const chunk of bytes) if (!response.write(chunk)) await drained(response);
  response.end();
}

/** What the same desk asks in another run is the same but for its name and for how many rows it thinks it can take. */
function keyOf({ method, url, headers }: IncomingMessage, body: Buffer): string {
  const said = body.length > 0 ? (JSON.parse(body.toString()) as Record<string, unknown>) : {};
  const { client: _name, rows: _most, ...rest } = said;
  return JSON.stringify([era, method, url, headers.range, rest]);
}

function ask({ method, url, headers }: IncomingMessage, body: readonly Buffer[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = centre;
    const asked = requestOf({ hostname, port, method, path: url, headers }, (reply) => {
      const { 'transfer-encoding': _chunked, ...rest } = reply.headers;
      bytesOf(reply).then(
        (bytes) =>
          resolve({
            status: reply.statusCode ?? 500,
            headers: { ...rest, 'content-length': bytes.reduce((sum, { length }) => sum + length, 0) },
            body: bytes,
          }),
        reject,
      );
    });
    asked.on('error', reject);
    for (const chunk of body) asked.write(chunk);
    asked.end();
  });
}

async function bytesOf(message: IncomingMessage): Promise<readonly Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return chunks;
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
