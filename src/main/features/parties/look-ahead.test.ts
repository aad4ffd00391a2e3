import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partyCreate } from '#shared/features/parties/commands.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { likelyWords } from './likely-words.ts';
import { createLookAhead } from './look-ahead.ts';
import { knownWordsBegun, wordsBegun } from './vocabulary.ts';

let desk: DeskReplica;
let serial = 0;
beforeEach(() => {
  serial = 0;
  desk = openDeskReplica();
});
afterEach(() => desk.close());

function add(name: string): void {
  desk.run(partyCreate, {
    ...{ id: idOf((serial += 10)), kind: 'person', status: 'customer', name, sortName: name },
    ...{ customerNo: null, street: null, postalCode: null, city: null, note: '', contacts: [] },
  });
}
const known = (start: string): readonly string[] | undefined =>
  knownWordsBegun(desk.replica.db, start)?.words;

describe('the words of the index', () => {
  it('are kept until the index changes, and never after', () => {
    const { db } = desk.replica;
    add('Käthe Krüger');
    expect(known('kr')).toBeUndefined();
    expect(wordsBegun(db, 'kr').words).toEqual(['kruger']);
    expect(wordsBegun(db, 'kr')).toBe(wordsBegun(db, 'kr'));
    expect(known('kr')).toEqual(['kruger']);
    add('Jan Krohn');
    expect(known('kr')).toBeUndefined();
    expect(wordsBegun(db, 'kr').words).toEqual(['krohn', 'kruger']);
    expect(likelyWords(db, 'korhn')).toEqual(['krohn']);
  });
});

describe('looking ahead', () => {
  it('lists what the next letters may ask for, one beginning at a time, and not twice', () => {
    add('Jörg Schmidt');
    const turns: (() => void)[] = [];
    const lookAhead = createLookAhead(desk.replica.db, (run) => turns.push(run));
    lookAhead('sc');
    expect(turns).toHaveLength(0);
    lookAhead('sch');
    let taken = 0;
    for (let turn = turns.shift(); turn; turn = turns.shift()) {
      expect(turns).toHaveLength(0);
      turn();
      taken++;
    }
    expect(taken).toBeGreaterThan(2);
    expect(known('sc')).toEqual(['schmidt']);
    expect(known('cs')).toEqual([]);
    lookAhead('schm');
    expect(turns).toHaveLength(0);
  });

  it('goes on with the last text alone, and stops nobody when the replica is closed', () => {
    const turns: (() => void)[] = [];
    const lookAhead = createLookAhead(desk.replica.db, (run) => turns.push(run));
    lookAhead('mei');
    lookAhead('kru');
    expect(turns).toHaveLength(1);
    while (turns.length > 0) turns.shift()?.();
    expect([known('me'), known('kr')]).toEqual([undefined, []]);
    const closed = openDeskReplica();
    const late: (() => void)[] = [];
    createLookAhead(closed.replica.db, (run) => late.push(run))('bra');
    closed.close();
    expect(() => late.shift()?.()).not.toThrow();
    expect(late).toHaveLength(0);
  });
});
