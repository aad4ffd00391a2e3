import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { digitsOf } from '../lib/load-replica.ts';
import { nowMs, queuedMs } from './call-parts.ts';
import type { CallParts } from './call-parts.ts';
import type { ProbeSettings, ProbeWord } from './call-probe.ts';
import { putBehind } from './put-behind.ts';

const EVERY_MS = 15;
/** Calls; about a second. */
const BEHIND_EVERY = 50;

if (parentPort) {
  const port = parentPort;
  const { parties, behind } = workerData as ProbeSettings;
  let measured: CallParts[] = [];
  let isOn = false;
  const server = createServer((socket) => void ring(socket));
  server.listen(0, '127.0.0.1', () => port.postMessage((server.address() as AddressInfo).port));
  port.on('message', (word: ProbeWord) => {
    isOn = word === 'begin';
    if (isOn) measured = [];
    else port.postMessage(measured);
  });

  async function ring(socket: Socket): Promise<void> {
    let answered: (text: string) => void = () => undefined;
    socket.setNoDelay().setEncoding('utf8');
    // A few bytes, in one piece.
    socket.on('data', (text: string) => answered(text));
    socket.on('close', () => answered(''));
    socket.on('error', () => undefined);
    for (let call = 0; !socket.destroyed; call++) {
      const number = digitsOf((call * 7919) % parties);
      if (call % BEHIND_EVERY === 0) putBehind(behind);
      const queuedBefore = queuedMs();
      const begin = nowMs();
      const isCounted = isOn;
      const answer = new Promise<string>((resolve) => (answered = resolve));
      socket.write(`+${number}\n`);
      const [read = 0, found = 0] = (await answer).split(' ').map(Number);
      const end = nowMs();
      const queuedAfter = queuedMs();
      const queued =
        queuedBefore === undefined || queuedAfter === undefined ? undefined : queuedAfter - queuedBefore;
      if (isCounted && !socket.destroyed) measured.push({ begin, read, found, end, queued });
      // Not in step with anything.
      await sleep(EVERY_MS + (call % 7));
    }
  }
}
