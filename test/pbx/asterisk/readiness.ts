import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { AmiTap } from '../ami-tap.ts';
import type { AmiUser } from '../ami-tap.ts';
import type { AsteriskPorts } from './ports.ts';

const LIMIT_MS = 30_000;
const PAUSE_MS = 20;

/**
 * Resolves when all modules are loaded (FullyBooted) and SIP answers over UDP and TCP. A process gives no other sign of
 * that than answering, so it is asked again and again.
 * @throws Error naming the step it hangs at.
 */
export async function waitUntilReady(ports: AsteriskPorts, user: AmiUser): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  await untilItWorks('AMI', deadline, async () => {
    const tap = await AmiTap.connect(ports.ami, user);
    try {
      await tap.waitFor(0, ['FullyBooted']);
    } finally {
      tap.close();
    }
  });
  await untilItWorks('SIP over TCP', deadline, () => acceptsTcp(ports.sip));
  await untilItWorks('SIP over WebSocket', deadline, () => acceptsTcp(ports.http));
  await untilItWorks('SIP over UDP', deadline, () => answersOptions(ports.sip));
}

async function untilItWorks(what: string, deadline: number, attempt: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline)
        throw new Error(`${what} does not answer: ${(error as Error).message}`, { cause: error });
      await delay(PAUSE_MS);
    }
  }
}

async function acceptsTcp(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}

/** Any answer will do, a refusal too. */
async function answersOptions(port: number): Promise<void> {
  const socket = createSocket('udp4');
  try {
    socket.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const id = randomBytes(6).toString('hex');
    const request = [
      `OPTIONS sip:127.0.0.1:${port} SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:${socket.address().port};rport;branch=z9hG4bK${id}`,
      `From: <sip:201@127.0.0.1>;tag=${id}`,
      `To: <sip:127.0.0.1:${port}>`,
      `Call-ID: ${id}`,
      'CSeq: 1 OPTIONS',
      'Max-Forwards: 70',
      'Content-Length: 0',
    ];
    socket.send(`${request.join('\r\n')}\r\n\r\n`);
    await once(socket, 'message', { signal: AbortSignal.timeout(500) });
  } finally {
    socket.close();
  }
}
