import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contactAdd, contactMark } from '#shared/features/parties/contact-commands.ts';
import { partyCreate, partyRename } from '#shared/features/parties/commands.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { describeParties, partyHead } from './queries.ts';
import { numberStarts, searchParties } from './search.ts';

const profile = { inbound: 'auto', outsideLine: '', country: '49', area: '221', internalLength: 3 } as const;
let desk: DeskReplica;
let serial = 0;
beforeEach(() => {
  serial = 0;
  desk = openDeskReplica();
});
afterEach(() => desk.close());

function add(
  name: string,
  more: { city?: string; customerNo?: string; digits?: string; stem?: string; mail?: string } = {},
): string {
  const id = idOf((serial += 10));
  const contact = (
    offset: number,
    kind: 'phone' | 'mail',
    raw: string,
    digits: string | null,
    stem: string | null,
  ) => ({ id: idOf(serial + offset), kind, label: 'privat', raw, digits, stem });
  desk.run(partyCreate, {
    id,
    kind: 'person',
    status: 'customer',
    name,
    sortName: name,
    customerNo: more.customerNo ?? null,
    street: null,
    postalCode: null,
    city: more.city ?? null,
    note: '',
    contacts: [
      ...(more.mail ? [contact(1, 'mail', more.mail, null, null)] : []),
      ...(more.digits ? [contact(2, 'phone', `+${more.digits}`, more.digits, more.stem ?? null)] : []),
    ],
  });
  return id;
}
const search = (text: string, limit = 10): readonly string[] =>
  searchParties(desk.replica.db, { text, limit, profile }).map((hit) => hit.name);

it('matches nobody by a number that is no longer theirs, and again when it is', () => {
  const id = add('Erika Brandt', { digits: '492214710612', stem: '492214710' });
  const [contact] = partyHead(desk.replica.db, { id })?.contacts ?? [];
  const kinds = (): readonly unknown[] =>
    desk.replica.db.prepare('SELECT digits, kind FROM phone ORDER BY kind').raw().all();
  const mark = (state: 'own' | 'former') => desk.run(contactMark, { id: contact?.id ?? '', state });
  mark('former');
  expect(kinds()).toEqual([['492214710612', 3]]);
  mark('own');
  expect(kinds()).toEqual([
    ['492214710612', 0],
    ['492214710', 1],
  ]);
});

