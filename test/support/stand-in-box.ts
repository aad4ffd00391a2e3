import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A call monitor on loopback, for tests: says what it is told to, takes nothing. */
export interface StandInBox {
  readonly port: number;
  /** To everybody connected: bytes, or rows without their time. Resolves when they were handed to the system. */
  say(...rows: readonly (string | Uint8Array)[]): Promise<void>;
  /** Everything ever received; a call monitor's client has nothing to say. */
  received(): string;
  clients(): readonly Socket[];
  dropClients(): void;
  close(): Promise<void>;
}

export async function startStandInBox(port = 0): Promise<StandInBox> {
  const clients = new Set<Socket>();
  let received = '';
  const server = createServer((socket) => {
    clients.add(socket);
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => clients.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async say(...rows) {
      const bytes = Buffer.concat(
        rows.map((row) =>
          typeof row === 'string' ? Buffer.from(`21.11.26 20:15:00;${row}\r\n`) : Buffer.from(row),
        ),
      );
      for (const socket of clients) {
        await new Promise<void>((resolve, reject) =>
          socket.write(bytes, (error) => (error ? reject(error) : resolve())),
        );
      }
    },
    received: () => received,
    clients: () => [...clients],
    dropClients() {
      for (const socket of clients) socket.destroy();
    },
    async close() {
      for (const socket of clients) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
