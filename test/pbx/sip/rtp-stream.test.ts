import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { RtpStream } from './rtp-stream.ts';

describe('a phone’s silence', () => {
  it('is a stream of 20 ms PCMU packets from the port the SDP names, until it stops', async () => {
    const [phone, pbx] = [createSocket('udp4'), createSocket('udp4')];
    try {
      for (const socket of [phone, pbx]) {
        socket.bind(0, '127.0.0.1');
        await once(socket, 'listening');
      }
      const packets: { readonly packet: Buffer; readonly from: number }[] = [];
      const three = new Promise<void>((resolve) =>
        pbx.on('message', (packet, { port }) => {
          packets.push({ packet, from: port });
          if (packets.length === 3) resolve();
        }),
      );
      const stream = new RtpStream(phone);
      stream.start();
      stream.aim({ host: '127.0.0.1', port: pbx.address().port });
      stream.start();
      await three;
      stream.stop();
      const [first, second] = packets.map(({ packet }) => packet);
      expect(packets.map(({ from }) => from)).toEqual(packets.map(() => phone.address().port));
      expect(first?.subarray(0, 2)).toEqual(Buffer.from([0x80, 0]));
      expect(first?.subarray(12)).toEqual(Buffer.alloc(160, 0xff));
      const rises = (read: (packet: Buffer) => number, modulus: number) =>
        ((second ? read(second) : 0) - (first ? read(first) : 0) + modulus) % modulus;
      expect(rises((packet) => packet.readUInt16BE(2), 2 ** 16)).toBe(1);
      expect(rises((packet) => packet.readUInt32BE(4), 2 ** 32)).toBe(160);
      expect(second?.readUInt32BE(8)).toBe(first?.readUInt32BE(8));
    } finally {
      phone.close();
      pbx.close();
    }
  });
});
