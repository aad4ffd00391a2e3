import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, editDistanceToBeginning } from './edit-distance.ts';

describe('typing errors', () => {
  it.each([
    ['schmidt', 'schmidt', 0],
    ['schmitd', 'schmidt', 1],
    ['schmit', 'schmidt', 1],
    ['shcmidt', 'schmidt', 1],
    ['smichdt', 'schmidt', 3],
    ['kroger', 'krueger', 2],
    ['meier', 'mayer', 2],
    ['', 'ab', 2],
    ['brandt', 'huber', 3],
  ])('%s – %s: %i', (typed, word, distance) => {
    expect(editDistance(typed, word, 2)).toBe(distance);
  });

  it.each([
    ['schmi', 'schmidtbauer', 0],
    ['shcmi', 'schmidtbauer', 1],
    ['schnidt', 'schmidtbauer', 1],
    ['bauer', 'schmidtbauer', 3],
  ])('%s, the beginning of %s: %i', (typed, word, distance) => {
    expect(editDistanceToBeginning(typed, word, 2)).toBe(distance);
  });

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

  it('is symmetric, zero only for the same word, and no more than the plain count without a bound', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
        const distance = editDistance(a, b, most);
        expect(distance).toBe(editDistance(b, a, most));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBe(Math.min(editDistance(a, b, 99), most + 1));
        expect(editDistanceToBeginning(a, b, most)).toBeLessThanOrEqual(distance);
      }),
      { numRuns: 2000 },
    );
  });

  it('to a beginning is the least of the distances to all of them', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const beginnings = Array.from({ length: b.length + 1 }, (_, i) => b.slice(0, i));
        const least = Math.min(...beginnings.map((beginning) => editDistance(a, beginning, 2)));
        expect(editDistanceToBeginning(a, b, 2)).toBe(least);
      }),
      { numRuns: 2000 },
    );
  });
});
