import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONCEALED } from '#main/host/describe.ts';
import { interactionDescribe, interactionLogCall } from '#shared/features/interactions/commands.ts';
import { contactAdd } from '#shared/features/parties/contact-commands.ts';
import type { PersonRightsView } from '#shared/features/person-rights/contract.ts';
import { partyErase } from '#shared/features/person-rights/erase.ts';
import { partyRestrict, partyUnrestrict } from '#shared/features/person-rights/restrict.ts';
import { taskCreate } from '#shared/features/tasks/commands.ts';
import { ticketCreate } from '#shared/features/tickets/commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { makeToken, programOf } from '#test/integration/centre/open-api-rig.ts';
import { startRig } from '#test/integration/centre/rig.ts';
import type { Rig } from '#test/integration/centre/rig.ts';
import { newId, person } from '#test/integration/centre/test-desk.ts';
import type { TestDesk } from '#test/integration/centre/test-desk.ts';
import { takeSeat } from './seat.ts';
import type { Seat } from './seat.ts';

/* What is only kept reaches nobody but who answers for the data: not their desks, not a client that lies, no program. */

const NAME = 'Ottilie Quappendorf';
const TOLD = 'fragt nach dem Pflegegrad';
const DIGITS = '4922190009533';
const party = newId();
const double = newId();
const call = newId();
const restriction = newId();

let rig: Rig;
let nadine: Seat;
let birgit: Seat;
/** A client of Nadine's that does as it likes. */
let hostile: TestDesk;

const names = ({ desk }: Seat): readonly unknown[] =>
  desk.replica.db.prepare('SELECT name FROM party ORDER BY name').pluck().all();
/** Every row of every table of the replica that is not empty, as text. */
function dump({ desk: { replica } }: Seat): string {
  const tables = replica.db
    .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    .pluck()
    .all()
    .filter((name) => !/^(sqlite_|outbox$|acknowledged_command$)/.test(name));
  return tables.map((name) => JSON.stringify(replica.db.prepare(`SELECT * FROM ${name}`).all())).join('\n');
}

beforeAll(async () => {
  rig = await startRig();
  nadine = await takeSeat(rig.url, rig.nadine, 'person-rights', 'parties');
  birgit = await takeSeat(rig.url, rig.birgit, 'person-rights', 'parties', 'interactions');
  hostile = await rig.desk(rig.nadine);
  const { desk, actor } = nadine;
  desk.addParty(party, NAME, DIGITS);
  // Another of that name: what would be compared with it.
  desk.addParty(double, 'Frank Brandt');
  desk.run(interactionLogCall, {
    ...{ id: call, direction: 'in', partyId: party, occurredAt: 1_000, answeredAt: 2_000, endedAt: 60_000 },
    ...{ endReason: 'completed', number: DIGITS, queue: '800', callKey: `key-${call}` },
  });
  desk.run(interactionDescribe, { id: call, outcome: 'resolved', body: `Frau Quappendorf ${TOLD}` });
  desk.run(ticketCreate, {
    ...{ id: newId(), number: formatTicketNumber(2026, 100), title: 'Quappendorf: Rechnung' },
    ...{ partyId: party, kind: 'support', ownerId: actor.userId, dueAt: null, from: null },
  });
  desk.run(taskCreate, {
    ...{ id: newId(), kind: 'callback', title: 'Quappendorf anrufen', partyId: party },
    ...{ assigneeId: actor.userId, dueAt: 9_000, dueHasTime: true, promised: true, from: null },
  });
  await nadine.sync();
  await birgit.sync();
  await hostile.pull();
  expect(hostile.rows.get(`party/${party}`)).toMatchObject({ name: NAME });
  const args = { id: restriction, partyId: party, reason: 'kept-by-law', until: '2031-12-31' } as const;
  birgit.desk.run(partyRestrict, args, birgit.actor);
  for (const seat of [birgit, nadine]) await seat.sync();
});
afterAll(async () => {
  for (const seat of [nadine, birgit]) await seat?.close();
  await rig?.stop();
});

