import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedHook {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What is in the body. */
  readonly event: {
    readonly type: string;
    readonly data: Readonly<Record<string, unknown>> & { readonly id: string; readonly ver: number };
  };
}

/** Answers a post; without an answer of its own the sender waits. */
export type Answering = (hook: ReceivedHook, reply: ServerResponse) => void;

export interface WebhookReceiver {
  readonly url: string;
  readonly port: number;
  /** Everything that came, also what was refused. */
  readonly all: readonly ReceivedHook[];
  answer: Answering;
  stop(): Promise<void>;
}

export const withStatus =
  (status: number, headers: Readonly<Record<string, string>> = {}): Answering =>
  (_hook, reply) =>
    void reply.writeHead(status, headers).end();

/** A customer's own program, on a real socket. */
export async function startReceiver(): Promise<WebhookReceiver> {
  const all: ReceivedHook[] = [];
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { headers } = request;
      const event = JSON.parse(body) as ReceivedHook['event'];
      const hook = { id: String(headers['webhook-id']), headers, body, event };
      all.push(hook);
      receiver.answer(hook, reply);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${port}/hooks`,
    port,
    all,
    answer: withStatus(204),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
