import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import type { MemoryRows } from '#test/support/memory-rows.ts';
import { partyCreate, partyEdit } from './commands.ts';
import { contactAdd, contactEdit, contactMark, contactMove, contactRemove } from './contact-commands.ts';
import type { ContactArgs } from './contact-commands.ts';
import { contactPointTable } from './model.ts';

const ERIKA = idOf(1);
const FRANK = idOf(2);
const number = (id: number, digits = '492214710612'): ContactArgs => ({
  id: idOf(id),
  kind: 'phone',
  label: 'privat',
  raw: `+${digits}`,
  digits,
  stem: null,
});

let rows: MemoryRows;
const contacts = (): readonly string[] =>
  rows
    .all(contactPointTable)
    .map(
      ({ party_id, digits, state }) => `${party_id === ERIKA ? 'Erika' : 'Frank'} ${String(digits)} ${state}`,
    );

beforeEach(() => {
  rows = createMemoryRows();
  for (const [id, name] of [
    [ERIKA, 'Erika'],
    [FRANK, 'Frank'],
  ] as const) {
    const blank = { customerNo: null, street: null, postalCode: null, city: null, note: '', contacts: [] };
    runInMemory(rows, partyCreate, {
      id,
      kind: 'person',
      status: 'customer',
      name,
      sortName: name,
      ...blank,
    });
  }
  runInMemory(rows, contactAdd, { partyId: ERIKA, contact: number(11) });
});

describe('a number', () => {
  it('that moves to somebody else leaves its history behind', () => {
    runInMemory(rows, contactMove, { id: idOf(11), newId: idOf(12), partyId: FRANK }, { at: 500 });
    expect(contacts()).toEqual(['Erika 492214710612 former', 'Frank 492214710612 own']);
    expect(rows.all(contactPointTable)[0]?.former_since).toBe(500);
  });

  it('moves once, however often it is said', () => {
    const move = { id: idOf(11), newId: idOf(12), partyId: FRANK };
    runInMemory(rows, contactMove, move, { at: 500 });
    runInMemory(rows, contactMove, { ...move, newId: idOf(13) }, { at: 900 });
    expect(contacts()).toHaveLength(2);
    expect(rows.all(contactPointTable)[0]?.former_since).toBe(500);
  });

  it('that comes back is theirs again, in its old row', () => {
    runInMemory(rows, contactMove, { id: idOf(11), newId: idOf(12), partyId: FRANK });
    runInMemory(rows, contactMove, { id: idOf(12), newId: idOf(13), partyId: ERIKA });
    expect(contacts()).toEqual(['Erika 492214710612 own', 'Frank 492214710612 former']);
  });

  it('is marked, edited and removed', () => {
    runInMemory(rows, contactMark, { id: idOf(11), state: 'former' }, { at: 700 });
    expect(rows.all(contactPointTable)).toMatchObject([{ state: 'former', former_since: 700 }]);
    runInMemory(rows, contactMark, { id: idOf(11), state: 'shared' });
    expect(rows.all(contactPointTable)).toMatchObject([{ state: 'shared', former_since: null }]);
    runInMemory(rows, contactEdit, { id: idOf(11), patch: { label: 'mobil' } });
    runInMemory(rows, contactEdit, {
      id: idOf(11),
      patch: { raw: '0221 4710-0', digits: '4922147100', stem: '492214710', extension: '0', fault: null },
    });
    expect(rows.all(contactPointTable)).toMatchObject([
      { label: 'mobil', raw: '0221 4710-0', stem: '492214710' },
    ]);
    runInMemory(rows, contactRemove, { id: idOf(11) });
    runInMemory(rows, contactRemove, { id: idOf(11) });
    expect(contacts()).toEqual([]);
  });

  it('that makes a firm two extensions flags the switchboard, of a person never; moved away it stays flagged', () => {
    const firm = idOf(3);
    const extension = (id: number, digits: string): ContactArgs => ({
      ...number(id, `493023125${digits}`),
      extension: digits,
    });
    const blank = { customerNo: null, street: null, postalCode: null, city: null, note: '' };
    const make = { status: 'customer', name: 'K', sortName: 'K', ...blank } as const;
    const both = [extension(21, '20'), extension(22, '31')];
    const stems = (partyId: string) =>
      rows
        .all(contactPointTable)
        .filter(({ party_id }) => party_id === partyId)
        .map(({ stem }) => stem);
    runInMemory(rows, partyCreate, { id: firm, kind: 'organisation', ...make, contacts: both });
    expect(stems(firm)).toEqual(['493023125', null]);
    const [one, two] = [idOf(4), idOf(5)];
    runInMemory(rows, partyCreate, { id: one, kind: 'organisation', ...make, contacts: [] });
    runInMemory(rows, contactAdd, { partyId: one, contact: extension(31, '20') });
    expect(stems(one)).toEqual([null]);
    runInMemory(rows, contactAdd, { partyId: one, contact: extension(32, '31') });
    expect(stems(one)).toEqual(['493023125', null]);
    runInMemory(rows, contactRemove, { id: idOf(32) });
    expect(stems(one)).toEqual(['493023125']);
    runInMemory(rows, partyCreate, { id: two, kind: 'person', ...make, contacts: [extension(41, '20')] });
    runInMemory(rows, contactAdd, { partyId: two, contact: extension(42, '31') });
    expect(stems(two)).toEqual([null, null]);
    runInMemory(rows, partyEdit, { id: two, patch: { kind: 'organisation' } });
    expect(stems(two)).toEqual(['493023125', null]);
  });

  it('of nobody, or for nobody, is refused', () => {
    const code = (name: string) => expect.objectContaining({ code: name });
    expect(() => runInMemory(rows, contactMark, { id: idOf(99), state: 'own' })).toThrow(
      code('contact.gone'),
    );
    expect(() =>
      runInMemory(rows, contactMove, { id: idOf(11), newId: idOf(12), partyId: idOf(99) }),
    ).toThrow(code('party.gone'));
    expect(contacts()).toEqual(['Erika 492214710612 own']);
  });

  it('is not edited by half: a spelling goes with what was read out of it', () => {
    const half = { raw: '0221 4711' } as unknown as { label: string };
    expect(() => runInMemory(rows, contactEdit, { id: idOf(11), patch: half })).toThrow(
      expect.objectContaining({ code: 'command.bad-arguments' }),
    );
  });
});
