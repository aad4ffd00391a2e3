import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, wordsOf } from './fold.ts';

describe('folding', () => {
  it.each([
    ['Groß', 'gross'],
    ['GROẞ', 'gross'],
    ['Demır', 'demir'],
    ['DEMİR', 'demir'],
    ['Kröger', 'kroger'],
    ['Kro\u0308ger', 'kroger'],
    ['Łukasz Ørsted', 'lukasz orsted'],
    ['Ａｌｉ', 'ali'],
  ])('%s → %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('cuts words at everything that is neither letter nor digit', () => {
    expect(wordsOf(' Müller-Lüdenscheidt, Dr.  (3. OG) ')).toEqual([
      'muller',
      'ludenscheidt',
      'dr',
      '3',
      'og',
    ]);
    expect(wordsOf('–')).toEqual([]);
  });

  it('changes nothing when asked again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});
