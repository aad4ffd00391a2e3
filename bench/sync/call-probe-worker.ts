import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { digitsOf } from '../lib/load-replica.ts';
import { spread } from '../lib/stats.ts';

const EVERY_MS = 15;

if (parentPort) {
  const port = parentPort;
  const { parties } = workerData as { readonly parties: number };
  let measured: number[] = [];
  let isOn = false;
  const server = createServer((socket) => void ring(socket));
  server.listen(0, '127.0.0.1', () => port.postMessage((server.address() as AddressInfo).port));
  port.on('message', (word: 'begin' | 'end') => {
    isOn = word === 'begin';
    if (isOn) measured = [];
    else port.postMessage(spread(measured));
  });

  async function ring(socket: Socket): Promise<void> {
    let answered: () => void = () => undefined;
    socket.setNoDelay();
    socket.on('data', () => answered());
    socket.on('close', () => answered());
    socket.on('error', () => undefined);
    for (let call = 0; !socket.destroyed; call++) {
      const number = digitsOf((call * 7919) % parties);
      const begin = performance.now();
      const isCounted = isOn;
      const answer = new Promise<void>((resolve) => (answered = resolve));
      socket.write(`+${number}\n`);
      await answer;
      if (isCounted && !socket.destroyed) measured.push(performance.now() - begin);
      // Not in step with anything.
      await sleep(EVERY_MS + (call % 7));
    }
  }
}
