import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newKey } from './keys.ts';
import { isSealed, keyIdOf, openValue, sealValue } from './sealed-value.ts';
import type { Place } from './sealed-value.ts';

const place: Place = { tenantId: 't', table: 'second_factor', column: 'secret', row: 'u' };
const key = newKey();

describe('a sealed value', () => {
  it('opens in its place, under its key, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (plain) => {
        const sealed = sealValue(key, place, plain);
        expect(isSealed(sealed) && keyIdOf(sealed) === key.id).toBe(true);
        expect(openValue(key, place, sealed)).toEqual(Buffer.from(plain));
      }),
    );
  });

  it('opens nowhere else', () => {
    const sealed = sealValue(key, place, Buffer.from('geheim'));
    for (const other of [{ tenantId: 'x' }, { table: 'x' }, { column: 'x' }, { row: 'x' }])
      expect(openValue(key, { ...place, ...other }, sealed)).toBeUndefined();
    // Names that would run into each other.
    const run = sealValue(key, { ...place, table: 'a', column: 'bc' }, Buffer.from('geheim'));
    expect(openValue(key, { ...place, table: 'ab', column: 'c' }, run)).toBeUndefined();
    expect(openValue({ ...newKey(), id: key.id }, place, sealed)).toBeUndefined();
  });

  it('with any bit changed, cut off or made up opens not at all', () => {
    const sealed = sealValue(key, place, Buffer.from('geheim'));
    const head = sealed.lastIndexOf(':') + 1;
    const bytes = Buffer.from(sealed.slice(head), 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ mask;
        const other = `${sealed.slice(0, head)}${changed.toString('base64url')}`;
        expect(openValue(key, place, other)).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        expect(openValue(key, place, text)).toBeUndefined();
      }),
    );
    for (let length = 0; length < sealed.length; length += 1)
      expect(openValue(key, place, sealed.slice(0, length))).toBeUndefined();
  });

  it('of the same text never looks the same', () => {
    expect(sealValue(key, place, Buffer.from('x'))).not.toBe(sealValue(key, place, Buffer.from('x')));
  });
});
