import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SPELLINGS } from '#test/support/spellings.ts';
import { createMatcher } from './matcher.ts';
import type { Matcher } from './matcher.ts';

const home = SPELLINGS.filter(({ country }) => country === '49');
const texts = home.flatMap(({ stored, texts: spelt }) => spelt.map((text) => ({ stored, text })));

describe('npm run match, of a set in which every spelling is somebody else’s', () => {
  let matcher: Matcher;
  beforeAll(() => {
    const set = texts.map(({ text }) => ({ party: text, kind: 'person' as const, numbers: [text] }));
    matcher = createMatcher(set, {
      ...{ inbound: 'auto', outsideLine: '0', country: '49', area: '621', internalLength: 3 },
    });
  });
  afterAll(() => matcher.close());

  it('finds exactly those whose spelling means the number that calls', () => {
    const numbers = new Set(
      home.flatMap(({ stored }) =>
        stored
          .split(' ')
          .filter((token) => !token.startsWith('!'))
          .map((token) => token.replace(/~.*/, '')),
      ),
    );
    expect(numbers.size).toBeGreaterThan(50);
    for (const digits of numbers) {
      const theirs = texts
        .filter(({ stored }) => stored.split(' ').some((token) => token.replace(/~.*/, '') === digits))
        .map(({ text }) => text);
      const { rule, parties } = matcher.match(`+${digits}`);
      expect(rule).toBe(theirs.length === 1 ? 'exact' : 'shared');
      // No more than one can choose from are shown.
      expect(theirs).toEqual(expect.arrayContaining([...parties]));
      expect(parties).toHaveLength(Math.min(50, theirs.length));
    }
  });

  it('never finds those whose number is flagged', () => {
    const flagged = texts.filter(({ stored }) => !/(?:^| )\d/.test(stored)).map(({ text }) => text);
    expect(flagged.length).toBeGreaterThan(30);
    const found = matcher.stored.filter(({ party, digits }) => flagged.includes(party) && digits !== null);
    expect(found).toEqual([]);
  });
});
