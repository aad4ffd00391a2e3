import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { partyDetails } from './details.ts';

const [GROUP, BRANCH, PURCHASING, ERIKA] = [idOf(1), idOf(2), idOf(3), idOf(4)];

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  for (const [id, name] of [
    [GROUP, 'Kessler Gruppe'],
    [BRANCH, 'Kessler Köln'],
    [PURCHASING, 'Einkauf'],
  ] as const) {
    desk.addParty(id, name);
    edit(id, { kind: 'organisation' });
  }
  desk.addParty(ERIKA, 'Erika Brandt');
});
afterEach(() => desk.close());

const edit = (id: string, patch: object): unknown => desk.host.runNamed('party.edit', { id, patch });
const detailsOf = (id: string) => partyDetails(desk.replica.db, { id });

it('an organisation stands in its house: what is above from the top, what is right below by name', () => {
  edit(PURCHASING, { parent_id: BRANCH, unit: 'department' });
  edit(BRANCH, { parent_id: GROUP, unit: 'branch' });
  expect(detailsOf(PURCHASING)).toMatchObject({
    unit: 'department',
    above: [
      { id: GROUP, name: 'Kessler Gruppe', unit: null },
      { id: BRANCH, name: 'Kessler Köln', unit: 'branch' },
    ],
    below: [],
  });
  expect(detailsOf(GROUP)).toMatchObject({ above: [], below: [{ id: BRANCH, unit: 'branch' }] });
  expect(() => edit(GROUP, { parent_id: PURCHASING })).toThrow(
    expect.objectContaining({ code: 'party.circle' }),
  );
  edit(BRANCH, { parent_id: null });
  expect(detailsOf(PURCHASING)?.above).toMatchObject([{ id: BRANCH }]);
  expect(detailsOf(GROUP)?.below).toEqual([]);
});

it('a person has a birth date, a customer number, and the day the data was checked', () => {
  expect(detailsOf(ERIKA)).toEqual({
    ...{ kind: 'person', customerNo: null, birthDate: null, checkedOn: null, unit: null },
    ...{ above: [], below: [] },
  });
  edit(ERIKA, { customer_no: 'K-7', birth_date: '1941-05-17', checked_on: 1_800_000_000_000 });
  expect(detailsOf(ERIKA)).toMatchObject({
    ...{ customerNo: 'K-7', birthDate: '1941-05-17', checkedOn: 1_800_000_000_000 },
  });
  expect(detailsOf(idOf(99))).toBeNull();
});
