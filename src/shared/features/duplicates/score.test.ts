import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOf, soundKeysOf } from './keys.ts';
import { compareNames } from './names.ts';
import { scorePair, STRONG, WORTH_A_LOOK } from './score.ts';
import type { PartyFacts } from './score.ts';

const NOBODY: PartyFacts = {
  kind: 'person',
  name: '',
  firstName: null,
  lastName: null,
  birthDate: null,
  street: null,
  postalCode: null,
  city: null,
  phones: [],
  mails: [],
};
const person = (name: string, more: Partial<PartyFacts> = {}): PartyFacts => ({ ...NOBODY, name, ...more });
const firm = (name: string, more: Partial<PartyFacts> = {}): PartyFacts => ({
  ...person(name, more),
  kind: 'organisation',
});
const nameOnly = (name: string) => ({ name, firstName: null, lastName: null });

const NUMBER = ['491713920001'];
const HOME = { street: 'Hauptstr. 7', postalCode: '50667', city: 'Köln' };

const anyName = fc.constantFrom(
  'Ali Demir',
  'Jürgen Groß',
  'Müller, Anna',
  'Anna Schmidt',
  'Karl Weber',
  'Şule Öztürk',
  'X',
  '',
);
const anyFacts: fc.Arbitrary<PartyFacts> = fc.record({
  kind: fc.constantFrom('person', 'organisation', 'household'),
  name: fc.oneof(anyName, fc.string()),
  firstName: fc.option(fc.oneof(fc.constantFrom('Ali', 'Anna'), fc.string())),
  lastName: fc.option(fc.oneof(fc.constantFrom('Demir', 'Weber'), fc.string())),
  birthDate: fc.option(fc.constantFrom('1956-03-31', '1988-01-01')),
  street: fc.option(fc.oneof(fc.constantFrom('Hauptstr. 7', 'Hauptstraße 7'), fc.string())),
  postalCode: fc.option(fc.constantFrom('50667', '10115', '')),
  city: fc.option(fc.constantFrom('Köln', 'Koeln', '')),
  phones: fc.array(fc.constantFrom('4917139', '4922147'), { maxLength: 2 }),
  mails: fc.array(fc.constantFrom('a@b.example', 'A@B.example'), { maxLength: 2 }),
});

describe('names', () => {
  it.each([
    ['Ali Demir', 'Ali Demır', 'spelling'],
    ['Jürgen Groß', 'Juergen Gross', 'spelling'],
    ['Jürgen Groß', 'Jurgen Gross', 'spelling'],
    ['Erika Brandt', 'erika brandt', 'same'],
    ['Erika Brandt', 'Brandt, Erika', 'same'],
    ['Dr. Erika Brandt', 'Erika Brandt', 'spelling'],
    ['Erika Brandt', 'Brandt Erika', 'order'],
    ['Thomas Meier', 'Thomas Mayr', 'sound'],
    ['Erika Brandt', 'Erika Brand', 'sound'],
    ['Anna Müller', 'Anna Schmidt', 'married'],
    ['Karl Weber', 'Jonas Weber', 'family'],
    ['Karl Weber', 'Weber', 'family'],
    ['Karl Weber', 'Anna Schmidt', 'none'],
    ['', '', 'none'],
  ] as const)('%j and %j: %s', (one, other, match) => {
    expect(compareNames(nameOnly(one), nameOnly(other))).toBe(match);
    expect(compareNames(nameOnly(other), nameOnly(one))).toBe(match);
  });
});

