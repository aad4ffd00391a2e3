import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createToken, parseToken } from './token.ts';

describe('a token', () => {
  it('names its tenant and is another one every time', () => {
    fc.assert(
      fc.property(fc.uuid(), (tenantId) => {
        const [one, other] = [createToken(tenantId), createToken(tenantId)];
        expect(parseToken(one)?.tenantId).toBe(tenantId);
        expect(parseToken(one)?.hash).not.toEqual(parseToken(other)?.hash);
        expect(one).toMatch(/^[A-Za-z0-9_-]{64}$/);
      }),
    );
  });

  it('is none when it is anything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        fc.pre(!/^[A-Za-z0-9_-]{64}$/.test(text));
        expect(parseToken(text)).toBeUndefined();
      }),
    );
    expect(() => createToken('kv')).toThrow(/not a tenant id/);
  });
});
