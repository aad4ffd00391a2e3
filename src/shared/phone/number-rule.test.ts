import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidates } from './candidates.ts';
import type { DialProfile } from './dial-profile.ts';
import { numberPattern, patternOf, patternsFor } from './number-rule.ts';

const profile: DialProfile = {
  inbound: 'auto',
  outsideLine: '0',
  country: '49',
  area: '221',
  internalLength: 3,
};
const patterns = (raw: string): readonly string[] =>
  patternsFor(candidates(raw, profile)).map(({ pattern }) => pattern);

describe('the patterns that hit a caller', () => {
  it('are the number, then its beginnings, the longest first', () => {
    expect(patterns('+4930231')).toEqual([
      '+4930231',
      '+4930231*',
      '+493023*',
      '+49302*',
      '+4930*',
      '+493*',
      '+49*',
      '+4*',
    ]);
    expect(patterns('201')).toEqual(['201', '201*', '20*', '2*']);
    expect(patterns('anonymous')).toEqual([]);
  });

  it('are every reading whole, but the beginnings of the first alone', () => {
    const found = candidates('4710612', { ...profile, inbound: 'e164' });
    expect(found.kind === 'external' && found.digits.length).toBeGreaterThan(1);
    const all = patternsFor(found);
    const first = found.kind === 'external' ? found.digits[0] : '';
    for (const { pattern, digits } of all)
      if (pattern.endsWith('*'))
        expect([digits, first.startsWith(pattern.slice(1, -1))]).toEqual([first, true]);
    if (found.kind === 'external')
      expect(all.slice(0, found.digits.length).map(({ digits }) => digits)).toEqual(found.digits);
  });

  it('keep the extension 20 and Egypt apart', () => {
    expect(patterns('+20212345678')).toContain('+20*');
    expect(patterns('+20212345678')).not.toContain('20*');
    expect(patterns('201')).not.toContain('+20*');
  });
});

describe('the pattern somebody means', () => {
  it.each([
    ['0221 4710-612', '+492214710612'],
    ['+49 (0)221 / 4710 612', '+492214710612'],
    ['030*', '+4930*'],
    ['+49 (0)30 *', '+4930*'],
    ['0044*', '+44*'],
    ['+44*', '+44*'],
    ['201', '201'],
    ['2*', '2*'],
    ['201*', '201*'],
  ])('by %j is %s', (typed, pattern) => {
    expect(patternOf(typed, profile)).toBe(pattern);
  });

  it.each([
    '',
    '*',
    '4710612',
    '4710*',
    'Kessler',
    '+*',
    '0*',
    '0221 4710612, 030 23125620',
    '**',
    '+49*30*',
  ])('by %j is none', (typed) => {
    expect(patternOf(typed, profile)).toBeNull();
  });

  it('hits the number it was typed for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 9_999_999 }), fc.nat(6), (subscriber, cut) => {
        const typed = `030 ${subscriber}`;
        const hits = patterns(`+4930${subscriber}`);
        expect(hits).toContain(patternOf(typed, profile));
        expect(hits).toContain(patternOf(`${`030${subscriber}`.slice(0, 3 + cut)}*`, profile));
      }),
    );
  });

  it('is one a rule may have, or none, whatever is typed', () => {
    const typed = fc
      .array(fc.constantFrom(...'0123456789+-/*#() \r\n\u0000٣', '+49', '(0)'), { maxLength: 40 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(typed, fc.string({ maxLength: 200, unit: 'binary' })), (text) => {
        const pattern = patternOf(text, profile);
        expect(pattern === null || numberPattern.safeParse(pattern).success).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
