import { describe, expect, it } from 'vitest';
import { readMatchSet } from './match-set.ts';

describe('a set of customers', () => {
  it('is read with or without a byte order mark', () => {
    const set = [{ party: 'A', kind: 'person', numbers: ['1'] }];
    expect(readMatchSet(`\uFEFF${JSON.stringify(set)}`)).toEqual(set);
  });

  it.each([
    ['', /not JSON: .*; wanted is \[\{"party"/],
    ['{}', /the whole: .*; wanted is \[\{"party"/],
    [
      '[{"party":"A","kind":"person","numbers":["1"]},{"party":"B","kind":"dog","numbers":[]}]',
      /\[1\]\.kind/,
    ],
    ['[{"party":"A","kind":"person","numbers":[7]}]', /\[0\]\.numbers\[0\]/],
  ])('%s is refused with its place', (json, message) => {
    expect(() => readMatchSet(json)).toThrow(message);
  });
});
