import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatChanges, parseChanges } from './postgres-notifier.ts';

const change = fc.record({ tenantId: fc.uuid(), ver: fc.nat() });

describe('a notification', () => {
  it('says what was put into it, and fits', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 120 }), (changes) => {
        const payload = formatChanges(changes);
        expect(parseChanges(payload)).toEqual(changes);
        expect(payload.length).toBeLessThan(8000);
      }),
    );
  });

  it('of another kind says nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (payload) => {
        expect(parseChanges(payload)).toEqual([]);
      }),
    );
  });
});
