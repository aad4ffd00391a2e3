import { describe, expect, it } from 'vitest';
import { createMemoryRows, idOf } from '#test/support/memory-rows.ts';
import type { MemoryRows } from '#test/support/memory-rows.ts';
import { runSync } from '../rows/steps.ts';
import { defineTable, optionalText, refTo, text } from '../rows/table.ts';
import { idsIn, markOf } from './erasure.ts';
import { rowsOfPerson } from './rows-of-person.ts';
import type { PersonRows } from './rows-of-person.ts';

const party = defineTable(
  'party',
  { name: text(), parent_id: refTo('party', optionalText()), merged_into: refTo('party', optionalText()) },
  { mergedInto: 'merged_into' },
);
const number = defineTable('contact', { party_id: refTo('party', text()), digits: optionalText() });
const between = defineTable('between', { from_id: refTo('party', text()), to_id: refTo('party', text()) });
const visit = defineTable('visit', {
  party_id: refTo('party', optionalText()),
  seen_by: refTo('party', optionalText()),
  number: optionalText(),
});
const bill = defineTable('bill', { visit_id: refTo('visit', text()) });
const note = defineTable('note', { tbl: text(), pk: text() });
const tables = new Map([party, number, between, visit, bill, note].map((table) => [table.name, table]));

const [ann, bob, ann2] = [idOf(1), idOf(2), idOf(3)];

function found(fill: (rows: MemoryRows) => void): PersonRows {
  const rows = createMemoryRows();
  rows.put(party, ann, { name: 'Ann', parent_id: null, merged_into: null });
  rows.put(party, bob, { name: 'Bob', parent_id: ann, merged_into: null });
  rows.put(party, ann2, { name: 'Ann too', parent_id: null, merged_into: ann });
  fill(rows);
  return runSync(rowsOfPerson(tables, ann), (op) => rows.execute(op));
}
const keysOf = ({ rows }: PersonRows): readonly string[] =>
  rows.map(({ table, row }) => `${table.name}/${Number(row.id.slice(-4))}`).toSorted();

describe('what is about a person', () => {
  it('is the party, whoever became part of it, and neither its parts nor those who are only named beside it', () => {
    const of = found((rows) => {
      rows.put(between, idOf(10), { from_id: bob, to_id: ann2 });
      rows.put(visit, idOf(11), { party_id: bob, seen_by: ann, number: null });
    });
    expect(keysOf(of)).toEqual(['between/10', 'party/1', 'party/3']);
    expect(of.pointers.map(({ row, column }) => [row.id, column])).toEqual([
      [bob, 'parent_id'],
      [idOf(11), 'seen_by'],
    ]);
  });

  it('is what depends on it, however far, and what is told of any of it', () => {
    const of = found((rows) => {
      rows.put(visit, idOf(11), { party_id: ann, seen_by: null, number: null });
      rows.put(bill, idOf(12), { visit_id: idOf(11) });
      rows.put(note, idOf(13), { tbl: 'bill', pk: idOf(12) });
      rows.put(note, idOf(14), { tbl: 'party', pk: bob });
    });
    expect(keysOf(of)).toEqual(['bill/12', 'note/13', 'party/1', 'party/3', 'visit/11']);
    // Whoever points goes first, the parties last.
    expect(of.rows.map(({ table }) => table.name)).toEqual(['note', 'bill', 'visit', 'party', 'party']);
  });

  it('is what has a number of nobody else’s, and nothing that has one of several people', () => {
    const of = found((rows) => {
      rows.put(number, idOf(20), { party_id: ann, digits: '4922190009533' });
      rows.put(number, idOf(21), { party_id: ann, digits: '4922190009534' });
      rows.put(number, idOf(22), { party_id: bob, digits: '4922190009534' });
      rows.put(visit, idOf(23), { party_id: null, seen_by: null, number: '4922190009533' });
      rows.put(visit, idOf(24), { party_id: null, seen_by: null, number: '4922190009534' });
      rows.put(visit, idOf(25), { party_id: bob, seen_by: null, number: '4922190009533' });
    });
    expect(of.numbers).toEqual(['4922190009533']);
    expect(keysOf(of)).toEqual(['contact/20', 'contact/21', 'party/1', 'party/3', 'visit/23']);
  });

  it('is nothing where there is no such party', () => {
    const rows = createMemoryRows();
    const of = runSync(rowsOfPerson(tables, ann), (op) => rows.execute(op));
    expect([of.parties, of.rows, of.pointers]).toEqual([[], [], []]);
  });
});

describe('the mark of an id', () => {
  it('is the same each time, another for another id, and not the id', () => {
    expect(markOf(ann)).toBe(markOf(ann));
    expect(new Set([ann, markOf(ann), markOf(bob)]).size).toBe(3);
  });

  it('is found for every id in a text, each once', () => {
    expect(idsIn(JSON.stringify({ a: ann, b: [bob, ann] }))).toEqual([ann, bob]);
    expect(idsIn('no id in here')).toEqual([]);
  });
});
