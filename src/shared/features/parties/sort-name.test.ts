import { describe, expect, it } from 'vitest';
import { sortNameOf } from './sort-name.ts';

describe('sortNameOf', () => {
  it.each([
    ['Erika Brandt', 'Brandt, Erika'],
    ['Margarethe von der Heide', 'von der Heide, Margarethe'],
    ['  Ali   Demir ', 'Demir, Ali'],
    ['Brandt, Erika', 'Brandt, Erika'],
    ['Madonna', 'Madonna'],
  ])('a person: %j → %j', (name, sorted) => {
    expect(sortNameOf(name, 'person')).toBe(sorted);
  });

  it('leaves firms as they are written', () => {
    expect(sortNameOf('Kessler Metallbau GmbH', 'organisation')).toBe('Kessler Metallbau GmbH');
  });
});