describe('the search', () => {
  it('finds by the beginnings of all words, in any order, whatever the accents', () => {
    add('Erika Brandt', { city: 'Lindental', customerNo: 'K-10482' });
    add('Frank Brandt', { city: 'Weidenau' });
    add('Jürgen Groß', { city: 'Köln' });
    add('Ali Demır');
    for (const [text, names] of [
      ['bran eri', ['Erika Brandt']],
      ['BRANDT', ['Erika Brandt', 'Frank Brandt']],
      ['brandt weid', ['Frank Brandt']],
      ['k-10482', ['Erika Brandt']],
      ['jurgen', ['Jürgen Groß']],
      ['ju\u0308rgen', ['Jürgen Groß']],
      ['gross', ['Jürgen Groß']],
      ['Groß', ['Jürgen Groß']],
      ['koln', ['Jürgen Groß']],
      ['demir', ['Ali Demır']],
      ['Demır', ['Ali Demır']],
      ['eri xyz', []],
    ] as const)
      expect(search(text).toSorted(), text).toEqual(names);
  });

  it('takes a single letter for the beginning of a word among others, however many have these', () => {
    for (let count = 0; count < 120; count++) add(`Berta Moll ${count}`, { city: 'Ulm' });
    add('Xaver Moll', { city: 'Ulm' });
    add('Moll X', { city: 'Zell' });
    add('9 Moll');
    expect(search('moll x').toSorted()).toEqual(['Moll X', 'Xaver Moll']);
    expect(search('x mol')).toEqual(['Moll X', 'Xaver Moll']);
    expect(search('moll 9')).toEqual(['9 Moll', ...search('moll 9', 200).slice(1, 10)]);
    expect(search('xaver m')).toEqual(['Xaver Moll']);
    expect(search('xaver m u')).toEqual(['Xaver Moll']);
    expect(search('moll x z')).toEqual(['Moll X']);
    expect(search('moll q')).toEqual([]);
  });

  it('takes what has an at sign for a mail address, where one begins so', () => {
    add('Stefan Vogel', { mail: 'moll@huber.example' });
    add('Moll Huber');
    expect(search('moll@hub')).toEqual(['Stefan Vogel']);
    expect(search('moll@h')).toEqual(['Stefan Vogel']);
    expect(search('huber@moll')).toEqual(['Moll Huber']);
  });

  it('forgives typing errors where nothing is spelt so, and says that it guesses', () => {
    add('Jörg Schmidtbauer', { city: 'Lindental' });
    add('Käthe Krüger');
    add('Stefan Vogel', { mail: 'vogel@huber.example' });
    for (const [text, name] of [
      ['schmitdbauer', 'Jörg Schmidtbauer'],
      ['shcmidt', 'Jörg Schmidtbauer'],
      ['jorg schmidbaur', 'Jörg Schmidtbauer'],
      ['katte kruger', 'Käthe Krüger'],
      ['fogel', 'Stefan Vogel'],
      ['stephan vogel', 'Stefan Vogel'],
      ['lindentl', 'Jörg Schmidtbauer'],
    ] as const) {
      const hits = searchParties(desk.replica.db, { text, limit: 5, profile });
      expect(
        hits.map((hit) => [hit.name, hit.isGuess]),
        text,
      ).toEqual([[name, true]]);
    }
    expect(search('meier')).toEqual([]);
    expect(searchParties(desk.replica.db, { text: 'vogel', limit: 5, profile })[0]?.isGuess).toBeUndefined();
  });

  it('finds mail addresses and postal codes, and names in the order of their beginning', () => {
    add('Stefan Vogel', { mail: 'S.Vogel@huber.example' });
    add('Vogelsang', { city: 'Lindental' });
    expect(search('s.vogel@')).toEqual(['Stefan Vogel']);
    expect(search('s.vog')).toEqual(['Stefan Vogel']);
    expect(search('vogel')).toEqual(['Vogelsang', 'Stefan Vogel']);
    expect(search('l')).toEqual([]);
  });

  it('finds numbers in any spelling while they are being typed', () => {
    add('Erika Brandt', { digits: '492214710612' });
    add('Kessler Metallbau GmbH', { digits: '49302312520', stem: '4930231252' });
    for (const text of [
      '0221 4710',
      '0221/4710-612',
      '+49 (0)221 4710 612',
      '0049221471',
      '4710612',
      '4710 6',
      '+492214710612',
    ])
      expect(search(text), text).toEqual(['Erika Brandt']);
    expect(search('030 231252')).toEqual(['Kessler Metallbau GmbH']);
    expect(search('0221 4711')).toEqual([]);
    expect(search('471')).toEqual([]);
  });

  it('shows each party once, numbers before words, and no more than asked for', () => {
    add('Haus 4711');
    add('Hof 4711', { digits: '492214711222', stem: '492214711' });
    add('Nummer', { digits: '492214711333' });
    expect(search('4711')).toEqual(['Hof 4711', 'Nummer', 'Haus 4711']);
    expect(search('4711', 2)).toEqual(['Hof 4711', 'Nummer']);
  });

  it('shows the first ones by name for an empty text', () => {
    for (const name of ['b', 'C', 'A']) add(name);
    expect(search('  ')).toEqual(['A', 'b', 'C']);
    expect(search('', 2)).toEqual(['A', 'b']);
  });

  it.each([
    '"',
    'a" OR "b',
    'NEAR(a b)',
    'name : x',
    '*',
    'a*',
    '-a',
    '^a',
    'AND',
    'x AND NOT y',
    '{a b}:c',
    '(',
    "'",
    '%',
    '\0',
    'a\0b',
    '\u{10ffff}',
  ])('takes %j for text, not for a query', (text) => {
    add('Erika Brandt');
    expect(search(text)).toEqual([]);
  });

  it('never throws, whatever is typed', () => {
    add('Erika Brandt', { digits: '492214710612' });
    const operators = fc.constantFrom(
      '"',
      '*',
      'AND',
      'OR',
      'NOT',
      'NEAR',
      '(',
      ')',
      ':',
      '^',
      '-',
      '+',
      '{',
      '}',
      ' ',
      '0',
      'ß',
      '\u0308',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.array(operators).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (typed) => {
        expect(search(typed.slice(0, 200)).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  it('follows a new name and a new number', () => {
    const id = add('Erika Brandt');
    desk.run(partyRename, { id, name: 'Erika Voß', sortName: 'Voß, Erika' });
    desk.run(contactAdd, {
      partyId: id,
      contact: {
        id: idOf(999),
        kind: 'phone',
        label: '',
        raw: '0221 4710777',
        digits: '492214710777',
        stem: null,
      },
    });
    expect([search('brandt'), search('voss'), search('0221 4710777')]).toEqual([
      [],
      ['Erika Voß'],
      ['Erika Voß'],
    ]);
  });
});

describe('the beginnings of a number', () => {
  it.each<[string, readonly string[]]>([
    ['0221 4710', ['492214710']],
    ['+49 (0)221', ['49221']],
    ['0043 1 588', ['431588']],
    ['4710612', ['4710612', '494710612', '492214710612']],
    ['612', []],
    ['4711a', []],
    ['', []],
  ])('of %j', (text, starts) => expect(numberStarts(text, profile)).toEqual(starts));

  it('know no area where there is none', () => {
    expect(numberStarts('4710612', { ...profile, area: '' })).toEqual(['4710612', '494710612']);
  });
});

describe('a party’s head', () => {
  it('has its contacts, telephones first', () => {
    const id = add('Erika Brandt', {
      mail: 'e@brandt.example',
      digits: '492214710612',
      city: 'Lindental',
      customerNo: 'K-1',
    });
    expect(partyHead(desk.replica.db, { id })).toEqual({
      id,
      kind: 'person',
      status: 'customer',
      name: 'Erika Brandt',
      customerNo: 'K-1',
      street: null,
      postalCode: null,
      city: 'Lindental',
      note: '',
      ownerId: null,
      ownerName: null,
      contacts: [
        {
          id: idOf(12),
          kind: 'phone',
          label: 'privat',
          raw: '+492214710612',
          digits: '492214710612',
          stem: null,
          state: 'own',
          formerSince: null,
        },
        {
          id: idOf(11),
          kind: 'mail',
          label: 'privat',
          raw: 'e@brandt.example',
          digits: null,
          stem: null,
          state: 'own',
          formerSince: null,
        },
      ],
    });
    expect(partyHead(desk.replica.db, { id: idOf(1) })).toBeNull();
  });

  it('is a card with what tells namesakes apart', () => {
    const id = add('Erika Brandt', { city: 'Lindental', customerNo: 'K-1' });
    expect(describeParties(desk.replica.db, [id, idOf(1)])).toEqual([
      { ref: { type: 'party', id }, name: 'Erika Brandt', detail: 'Lindental · K-1' },
    ]);
  });
});
