import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { colleagues } from './colleagues.ts';

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  desk.addStaff(AGENT.userId, 'Nadine Kröger', '201');
  desk.addStaff(idOf(22), 'Mehmet Yıldız', '202');
  desk.addStaff(idOf(23), 'Birgit Hoffmann', '203');
});
afterEach(() => desk.close());

it.each([
  ['', ['Birgit Hoffmann', 'Mehmet Yıldız']],
  ['yildiz', ['Mehmet Yıldız']],
  ['YILDIZ', ['Mehmet Yıldız']],
  ['203', ['Birgit Hoffmann']],
  ['03', []],
  ['%', []],
  // Nobody transfers to oneself.
  ['kroeger', []],
  ['Kröger', []],
])('%j finds %j', (text, names) => {
  expect(colleagues(desk.host, { text, limit: 9 }).map(({ name }) => name)).toEqual(names);
});

it('gives no more than asked for', () => {
  expect(colleagues(desk.host, { text: '', limit: 1 })).toHaveLength(1);
});
