import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBox, sealTo } from './sealed-box.ts';

function keyPair(): { readonly publicKey: string; readonly privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

describe('a sealed box', () => {
  const own = keyPair();

  it('gives back whatever was put in, to the right key alone', () => {
    const other = keyPair();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const box = sealTo(own.publicKey, text);
        expect(openBox(own.privateKey, box)).toBe(text);
        expect(() => openBox(other.privateKey, box)).toThrow();
      }),
      { numRuns: 30 },
    );
  });

  it('is never the same twice and notices every change', () => {
    const [one, two] = [sealTo(own.publicKey, 'Notiz'), sealTo(own.publicKey, 'Notiz')];
    expect(one.data).not.toBe(two.data);
    for (const part of ['ephemeral', 'nonce', 'tag', 'data'] as const)
      expect(() => openBox(own.privateKey, { ...one, [part]: two[part] })).toThrow();
  });
});
