import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSipFramer, framingBounds, SipFramingError } from './framing.ts';

const message = (body: string): string =>
  `NOTIFY sip:x@y SIP/2.0\r\nCall-ID: 1\r\nContent-Length:  ${String(Buffer.byteLength(body))}\r\n\r\n${body}`;

/** Pushes the bytes cut at the places given. */
function framed(bytes: Buffer, cuts: readonly number[]): string[] {
  const framer = createSipFramer();
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return edges.slice(1).flatMap((edge, index) => framer.push(bytes.subarray(edges[index], edge)));
}

describe('messages in a stream', () => {
  it('are found however the bytes are cut, keep-alives passed over', () => {
    const body = fc.string({
      unit: fc.constantFrom('a', '\r\n', '\r\n\r\n', 'ü', '😀', 'Content-Length: 9'),
    });
    fc.assert(
      fc.property(fc.array(body, { maxLength: 6 }), fc.array(fc.nat()), fc.nat(3), (bodies, cuts, pings) => {
        const messages = bodies.map(message);
        const stream = messages.map((each) => '\r\n'.repeat(pings) + each).join('');
        expect(framed(Buffer.from(stream), cuts)).toEqual(messages);
      }),
    );
  });

  it.each([
    'SIP/2.0 200 OK\r\nCall-ID: 1\r\n\r\n',
    'SIP/2.0 200 OK\r\nContent-Length: -1\r\n\r\n',
    'SIP/2.0 200 OK\r\nContent-Length: 1\r\nl: 2\r\n\r\n',
    'SIP/2.0 200 OK\r\nContent-Length: 0x10\r\n\r\n',
    `SIP/2.0 200 OK\r\nContent-Length: ${String(framingBounds.body + 1)}\r\n\r\n`,
    'HTTP/1.1 400 Bad Request\r\n\r\n',
  ])('have one length that can be: not %j', (head) => {
    expect(() => createSipFramer().push(Buffer.from(head))).toThrow(SipFramingError);
  });

  it('never hold more than one message may have', () => {
    const framer = createSipFramer();
    const push = (): void => {
      for (let sent = 0; sent <= framingBounds.head + 1_000; sent += 1_000)
        framer.push(Buffer.alloc(1_000, 'a'));
    };
    expect(push).toThrow(SipFramingError);
  });

  it('break at nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 }), (chunks) => {
        const framer = createSipFramer();
        try {
          for (const chunk of chunks) framer.push(Buffer.from(chunk));
        } catch (error) {
          expect(error).toBeInstanceOf(SipFramingError);
        }
      }),
    );
  });
});
