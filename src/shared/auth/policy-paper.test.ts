import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paperOwed } from './policy-paper.ts';
import type { PolicyPaper } from './policy-paper.ts';

const paper = (version: number, holdsFrom: number, acceptedAt: number | null): PolicyPaper => ({
  ...{ version, title: 'Richtlinie', body: 'Text', publishedAt: 0, holdsFrom, acceptedAt },
});

describe('the paper that is owed', () => {
  it('is the newest that holds and follows all that were accepted', () => {
    expect(paperOwed([], 5)).toBeUndefined();
    expect(paperOwed([paper(2, 5, null), paper(1, 0, 1)], 5)?.version).toBe(2);
    expect(paperOwed([paper(2, 6, null), paper(1, 0, 1)], 5)).toBeUndefined();
    expect(paperOwed([paper(3, 6, null), paper(2, 5, null), paper(1, 0, null)], 5)?.version).toBe(2);
  });

  it('is none once the newest that holds was accepted, whatever came before it', () => {
    const versions = fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 1 });
    fc.assert(
      fc.property(versions, fc.integer({ min: 0, max: 30 }), (numbers, now) => {
        const papers = numbers.map((version) => paper(version, version, null));
        const owed = paperOwed(papers, now);
        const after = papers.map((each) =>
          each.version === owed?.version ? { ...each, acceptedAt: now } : each,
        );
        expect(paperOwed(after, now)).toBeUndefined();
        expect(owed === undefined).toBe(numbers.every((version) => version > now));
      }),
    );
  });
});
