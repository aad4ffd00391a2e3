import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress } from './headers.ts';
import { formatMessage, parseMessage, SipFormatError, SipParseError } from './message.ts';
import type { SipHeader, SipMessage } from './message.ts';

const token = fc.stringMatching(/^[A-Za-z0-9\-.!%*_+`'~]{1,20}$/);
/** A header's or reason's value: anything but line breaks, and no blank space at its ends (not significant in SIP). */
const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map((s) => s.replaceAll(/[\r\n\0]/g, '').trim());
/** Names of two letters and more: a one-letter name is another spelling of a long one. */
const headerName = fc
  .stringMatching(/^[A-Za-z][A-Za-z-]{1,20}$/)
  .filter((name) => name.toLowerCase() !== 'content-length');
const headers: fc.Arbitrary<SipHeader[]> = fc.array(fc.tuple(headerName, text), { maxLength: 12 });
const body = fc.string({ unit: 'grapheme', maxLength: 200 });
const message: fc.Arbitrary<SipMessage> = fc.oneof(
  fc.record({
    kind: fc.constant('request' as const),
    method: token,
    uri: fc.stringMatching(/^sip:[a-z0-9+*#]{1,20}@[a-z0-9.]{1,20}$/),
    headers,
    body,
  }),
  fc.record({
    kind: fc.constant('response' as const),
    status: fc.integer({ min: 100, max: 699 }),
    reason: text,
    headers,
    body,
  }),
);

/** The bytes, or those of a real message with some of them changed: near misses find more than noise. */
const garbage = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc
    .tuple(message, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }))
    .map(([m, changes]) => {
      const bytes = new Uint8Array(formatMessage(m));
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      return bytes;
    }),
);

describe('SIP messages', () => {
  it('parse what was formatted', () => {
    fc.assert(
      fc.property(message, (m) => {
        expect(parseMessage(formatMessage(m))).toEqual(m);
      }),
    );
  });

  it('answer garbage with a SipParseError and nothing else', () => {
    fc.assert(
      fc.property(garbage, (bytes) => {
        try {
          parseMessage(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(SipParseError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are never written with a line break smuggled into a value', () => {
    const breaking = fc.constantFrom('\r', '\n', '\0', '\r\nVia: x').map((s) => `a${s}b`);
    fc.assert(
      fc.property(message, breaking, (m, value) => {
        expect(() => formatMessage({ ...m, headers: [...m.headers, ['Subject', value]] })).toThrow(
          SipFormatError,
        );
      }),
    );
  });

  it('reads compact names, folded lines and a body shorter than the datagram', () => {
    const wire = 'SIP/2.0 200 OK\r\nf: <sip:1@h>\r\n ;tag=a\r\nl: 2\r\n\r\nabcd';
    expect(parseMessage(Buffer.from(wire))).toEqual({
      kind: 'response',
      status: 200,
      reason: 'OK',
      headers: [['From', '<sip:1@h> ;tag=a']],
      body: 'ab',
    });
  });

  it.each([
    ['no empty line', 'OPTIONS sip:x SIP/2.0\r\n'],
    ['a start line of another protocol', 'GET / HTTP/1.1\r\n\r\n'],
    ['a header without a colon', 'OPTIONS sip:x SIP/2.0\r\nVia\r\n\r\n'],
    ['a body shorter than announced', 'OPTIONS sip:x SIP/2.0\r\nContent-Length: 5\r\n\r\nabc'],
    ['a length that is no number', 'OPTIONS sip:x SIP/2.0\r\nContent-Length: -1\r\n\r\n'],
  ])('refuses %s', (_, wire) => {
    expect(() => parseMessage(Buffer.from(wire))).toThrow(SipParseError);
  });
});

describe('SIP addresses', () => {
  it('parse what was formatted, quotes and all', () => {
    const part = fc.stringMatching(/^[a-z0-9+]{1,12}$/);
    fc.assert(
      fc.property(text, part, part, (name, user, tag) => {
        const uri = `sip:${user}@127.0.0.1`;
        expect(parseAddress(formatAddress({ name, uri, tag }))).toEqual({ name, uri, user, tag });
      }),
    );
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(typeof parseAddress(value).uri).toBe('string');
      }),
    );
  });

  it('come without brackets too', () => {
    expect(parseAddress('sip:201@127.0.0.1;tag=x')).toEqual({
      name: '',
      uri: 'sip:201@127.0.0.1',
      user: '201',
      tag: 'x',
    });
  });
});
