import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contactAdd } from '#shared/features/parties/contact-commands.ts';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { partyCreate, partyEdit } from '#shared/features/parties/commands.ts';
import { partyMerge } from '#shared/features/duplicates/merge.ts';
import { partyUnmerge } from '#shared/features/duplicates/unmerge.ts';
import { taskCreate } from '#shared/features/tasks/commands.ts';
import type { Command } from '#shared/commands/command.ts';
import { deskHome, openSyncedDesk } from '#test/support/bootstrap-desk.ts';
import type { DeskHome, SyncedDesk } from '#test/support/bootstrap-desk.ts';
import { startRig } from './rig.ts';
import type { Rig, TestUser } from './rig.ts';
import { newId, person } from './test-desk.ts';

const NORTH = 'scope-north';
let rig: Rig;
let home: string;
/** Leads the home branch and sees nothing of the northern one. */
let birgit: SyncedDesk;
let nadine: SyncedDesk;
const homes: DeskHome[] = [];
const open: SyncedDesk[] = [];

beforeAll(async () => {
  rig = await startRig();
  home = (await rig.desk(rig.birgit)).session.scopeId;
  await rig.centre.admin.setScopes('kv', rig.mehmet.userId, [home, NORTH]);
  [birgit, nadine] = [await openDesk(rig.birgit), await openDesk(rig.nadine)];
});
afterAll(async () => {
  for (const opened of open.splice(0)) await opened.close();
  for (const folder of homes.splice(0)) folder.remove();
  await rig?.stop();
});
afterEach(async () => {
  await nadine.sync();
  await birgit.sync();
});

async function openDesk(user: TestUser): Promise<SyncedDesk> {
  const { session } = await rig.desk(user);
  const folder = deskHome();
  homes.push(folder);
  const opened = openSyncedDesk({ url: rig.url, session, home: folder });
  open.push(opened);
  await opened.sync();
  return opened;
}

const run = <A>(desk: SyncedDesk, command: Command<A>, args: A): void => desk.runner.run(command.name, args);

function caller(desk: SyncedDesk, name: string, digits: string, city: string | null = null): string {
  const id = newId();
  const contacts = [phone(digits)];
  run(desk, partyCreate, { ...person(name, id), city, contacts } as Parameters<typeof partyCreate.run>[0]);
  return id;
}

const phone = (digits: string) =>
  ({ id: newId(), kind: 'phone', label: '', raw: digits, digits, stem: null }) as const;

function note(desk: SyncedDesk, partyId: string, body: string): string {
  const id = newId();
  const how = { type: 'note', direction: 'none', outcome: null } as const;
  run(desk, interactionRecord, { id, partyId, body, occurredAt: 1, ...how });
  return id;
}

/** As the centre has it. */
async function stored(table: string, id: string): Promise<Readonly<Record<string, unknown>>> {
  const [row] = await rig.centre.admin.inTenant('kv', (tx) =>
    tx.query<Record<string, unknown>>(`SELECT * FROM ${table} WHERE id = $1`, [id]),
  );
  return row ?? {};
}

async function moveToNorth(table: string, id: string): Promise<void> {
  await rig.centre.admin.inTenant('kv', async (tx) => {
    const [clock] = await tx.query<{ ver: number }>('UPDATE tenant_clock SET ver = ver + 1 RETURNING ver');
    await tx.query(`UPDATE ${table} SET scope_id = $2, ver = $3 WHERE id = $1`, [id, NORTH, clock?.ver]);
    const entry = [tx.tenantId, clock?.ver, table, id, home, NORTH];
    await tx.query(`INSERT INTO change_log VALUES ($1, $2, $3, $4, 'update', $5, $6)`, entry);
  });
}

const merge = (keepId: string, dropId: string, take: readonly string[] = []) => {
  const id = newId();
  run(birgit, partyMerge, { id, keepId, dropId, take: [...take], joinNotes: true });
  return id;
};

