import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  affiliationAdd,
  affiliationEdit,
  affiliationEnd,
  relationshipAdd,
} from '#shared/features/relations/commands.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { firmPeople } from './firm-people.ts';
import { peopleWithin } from './people-within.ts';
import { placesOf } from './places-of.ts';
import { relationsOf } from './queries.ts';

const KESSLER = idOf(1);
const PURCHASING = idOf(2);
const UTE = idOf(3);
const JAN = idOf(4);
const place = { job: '', departmentId: null, reportsTo: null, since: null, until: null };

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  for (const [id, name] of [
    [KESSLER, 'Kessler Metallbau'],
    [PURCHASING, 'Einkauf'],
    [UTE, 'Ute Sander'],
    [JAN, 'Jan Öztürk'],
  ] as const)
    desk.addParty(id, name);
});
afterEach(() => desk.close());

const join = (id: number, personId: string, more: Partial<typeof place> | object = {}): void =>
  desk.run(affiliationAdd, { id: idOf(id), personId, organisationId: KESSLER, ...place, ...more });

/** The firm, its branch and the branch's department. */
function buildFirm(): string {
  const branch = idOf(5);
  desk.addParty(branch, 'Kessler Metallbau, Kreuzberg');
  for (const id of [KESSLER, branch, PURCHASING])
    desk.host.runNamed('party.edit', { id, patch: { kind: 'organisation' } });
  for (const [id, parentId] of [
    [branch, KESSLER],
    [PURCHASING, branch],
  ] as const)
    desk.host.runNamed('party.edit', { id, patch: { parent_id: parentId } });
  return branch;
}

describe('the people of a firm in the pop', () => {
  const names = () =>
    firmPeople(desk.replica.db, [{ type: 'party', id: KESSLER }]).map(
      ({ name, place: where }) => `${where}: ${name}`,
    );

  it('stand by branch and department, each once; who has left is not offered', () => {
    const branch = buildFirm();
    desk.host.runNamed('party.edit', { id: PURCHASING, patch: { name: 'Einkauf' } });
    join(11, UTE, { job: 'Leitung Einkauf', departmentId: PURCHASING });
    join(12, UTE);
    join(13, JAN, { departmentId: branch });
    expect(names()).toEqual([': Ute Sander', 'Kreuzberg: Jan Öztürk']);
    desk.run(affiliationEnd, { id: idOf(12), until: '2020-01-31' });
    expect(names()).toEqual(['Kreuzberg: Jan Öztürk', 'Kreuzberg › Einkauf: Ute Sander']);
    expect(firmPeople(desk.replica.db, [{ type: 'party', id: branch }])).toHaveLength(2);
    desk.run(affiliationEnd, { id: idOf(13), until: '2020-01-31' });
    expect(names()).toEqual(['Kreuzberg › Einkauf: Ute Sander']);
    expect(firmPeople(desk.replica.db, [{ type: 'staff', id: KESSLER }])).toEqual([]);
  });
});

