import { describe, expect, it } from 'vitest';
import { gateMessage } from './message-gate.ts';

const plain =
  'NOTIFY sip:x@127.0.0.1:5071;transport=tcp SIP/2.0\r\nVia: a\r\nX-Ümlaut: no\r\n\r\nbody\r\n\r\nmore';

describe('the gate before the library', () => {
  it('lets a plain message through as it is, and unfolds folded lines', () => {
    const message = plain.replace('X-Ümlaut: no', 'Subject: grüße\tall');
    expect(gateMessage(message)).toBe(message);
    expect(gateMessage('SIP/2.0 200 OK\r\nTo: a\r\n  b\r\n\tc\r\n\r\n')).toBe(
      'SIP/2.0 200 OK\r\nTo: a b c\r\n\r\n',
    );
    expect(gateMessage('SIP/2.0 200 \r\nTo: a\r\n\r\n')).toBeDefined();
  });

  it.each([
    plain,
    '',
    'SIP/2.0 200 OK\r\nTo: a',
    'SIP/2.0 2000 OK\r\nTo: a\r\n\r\n',
    'HTTP/1.1 200 OK\r\nTo: a\r\n\r\n',
    'INVITE http://x SIP/2.0\r\nTo: a\r\n\r\n',
    'INVITE sip:x SIP/2.0\r\nTo: a\nVia: b\r\n\r\n',
    'INVITE sip:x SIP/2.0\r\nTo: a\rVia: b\r\n\r\n',
    'INVITE sip:x SIP/2.0\r\nTo: a\0\r\n\r\n',
    'INVITE sip:x SIP/2.0\r\nno colon\r\n\r\n',
    'INVITE sip:x SIP/2.0\r\n: empty\r\n\r\n',
    'INVITE sip:x SIP/2.0\r\n__proto__: x\r\n\r\n',
    'INVITE sip:x SIP/2.0\r\n__PROTO__ : x\r\n\r\n',
    `INVITE sip:x SIP/2.0\r\n${'A: b\r\n'.repeat(129)}\r\n`,
    `INVITE sip:x SIP/2.0\r\nA: ${'b'.repeat(4_096)}\r\n\r\n`,
  ])('stops %j', (message) => {
    expect(gateMessage(message)).toBeUndefined();
  });
});
