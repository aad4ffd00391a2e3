import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findActs } from './find-acts.ts';

const act = (id: string, name: string, also = '', placeName = '') => ({ id, name, also, placeName });
const acts = [
  act('create', 'Neuer Kunde', 'anlegen Kundin'),
  act('dark', 'Dunkle Darstellung', 'Theme Modus'),
  act('callbacks', 'Rückrufe', '', 'Gehe zu'),
  act('keys', 'Tastenkürzel zeigen', 'Shortcuts'),
  act('out', 'Abmelden', 'Ausloggen sperren'),
];
const found = (typed: string, recent: readonly string[] = []): readonly string[] =>
  findActs(acts, typed, recent).map(({ id }) => id);

describe('findActs', () => {
  it.each([
    ['kunde', ['create']],
    ['kunde neu', ['create']],
    ['RÜCK', ['callbacks']],
    ['ruck', ['callbacks']],
    ['rueckruf', ['callbacks']],
    ['rukcruf', ['callbacks']],
    ['kuerzel', ['keys']],
    ['gehe zu rück', ['callbacks']],
    ['sperren', ['out']],
    ['abmleden', ['out']],
    ['nie gesehen', []],
  ])('finds by %s', (typed, ids) => {
    expect(found(typed)).toEqual(ids);
  });

  it('forgives no error in a short word', () => {
    expect(found('abx')).toEqual([]);
  });

  it('puts the name before the other words', () => {
    const two = [act('also', 'Einstellungen', 'Ticket'), act('name', 'Neues Ticket')];
    expect(findActs(two, 'ticket', []).map(({ id }) => id)).toEqual(['name', 'also']);
  });

  it('shows all while nothing is typed, those used last first', () => {
    expect(found('', ['out', 'keys'])).toEqual(['out', 'keys', 'create', 'dark', 'callbacks']);
  });

  it('finds each act by every beginning of its name, and invents none', () => {
    fc.assert(
      fc.property(fc.constantFrom(...acts), fc.nat(), fc.shuffledSubarray(acts), (one, cut, among) => {
        const typed = one.name.slice(0, 1 + (cut % one.name.length));
        const ids = findActs(among, typed, []).map(({ id }) => id);
        expect(ids.includes(one.id)).toBe(among.includes(one));
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('takes whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        expect(found(typed).length).toBeLessThanOrEqual(acts.length);
      }),
    );
  });
});