describe('the people of an organisation', () => {
  it('stand by department, superiors first, with what they do and whom they report to', () => {
    join(11, UTE, { job: 'Leitung Einkauf', departmentId: PURCHASING });
    join(12, JAN, { departmentId: PURCHASING, reportsTo: idOf(11) });
    const { people } = relationsOf(desk.host, { partyId: KESSLER });
    expect(
      people.map(({ person, job, department, reportsTo }) => [
        person.name,
        job,
        department?.name,
        reportsTo?.name,
      ]),
    ).toEqual([
      ['Ute Sander', 'Leitung Einkauf', 'Einkauf', undefined],
      ['Jan Öztürk', '', 'Einkauf', 'Ute Sander'],
    ]);
    expect(relationsOf(desk.host, { partyId: UTE }).places).toMatchObject([
      { organisation: { name: 'Kessler Metallbau' }, job: 'Leitung Einkauf' },
    ]);
  });

  it('who have left stay, below the others', () => {
    join(11, UTE);
    join(12, JAN);
    desk.run(affiliationEnd, { id: idOf(12), until: '2026-01-31' });
    join(13, UTE, { job: 'Beirat' });
    const { people } = relationsOf(desk.host, { partyId: KESSLER });
    expect(people.map(({ person, until }) => [person.name, until])).toEqual([
      ['Ute Sander', null],
      ['Ute Sander', null],
      ['Jan Öztürk', '2026-01-31'],
    ]);
  });

  it('are of the house until their last day', () => {
    join(11, UTE, { until: '2999-12-31' });
    join(12, JAN, { until: '2020-01-31' });
    expect(peopleWithin(desk.replica.db, [KESSLER])).toEqual([UTE]);
  });

  it('never report to themselves, nor to somebody of another house', () => {
    join(11, UTE);
    join(12, JAN, { reportsTo: idOf(11) });
    const report = (id: number, to: number) => () =>
      desk.run(affiliationEdit, { id: idOf(id), ...place, reportsTo: idOf(to) });
    const code = (name: string) => expect.objectContaining({ code: name });
    expect(report(11, 12)).toThrow(code('affiliation.circle'));
    expect(report(11, 11)).toThrow(code('affiliation.circle'));
    desk.run(affiliationAdd, { id: idOf(13), personId: UTE, organisationId: PURCHASING, ...place });
    expect(report(12, 13)).toThrow(code('affiliation.elsewhere'));
    expect(report(12, 99)).toThrow(code('affiliation.gone'));
  });
});

describe('where somebody may be put', () => {
  it('are the units below, by the way down, and the colleagues by their affiliation', () => {
    const branch = buildFirm();
    join(11, UTE);
    join(12, JAN);
    const people = (): readonly string[] =>
      placesOf(desk.replica.db, { organisationId: KESSLER }).people.map(({ id }) => id);
    expect(placesOf(desk.replica.db, { organisationId: KESSLER }).units).toEqual([
      { id: branch, name: 'Kreuzberg' },
      { id: PURCHASING, name: 'Kreuzberg › Einkauf' },
    ]);
    expect(people().toSorted()).toEqual([idOf(11), idOf(12)]);
    desk.run(affiliationEnd, { id: idOf(11), until: '2026-01-31' });
    expect(people()).toEqual([idOf(12)]);
    desk.run(affiliationEdit, { id: idOf(12), ...place, reportsTo: idOf(11) });
    expect(people().toSorted()).toEqual([idOf(11), idOf(12)]);
  });

  it('is what somebody has as department already, wherever it stands', () => {
    join(11, UTE, { departmentId: PURCHASING });
    expect(placesOf(desk.replica.db, { organisationId: KESSLER }).units).toEqual([
      { id: PURCHASING, name: 'Einkauf' },
    ]);
  });
});

describe('what two parties are to each other', () => {
  it('is seen from both sides', () => {
    desk.run(relationshipAdd, {
      ...{ id: idOf(21), fromId: JAN, toId: UTE, kind: 'payer', note: 'Sohn', since: null, until: null },
    });
    expect(relationsOf(desk.host, { partyId: JAN }).relationships).toMatchObject([
      { other: { name: 'Ute Sander' }, kind: 'payer', side: 'from', note: 'Sohn' },
    ]);
    expect(relationsOf(desk.host, { partyId: UTE }).relationships).toMatchObject([
      { other: { name: 'Jan Öztürk' }, side: 'to' },
    ]);
  });

  it('leaves out whoever is not on this replica', () => {
    desk.run(relationshipAdd, {
      ...{ id: idOf(21), fromId: idOf(77), toId: UTE, kind: 'payer', note: '', since: null, until: null },
    });
    expect(relationsOf(desk.host, { partyId: UTE })).toEqual({ people: [], places: [], relationships: [] });
  });

  it('is nothing to itself', () => {
    const self = {
      id: idOf(21),
      fromId: UTE,
      toId: UTE,
      kind: 'other',
      note: '',
      since: null,
      until: null,
    } as const;
    expect(() => desk.run(relationshipAdd, self)).toThrow(
      expect.objectContaining({ code: 'relationship.self' }),
    );
  });
});
