import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { DEMO_SCENARIOS } from '#shared/features/demo-calls/contract.ts';
import type { DemoScenario } from '#shared/features/demo-calls/contract.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { DeskPhone } from './desk-phone.ts';

const message = z.union([
  z.object({ ring: z.enum(DEMO_SCENARIOS) }),
  z.object({ press: z.enum(['answer', 'hang-up', 'hold']) }),
]);

export interface PhoneControl extends Service {
  /** WebSocket address of one phone's remote control, with its token; valid once `start` has resolved. */
  addressOf(extension: string): string;
}

/** The remote control of the desk phones, on loopback: `{ring}` and `{press}` in, `{phone}` out at every change. */
export function createPhoneControl(
  phones: readonly DeskPhone[],
  ring: (scenario: DemoScenario, phone: DeskPhone) => void,
): PhoneControl {
  const token = randomBytes(16).toString('hex');
  const http = createServer((_request, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096 });
  const pathOf = (extension: string): string => `/phone/${extension}?token=${token}`;
  const phoneAt = (request: IncomingMessage): DeskPhone | undefined =>
    phones.find((phone) => request.url === pathOf(phone.extension));

  http.on('upgrade', (request, socket, head) => {
    const phone = phoneAt(request);
    // A web page could open this socket too, and would send its Origin; the desk sends none.
    if (!phone || request.headers.origin !== undefined) {
      socket.on('error', () => socket.destroy());
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      const show = (): void => client.send(JSON.stringify({ phone: phone.shown }));
      const unsubscribe = phone.onChange(show);
      client.on('close', unsubscribe);
      client.on('error', () => client.terminate());
      client.on('message', (data) => {
        const parsed = message.safeParse(tryJson((data as Buffer).toString('utf8')));
        if (!parsed.success) client.close(1003, 'not understood');
        else if ('ring' in parsed.data) ring(parsed.data.ring, phone);
        else phone.press(parsed.data.press);
      });
      show();
    });
  });

  return {
    addressOf(extension) {
      const address = http.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      return `ws://127.0.0.1:${port}${pathOf(extension)}`;
    },
    async start() {
      await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    },
    async stop() {
      for (const client of sockets.clients) client.terminate();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