describe('somebody whose data is only kept', () => {
  it('is on no agent’s desk, with nothing but the restriction and the number it calls from', () => {
    expect(names(nadine)).toEqual(['Frank Brandt']);
    expect(dump(nadine)).not.toMatch(/quappendorf|Pflegegrad/i);
    expect(nadine.ask('parties.head', { id: party })).toBeNull();
    expect(nadine.ask('parties.search', { text: 'Quappendorf', limit: 5 })).toEqual([]);
    expect(nadine.ask('parties.search', { text: DIGITS, limit: 5 })).toEqual([]);
    const view = nadine.ask('person-rights.of', { partyId: party }) as PersonRightsView;
    expect(view).toMatchObject({ mayKeep: false, restriction: { reason: 'kept-by-law' } });
  });

  it('calls, and the agent is told that there is somebody, and no name', () => {
    expect(nadine.desk.describe('party', [party]).get(party)).toEqual({
      ...{ ref: { type: 'party', id: party }, name: CONCEALED, detail: '' },
    });
    const phone = nadine.desk.replica.db.prepare('SELECT ref_id FROM phone WHERE digits = ?').pluck();
    expect(phone.all(DIGITS)).toEqual([party]);
  });

  it('is there for who answers for the data, by name', () => {
    expect(names(birgit)).toEqual(['Frank Brandt', NAME]);
    expect(dump(birgit)).toContain(TOLD);
    expect(birgit.desk.describe('party', [party]).get(party)?.name).toBe(NAME);
    expect(birgit.ask('parties.search', { text: 'Quappendorf', limit: 5 })).toMatchObject([{ id: party }]);
  });

  it('is not to be had by a client that lies about where it stands, or asks for history', async () => {
    expect(JSON.stringify(await hostile.pull())).not.toMatch(/quappendorf|Pflegegrad/i);
    expect(hostile.rows.has(`party/${party}`)).toBe(false);
    const fed = { scopes: [`${hostile.session.scopeId}/kept`, hostile.session.scopeId], ver: 0 };
    for (const more of [{ cursor: 0 }, { cursor: 0, fed }, { cursor: 1, fed }])
      expect(JSON.stringify(await hostile.ask(more))).not.toMatch(/quappendorf|Pflegegrad/i);
    for (const [tbl, pk] of [
      ['party', party],
      ['interaction', call],
    ] as const) {
      const { status, body } = await hostile.post('/api/sync-inbox/history', { tbl, pk });
      expect([status, JSON.stringify(body)]).not.toEqual([200, expect.stringMatching(/quappendorf/i)]);
    }
  });

  it('is not to be changed or pulled out by one either', async () => {
    const rename = hostile.command('party.rename', { id: party, name: 'Meins', sortName: 'Meins' });
    const lift = hostile.command('party.unrestrict', { id: restriction });
    const into = hostile.command('party.create', person('Untergeschoben', newId()));
    await hostile.push(rename, lift, into);
    await hostile.pull();
    expect([rename, lift, into].map(({ mid }) => hostile.outcomes.get(mid)?.outcome)).toEqual([
      ...['rejected', 'rejected', 'applied'],
    ]);
    expect(hostile.rows.has(`party/${party}`)).toBe(false);
    await birgit.pull();
    expect(names(birgit)).toContain(NAME);
  });

  it('is not there for a program with an agent’s rights, and is for a steward’s', async () => {
    const list = async (roles: string): Promise<string> => {
      const ask = programOf(rig, (await makeToken(rig, { roles, name: roles })).token);
      const replies = await Promise.all([ask('GET', '/parties'), ask('GET', '/interactions')]);
      const one = await ask('GET', `/parties/${party}`);
      expect(one.status).toBe(roles === 'agent' ? 404 : 200);
      return JSON.stringify(replies.map(({ body }) => body));
    };
    expect(await list('agent')).not.toMatch(/quappendorf/i);
    expect(await list('steward')).toMatch(/quappendorf/i);
  });

  it('keeps to itself what a steward adds; what an agent writes of a call stays the house’s', async () => {
    const contact = { id: newId(), kind: 'phone', label: 'neu', raw: '+4922190009536' } as const;
    birgit.desk.run(contactAdd, {
      partyId: party,
      contact: { ...contact, digits: '4922190009536', stem: null },
    });
    await birgit.sync();
    const again = newId();
    nadine.desk.run(interactionLogCall, {
      ...{ id: again, direction: 'in', partyId: party, occurredAt: 3_000, answeredAt: 4_000, endedAt: 5_000 },
      ...{ endReason: 'completed', number: DIGITS, queue: null, callKey: `key-${again}` },
    });
    await nadine.sync();
    expect(dump(nadine)).not.toContain('4922190009536');
    expect(dump(nadine)).toContain(again);
    await birgit.sync();
    expect(dump(birgit)).toContain(again);
  });

  it('comes back to every desk, whole, when it is lifted', async () => {
    birgit.desk.run(partyUnrestrict, { id: restriction }, birgit.actor);
    for (const seat of [birgit, nadine]) await seat.sync();
    expect(names(nadine)).toEqual(['Frank Brandt', NAME, 'Untergeschoben']);
    expect(dump(nadine)).toContain(TOLD);
    expect(nadine.desk.describe('party', [party]).get(party)?.name).toBe(NAME);
    const kept = birgit.desk.replica.db.prepare("SELECT count(*) FROM party WHERE scope_id LIKE '%/kept'");
    expect(kept.pluck().get()).toBe(0);
  });

  it('can be erased while it is restricted, from every desk', async () => {
    birgit.desk.run(
      partyRestrict,
      { id: newId(), partyId: party, reason: 'disputed', until: null },
      birgit.actor,
    );
    for (const seat of [birgit, nadine]) await seat.sync();
    birgit.desk.run(partyErase, { id: newId(), partyId: party, reason: 'request' }, birgit.actor);
    for (const seat of [birgit, nadine]) await seat.sync();
    for (const seat of [birgit, nadine])
      expect(dump(seat)).not.toMatch(/quappendorf|4922190009533|Pflegegrad/i);
    expect(nadine.desk.replica.db.prepare('SELECT count(*) FROM erasure').pluck().get()).toBe(1);
  });
});