describe('two desks that have made the same caller', () => {
  it('have one, after a merge, and two again after its undoing, with what the merging desk never held', async () => {
    const mine = caller(birgit, 'Ali Demır', '491713920001', 'Köln');
    const theirs = caller(nadine, 'Ali Demir', '491713920001');
    const said = note(nadine, theirs, 'Funkfinger');
    const northern = note(nadine, theirs, 'im Norden');
    await nadine.sync();
    await moveToNorth('interaction', northern);
    await birgit.sync();
    expect(birgit.rows(`SELECT id FROM interaction WHERE party_id = '${theirs}'`)).toEqual([{ id: said }]);

    const id = merge(theirs, mine, ['city']);
    await birgit.sync();
    const back = merge(mine, theirs);
    await birgit.sync();
    expect(await stored('party_merge', back), 'they are one already').toEqual({});
    run(birgit, partyUnmerge, { id });
    await birgit.sync();
    expect([(await stored('party', mine))['merged_into'], (await stored('party', theirs))['city']]).toEqual([
      null,
      null,
    ]);

    const other = merge(mine, theirs);
    await birgit.sync();
    await nadine.sync();
    expect((await stored('interaction', northern))['party_id']).toBe(mine);
    expect((await stored('interaction', said))['party_id']).toBe(mine);
    for (const desk of [birgit, nadine]) {
      expect(desk.rows(`SELECT party_id FROM interaction WHERE id = '${said}'`)).toEqual([
        { party_id: mine },
      ]);
      expect(
        desk.rows("SELECT DISTINCT ref_id FROM phone WHERE digits = '491713920001' AND kind = 0"),
      ).toEqual([{ ref_id: mine }]);
    }
    const told = `SELECT count(*) AS n FROM party_merge_item WHERE pk = '${northern}'`;
    expect(birgit.rows(told)).toEqual([{ n: 0 }]);
    const mehmet = await openDesk(rig.mehmet);
    expect(mehmet.rows(told)).toEqual([{ n: 1 }]);

    run(birgit, partyUnmerge, { id: other });
    await birgit.sync();
    for (const row of [northern, said]) expect((await stored('interaction', row))['party_id']).toBe(theirs);
    await nadine.sync();
    const phones = "SELECT ref_id FROM phone WHERE digits = '491713920001' AND kind = 0 ORDER BY ref_id";
    expect(nadine.rows(phones)).toEqual([mine, theirs].toSorted().map((ref_id) => ({ ref_id })));
  });

  it('write to the survivor what a desk that was away has written for the other', async () => {
    const keep = caller(birgit, 'Erika Brandt', '492214710612');
    const drop = caller(birgit, 'Erika Brand', '492214710613');
    await birgit.sync();
    await nadine.sync();
    // The cable is out: none of this has heard of the merge.
    await nadine.engine.stop();
    const task = newId();
    const due = { dueAt: 5, dueHasTime: true, promised: true } as const;
    const work = {
      id: task,
      kind: 'callback',
      title: 'Zurückrufen',
      partyId: drop,
      from: null,
      ...due,
    } as const;
    run(nadine, taskCreate, { ...work, assigneeId: rig.nadine.userId });
    const said = note(nadine, drop, 'offline');
    const number = phone('492214710614');
    run(nadine, contactAdd, { partyId: drop, contact: number });
    run(nadine, partyEdit, { id: drop, patch: { city: 'Weidenau' } });
    merge(keep, drop);
    await birgit.sync();
    await nadine.sync();
    expect((await stored('task', task))['party_id']).toBe(keep);
    expect((await stored('interaction', said))['party_id']).toBe(keep);
    expect((await stored('contact_point', number.id))['party_id']).toBe(keep);
    expect(nadine.rows(`SELECT party_id FROM task WHERE id = '${task}'`)).toEqual([{ party_id: keep }]);
    // What was typed of the party nobody sees any more is kept as a late value of the one they see.
    const late = await rig.centre.admin.inTenant('kv', (tx) =>
      tx.query(`SELECT outcome, new FROM field_history WHERE pk = $1 AND field = 'city'`, [keep]),
    );
    expect(late).toEqual([{ outcome: 'conflict', new: 'Weidenau' }]);
  });

  it('keep a field that somebody has changed while the other desk merged', async () => {
    const keep = caller(birgit, 'Ute Sander', '493023125247', 'Berlin');
    const drop = caller(birgit, 'Ute Sander', '493023125248', 'Bonn');
    await birgit.sync();
    await nadine.sync();
    await birgit.engine.stop();
    run(nadine, partyEdit, { id: keep, patch: { city: 'Potsdam' } });
    await nadine.sync();
    const id = merge(keep, drop, ['city']);
    await birgit.sync();
    expect((await stored('party', keep))['city']).toBe('Potsdam');
    run(birgit, partyUnmerge, { id });
    await birgit.sync();
    expect((await stored('party', keep))['city']).toBe('Potsdam');
    expect((await stored('party', drop))['merged_into']).toBe(null);
  });
});
