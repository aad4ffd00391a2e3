import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameId } from './name-id.ts';
import { idSchema } from './ref.ts';

const NAMESPACE = Buffer.from('9f0c3a527d1e4b868c552e64d1b7a903', 'hex');

/** The same by another's SHA-1. */
function expected(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(Buffer.from(name, 'utf8')).digest();
  bytes[6] = 0x50 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

describe('nameId', () => {
  it('is the UUIDv5 of any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        expect(nameId(name)).toBe(expected(name));
        expect(idSchema.safeParse(nameId(name)).success).toBe(true);
      }),
    );
  });

  it.each([0, 38, 39, 40, 47, 48, 111, 112, 113])('also at the edges of a block: %i characters', (length) => {
    const name = 'ä'.repeat(length % 2) + 'x'.repeat(length);
    expect(nameId(name)).toBe(expected(name));
  });

  it('takes half a surrogate pair', () => {
    expect(nameId('\ud800')).toBe(nameId('\ufffd'));
  });

  it('never changes', () => {
    expect(nameId('scope/callback/492214710612')).toBe('b65f0848-74b7-542a-845a-bc2fcb489fdd');
  });
});