describe('the score', () => {
  it('is the same from both sides, and between 0 and 100, whatever is compared', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (one, other) => {
        const verdict = scorePair(one, other);
        expect(scorePair(other, one)).toEqual(verdict);
        expect(verdict.score).toBeGreaterThanOrEqual(0);
        expect(verdict.score).toBeLessThanOrEqual(100);
        expect(new Set(verdict.reasons).size).toBe(verdict.reasons.length);
      }),
    );
  });

  it('never calls different kinds alike', () => {
    expect(scorePair(person('Weber', { phones: NUMBER }), firm('Weber', { phones: NUMBER })).score).toBe(0);
  });

  it('is high for one caller made at two desks', () => {
    const verdict = scorePair(
      person('Ali Demir', { phones: NUMBER }),
      person('Ali Demır', { phones: NUMBER }),
    );
    expect(verdict.score).toBeGreaterThanOrEqual(STRONG);
    expect(verdict.reasons).toEqual(['name-spelling', 'phone']);
  });

  it.each([
    [
      'umlaut and address',
      person('Jürgen Groß', HOME),
      person('Juergen Gross', { ...HOME, street: 'Hauptstraße 7' }),
    ],
    [
      'moved',
      person('Karl Weber', { ...HOME, birthDate: '1956-03-31' }),
      person('Karl Weber', { city: 'Bonn', birthDate: '1956-03-31' }),
    ],
    [
      'married, with the number',
      person('Anna Müller', { phones: NUMBER }),
      person('Anna Schmidt', { phones: NUMBER }),
    ],
    [
      'married, with birth date and address',
      person('Anna Müller', { ...HOME, birthDate: '1988-01-01' }),
      person('Anna Schmidt', { ...HOME, birthDate: '1988-01-01' }),
    ],
    [
      'a firm with another legal form',
      firm('Kessler Metallbau GmbH', { phones: NUMBER }),
      firm('Kessler Metallbau', { phones: NUMBER }),
    ],
    [
      'a mail address',
      person('Erika Brandt', { mails: ['e@brandt.example'] }),
      person('E. Brandt, Erika', { mails: ['E@brandt.example '] }),
    ],
  ])('finds worth a look: %s', (_name, one, other) => {
    expect(scorePair(one, other).score).toBeGreaterThanOrEqual(
      _name === 'a mail address' ? 35 : WORTH_A_LOOK,
    );
  });

  it('does not put father and son before anybody, and junior and senior never as strong', () => {
    const anyFamily = fc.record({
      mails: fc.constantFrom([], ['w@x.example']),
      phones: fc.constantFrom([], NUMBER),
    });
    fc.assert(
      fc.property(anyFamily, (shared) => {
        const father = person('Karl Weber', { ...HOME, ...shared, birthDate: '1956-03-31' });
        const son = person('Jonas Weber', { ...HOME, ...shared });
        expect(scorePair(father, son).score).toBeLessThan(WORTH_A_LOOK);
        expect(scorePair(father, { ...son, birthDate: '1988-01-01' }).score).toBeLessThan(WORTH_A_LOOK);
        const junior = { ...father, birthDate: '1988-01-01' };
        expect(scorePair(father, junior).score).toBeLessThan(STRONG);
        expect(scorePair(father, junior).reasons.at(-1)).toBe('other-birth-date');
      }),
    );
  });

  it('is not made by a name alone, nor by a shared number alone', () => {
    expect(scorePair(person('Karl Weber'), person('Karl Weber')).score).toBeLessThan(WORTH_A_LOOK);
    const one = person('Karl Weber', { phones: NUMBER, ...HOME });
    expect(scorePair(one, person('Anna Schmidt', { phones: NUMBER, ...HOME })).score).toBeLessThan(
      WORTH_A_LOOK,
    );
  });
});

describe('keys', () => {
  it('bring together what is worth a look without number and mail', () => {
    const pairs = [
      [person('Ali Demir', HOME), person('Ali Demır', HOME)],
      [person('Jürgen Groß', HOME), person('Gross, Juergen', HOME)],
      [
        person('Anna Müller', { birthDate: '1988-01-01' }),
        person('Anna Schmidt', { birthDate: '1988-01-01' }),
      ],
      [person('Anna Müller', HOME), person('Anna Schmidt', { ...HOME, street: 'Hauptstraße 7' })],
      [firm('Kessler Metallbau GmbH'), firm('Keßler Metallbau')],
    ] as const;
    for (const [one, other] of pairs) {
      const keys = [...keysOf(one), ...soundKeysOf(one)];
      expect(
        [...keysOf(other), ...soundKeysOf(other)].some((key) => keys.includes(key)),
        `${one.name}, ${other.name}`,
      ).toBe(true);
    }
  });

  it('are few, whole and of 32 bits, whatever is in the row', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const keys = keysOf(facts);
        expect(keys.length).toBeLessThanOrEqual(4);
        for (const key of keys) expect(Number.isInteger(key) && key >= 0 && key < 2 ** 32).toBe(true);
      }),
    );
  });
});
