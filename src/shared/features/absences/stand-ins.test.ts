import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAway, standInsAt } from './stand-ins.ts';
import type { AbsenceSpan } from './stand-ins.ts';

const NOW = 100;
const away = (staffId: string, deputyId: string, more: Partial<AbsenceSpan> = {}): AbsenceSpan => ({
  ...{ id: `${staffId}-${deputyId}`, staffId, deputyId, fromAt: 50, untilAt: 200, reportedAt: 1 },
  ...{ endedAt: null },
  ...more,
});
const pairs = (absences: readonly AbsenceSpan[], at = NOW) =>
  standInsAt(absences, at).map(({ absentId, deputyId }) => `${absentId} → ${deputyId}`);

describe('who stands in', () => {
  it('is the deputy, from the first moment to the last, and nobody after an early return', () => {
    const one = away('kröger', 'yıldız');
    expect(pairs([one], 49)).toEqual([]);
    expect(pairs([one], 50)).toEqual(['kröger → yıldız']);
    expect(pairs([one], 199)).toEqual(['kröger → yıldız']);
    expect(pairs([one], 200)).toEqual([]);
    expect(pairs([{ ...one, endedAt: 90 }])).toEqual([]);
  });

  it('is the deputy’s own where that one is away as well', () => {
    expect(pairs([away('a', 'b'), away('b', 'c'), away('c', 'd')])).toEqual(['a → d', 'b → d', 'c → d']);
  });

  it('is nobody where it comes back to where it began', () => {
    expect(pairs([away('a', 'b'), away('b', 'a')])).toEqual([]);
    expect(pairs([away('x', 'a'), away('a', 'b'), away('b', 'a')])).toEqual([]);
  });

  it('is told by the absence reported last, in whatever order they come', () => {
    const [first, second] = [away('a', 'b'), away('a', 'c', { reportedAt: 2 })];
    expect(pairs([first, second])).toEqual(['a → c']);
    expect(pairs([second, first])).toEqual(['a → c']);
  });

  it('is always somebody who is there, once for each who is away, whatever has been reported', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const absence = fc
      .record({ staffId: person, deputyId: person, fromAt: fc.nat(200), length: fc.nat(200), id: fc.uuid() })
      .map(({ length, ...rest }) =>
        away(rest.staffId, rest.deputyId, { ...rest, untilAt: rest.fromAt + length }),
      );
    fc.assert(
      fc.property(fc.array(absence, { maxLength: 8 }), (absences) => {
        const gone = new Set(absences.filter((one) => isAway(one, NOW)).map(({ staffId }) => staffId));
        const found = standInsAt(absences, NOW);
        expect(new Set(found.map(({ absentId }) => absentId)).size).toBe(found.length);
        for (const { absentId, deputyId } of found) {
          expect(gone.has(absentId)).toBe(true);
          expect(gone.has(deputyId)).toBe(false);
        }
      }),
    );
  });
});
