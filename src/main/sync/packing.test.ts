import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCEPTED_ENCODINGS, knownEncoding, plainLength, unpackNow } from './packing.ts';

const MOST = 100_000;
const PACKS = [
  ['gzip', (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes))],
  ['zstd', (bytes: Uint8Array) => new Uint8Array(zstdCompressSync(bytes))],
] as const;
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

it('knows what it asks for, and nothing else', () => {
  expect(ACCEPTED_ENCODINGS).toBe('gzip, zstd');
  expect(['gzip', 'zstd', 'br', 'toString', undefined].map((name) => knownEncoding(name))).toEqual([
    ...['gzip', 'zstd', '', '', ''],
  ]);
  const bytes = bytesOf('{}');
  expect(unpackNow({ bytes, encoding: '' }, MOST)).toBe(bytes);
  expect(plainLength({ bytes, encoding: '' })).toBe(2);
});

describe.each(PACKS)('a reply in %s', (encoding, pack) => {
  it('is what was packed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const unpacked = unpackNow({ bytes: pack(bytesOf(text)), encoding }, MOST);
        expect(new TextDecoder().decode(unpacked)).toBe(text);
      }),
    );
  });

  it('is no reply where it is longer than may be, cut off, or something else', () => {
    const refuses = (bytes: Uint8Array<ArrayBuffer>): void => {
      expect(() => unpackNow({ bytes, encoding }, MOST)).toThrow(
        expect.objectContaining({ code: 'centre.bad-reply' }) as Error,
      );
    };
    refuses(pack(new Uint8Array(MOST + 1)));
    const whole = pack(bytesOf('{"kind":"page"}'.repeat(100)));
    fc.assert(fc.property(fc.nat(whole.length - 2), (length) => refuses(whole.slice(0, length + 1))));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        fc.pre(bytes[0] !== whole[0]);
        refuses(new Uint8Array(bytes));
      }),
    );
  });
});
