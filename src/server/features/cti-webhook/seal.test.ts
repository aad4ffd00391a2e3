import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from './seal.ts';

describe('a sealed key', () => {
  it('is had again with the token it was sealed with', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.string(), (secret, token) => {
        expect([...unseal(seal(secret, token), token)]).toEqual([...secret]);
      }),
      { numRuns: 30 },
    );
  });

  it('is nothing with another token, or changed', () => {
    const sealed = seal(Buffer.from('secret'), 'token');
    expect(sealed.includes('secret')).toBe(false);
    expect(() => unseal(sealed, 'Token')).toThrow();
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal(changed, 'token')).toThrow();
    }
  });
});
