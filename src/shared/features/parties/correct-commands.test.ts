import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import type { MemoryRows } from '#test/support/memory-rows.ts';
import { partyCreate } from './commands.ts';
import { contactCorrect, contactUncorrect } from './correct-commands.ts';
import { contactPointTable } from './model.ts';

const [ERIKA, FRANK] = [idOf(1), idOf(2)];
const NUMBER = '492214710612';

let rows: MemoryRows;
const states = (): readonly string[] =>
  rows
    .all(contactPointTable)
    .map(({ party_id, state }) => `${party_id === ERIKA ? 'Erika' : 'Frank'} ${state}`);
const correct = (how: 'move' | 'share', newId = idOf(12)): void =>
  runInMemory(rows, contactCorrect, { how, id: idOf(11), newId, partyId: FRANK }, { at: 500 });
const was = { id: idOf(11), state: 'own', formerSince: null } as const;

beforeEach(() => {
  rows = createMemoryRows();
  const blank = { customerNo: null, street: null, postalCode: null, city: null, note: '' };
  const phone = { kind: 'phone', label: '', raw: `+${NUMBER}`, digits: NUMBER, stem: null } as const;
  for (const [id, contacts] of [
    [ERIKA, [{ id: idOf(11), ...phone }]],
    [FRANK, []],
  ] as const)
    runInMemory(rows, partyCreate, {
      ...{ id, kind: 'person', status: 'customer', name: 'N', sortName: 'N', contacts: [...contacts] },
      ...blank,
    });
});

describe('a wrong attribution put right', () => {
  it.each([
    ['move', ['Erika former', 'Frank own']],
    ['share', ['Erika shared', 'Frank shared']],
  ] as const)('%s, once however often it is said, and taken back', (how, expected) => {
    for (const again of [12, 13]) correct(how, idOf(again));
    expect(states()).toEqual(expected);
    for (let i = 0; i < 2; i++) runInMemory(rows, contactUncorrect, { was, theirs: null, newId: idOf(12) });
    expect(states()).toEqual(['Erika own']);
  });

  it('uses the row the other one had already, and gives it back as it was', () => {
    correct('move');
    runInMemory(rows, contactUncorrect, {
      was,
      theirs: { ...was, id: idOf(12), state: 'former' },
      newId: idOf(99),
    });
    expect(states()).toEqual(['Erika own', 'Frank former']);
    correct('share', idOf(13));
    expect(states()).toEqual(['Erika shared', 'Frank shared']);
    runInMemory(rows, contactUncorrect, {
      was,
      theirs: { id: idOf(12), state: 'former', formerSince: 300 },
      newId: idOf(13),
    });
    expect(rows.all(contactPointTable)).toMatchObject([
      { state: 'own', former_since: null },
      { state: 'former', former_since: 300 },
    ]);
  });

  it('says of a number that it is nobody’s any more', () => {
    for (const at of [500, 900]) runInMemory(rows, contactCorrect, { how: 'former', id: idOf(11) }, { at });
    expect(rows.all(contactPointTable)).toMatchObject([{ state: 'former', former_since: 500 }]);
  });

  it('changes nothing between a party and itself, and refuses what is gone', () => {
    runInMemory(rows, contactCorrect, { how: 'share', id: idOf(11), newId: idOf(12), partyId: ERIKA });
    expect(states()).toEqual(['Erika own']);
    expect(() => runInMemory(rows, contactCorrect, { how: 'former', id: idOf(99) })).toThrow(
      expect.objectContaining({ code: 'contact.gone' }),
    );
  });
});
