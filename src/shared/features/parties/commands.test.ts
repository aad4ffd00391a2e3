import { describe, expect, it } from 'vitest';
import { createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { contactAdd } from './contact-commands.ts';
import { partyCreate, partyEdit, partyRename } from './commands.ts';
import type { ContactArgs } from './contact-commands.ts';
import { contactPointTable, partyTable } from './model.ts';

const contact = (id: number, more: Partial<ContactArgs> = {}): ContactArgs => ({
  id: idOf(id),
  kind: 'phone',
  label: 'privat',
  raw: '0221 4710-612',
  digits: '492214710612',
  stem: null,
  ...more,
});
const erika = {
  id: idOf(1),
  kind: 'person' as const,
  status: 'customer' as const,
  name: 'Erika Brandt',
  sortName: 'Brandt, Erika',
  customerNo: null,
  street: null,
  postalCode: '50999',
  city: 'Lindental',
  note: '',
  contacts: [contact(11), contact(12, { kind: 'mail', raw: 'e@brandt.example', digits: null })],
};

describe('party.create', () => {
  it('makes the party and each of its contact points', () => {
    const rows = createMemoryRows();
    runInMemory(rows, partyCreate, erika);
    expect(rows.all(partyTable)).toMatchObject([
      {
        id: idOf(1),
        name: 'Erika Brandt',
        sort_name: 'Brandt, Erika',
        customer_no: null,
        postal_code: '50999',
      },
    ]);
    expect(rows.all(contactPointTable)).toMatchObject([
      { id: idOf(11), party_id: idOf(1), digits: '492214710612' },
      { id: idOf(12), party_id: idOf(1), kind: 'mail', digits: null },
    ]);
  });

  it.each([
    ['name', { name: '  ' }],
    ['sortName', { sortName: '' }],
    ['contacts.0.digits', { contacts: [contact(11, { digits: '+4922' })] }],
    ['contacts.0.digits', { contacts: [contact(11, { digits: '1234567890123456' })] }],
    ['contacts.0.stem', { contacts: [contact(11, { stem: '12' })] }],
    ['contacts.0.raw', { contacts: [contact(11, { raw: ' ' })] }],
    ['id', { id: 'me' }],
  ])('refuses a bad %s', (where, more) => {
    const rows = createMemoryRows();
    expect(() => runInMemory(rows, partyCreate, { ...erika, ...more })).toThrow(where);
    expect(rows.all(partyTable)).toEqual([]);
  });
});

describe('what is done to a party', () => {
  it('adds a number, and gives a new name', () => {
    const rows = createMemoryRows();
    runInMemory(rows, partyCreate, { ...erika, contacts: [] });
    runInMemory(rows, contactAdd, { partyId: idOf(1), contact: contact(13) });
    runInMemory(rows, partyRename, { id: idOf(1), name: 'Erika Vogt', sortName: 'Vogt, Erika' });
    expect(rows.all(contactPointTable)).toMatchObject([{ id: idOf(13), party_id: idOf(1) }]);
    expect(rows.all(partyTable)).toMatchObject([
      { name: 'Erika Vogt', sort_name: 'Vogt, Erika', city: 'Lindental' },
    ]);
  });

  it('is refused when the party is gone', () => {
    const rows = createMemoryRows();
    const gone = expect.objectContaining({ code: 'party.gone' });
    expect(() => runInMemory(rows, contactAdd, { partyId: idOf(1), contact: contact(13) })).toThrow(gone);
    expect(() => runInMemory(rows, partyRename, { id: idOf(1), name: 'x', sortName: 'x' })).toThrow(gone);
    expect(rows.all(contactPointTable)).toEqual([]);
  });
});

describe('party.edit', () => {
  const firm = (id: number, parentId: string | null = null) => ({
    ...erika,
    id: idOf(id),
    kind: 'organisation' as const,
    unit: 'company' as const,
    parentId,
    contacts: [],
  });

  it('changes what is named and nothing else', () => {
    const rows = createMemoryRows();
    runInMemory(rows, partyCreate, { ...erika, birthDate: '1956-03-31' });
    runInMemory(rows, partyEdit, { id: idOf(1), patch: { city: 'Weidenau', checked_on: 77 } });
    expect(rows.all(partyTable)).toMatchObject([
      { name: 'Erika Brandt', city: 'Weidenau', checked_on: 77, birth_date: '1956-03-31' },
    ]);
  });

  it('puts an organisation below another, and never in a circle', () => {
    const rows = createMemoryRows();
    runInMemory(rows, partyCreate, firm(1));
    runInMemory(rows, partyCreate, firm(2, idOf(1)));
    runInMemory(rows, partyCreate, firm(3, idOf(2)));
    const under = (id: number, parent: number) => () =>
      runInMemory(rows, partyEdit, { id: idOf(id), patch: { parent_id: idOf(parent) } });
    const circle = expect.objectContaining({ code: 'party.circle' });
    expect(under(1, 3)).toThrow(circle);
    expect(under(1, 1)).toThrow(circle);
    expect(under(3, 1)).not.toThrow();
    runInMemory(rows, partyCreate, { ...erika, id: idOf(4), contacts: [] });
    expect(under(3, 4)).toThrow(expect.objectContaining({ code: 'party.not-an-organisation' }));
  });

  it.each([[{}], [{ ver: 3 }], [{ birth_date: '31.03.1956' }], [{ merged_into: idOf(2) }]])(
    'refuses %j',
    (patch) => {
      const rows = createMemoryRows();
      runInMemory(rows, partyCreate, erika);
      expect(() => runInMemory(rows, partyEdit, { id: idOf(1), patch })).toThrow(
        expect.objectContaining({ code: 'command.bad-arguments' }),
      );
    },
  );
});
