import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

export type AsteriskPorts = {
  readonly ami: number;
  readonly sip: number;
  readonly http: number;
  readonly rtpStart: number;
  readonly rtpEnd: number;
};

/**
 * Below Linux' ephemeral range (32768-60999): whatever listens on 0 or connects out while Asterisk is down for a
 * restart cannot take them meanwhile.
 */
const FIRST = 12_000;
const LAST = 32_000;
const RTP_PORTS = 200;

/** Ports that were free a moment ago, chosen at random so that several rigs can run side by side. */
export async function choosePorts(): Promise<AsteriskPorts> {
  const [ami = 0, sip = 0, http = 0] = await distinctPorts(3);
  // Asterisk itself tries the next when one of these is taken. RTP wants to begin at an even port.
  const rtpStart = randomInt(FIRST / 2, (LAST - RTP_PORTS) / 2) * 2;
  return { ami, sip, http, rtpStart, rtpEnd: rtpStart + RTP_PORTS };
}

async function distinctPorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if ((await tcpFree(port)) && (await udpFree(port))) return port;
  }
}

async function tcpFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

async function udpFree(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    socket.bind(port, '127.0.0.1');
    await once(socket, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}
