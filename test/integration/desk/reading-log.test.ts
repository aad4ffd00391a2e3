import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authCommands } from '#server/auth/operator-commands.ts';
import { pruneReadings } from '#server/features/reading-log/prune.ts';
import { createPool } from '#server/store/pool.ts';
import { createStore } from '#server/store/store.ts';
import type { PersonFile } from '#shared/features/person-rights/person-file.ts';
import { partyErase } from '#shared/features/person-rights/erase.ts';
import type { ReadingList } from '#shared/features/reading-log/listing.ts';
import { operate } from '#test/integration/centre/operate.ts';
import { PASSWORD, startRig } from '#test/integration/centre/rig.ts';
import type { Rig } from '#test/integration/centre/rig.ts';
import { newId } from '#test/integration/centre/test-desk.ts';
import { runOn } from '#test/support/postgres.ts';
import { takeSeat } from './seat.ts';
import type { Seat } from './seat.ts';

/* Who read what: written on real replicas, kept by the real centre, on nobody's desk, and told to few. */

const DAY_MS = 86_400_000;
const NAME = 'Ottilie Quappendorf';
const KINDS = ['sheet', 'search', 'export'];
const party = newId();

let rig: Rig;
let nadine: Seat;
let mehmet: Seat;
let birgit: Seat;
let lead: Seat;

const list = (seat: Seat, of: object): Promise<ReadingList> =>
  seat.ask('reading-log.list', { of, before: null }) as Promise<ReadingList>;
const byParty = (seat: Seat): Promise<ReadingList> => list(seat, { what: 'party', id: party });
const stored = (): Promise<readonly { kind: string; scope_id: string }[]> =>
  runOn(rig.databaseUrl, 'SELECT kind, scope_id FROM reading ORDER BY kind');

beforeAll(async () => {
  rig = await startRig();
  const value = JSON.stringify({ kinds: KINDS, keepDays: 30 });
  await operate(rig, authCommands, 'tenant setting', { tenant: 'kv', name: 'readingLog', value });
  const made = { tenant: 'kv', login: 'lea', name: 'Lea Lead', roles: ['lead' as const], password: PASSWORD };
  const { userId } = await rig.centre.admin.createUser(made);
  const sit = (user: Rig['nadine']): Promise<Seat> => takeSeat(rig.url, user, 'reading-log', 'person-rights');
  [nadine, mehmet] = [await sit(rig.nadine), await sit(rig.mehmet)];
  [birgit, lead] = [await sit(rig.birgit), await sit({ tenant: 'kv', login: 'lea', userId })];
  const { policy } = (await rig.desk(rig.nadine)).session;
  for (const seat of [nadine, mehmet, birgit, lead]) {
    seat.desk.now = Date.now();
    seat.desk.signIn({ ...seat.desk.host.session(), reads: policy?.reads });
  }
  nadine.desk.addParty(party, NAME);
  for (const seat of [nadine, mehmet, birgit, lead]) await seat.sync();
  // Away from the centre: it is written down all the same.
  nadine.ask('reading-log.opened', { partyId: party });
  nadine.desk.read('search', { text: 'Quappendorf', limit: 5 });
  expect(await stored()).toEqual([]);
  for (const seat of [nadine, mehmet, birgit, lead]) await seat.sync();
});
afterAll(async () => {
  for (const seat of [nadine, mehmet, birgit, lead]) await seat?.close();
  await rig?.stop();
});

describe('the reading log', () => {
  it('goes to the centre with the other work, without a word of what was looked for', async () => {
    expect((await stored()).map(({ kind }) => kind)).toEqual(['search', 'sheet']);
    const rows = await runOn(rig.databaseUrl, 'SELECT * FROM reading');
    expect(JSON.stringify(rows)).not.toContain('Quappendorf');
  });

  it('stays on no replica: not the reader’s, not an administrator’s, not that of a client that lies', async () => {
    for (const seat of [nadine, mehmet, birgit, lead])
      expect(seat.desk.replica.db.prepare('SELECT count(*) FROM reading').pluck().get()).toBe(0);
    const hostile = await rig.desk(rig.birgit);
    const scopes = (await stored()).map(({ scope_id: scope }) => scope);
    const replies = [await hostile.ask(), await hostile.ask({ fed: { scopes, ver: 0 } })];
    expect(JSON.stringify(replies)).not.toContain('"tbl":"reading"');
  });

  it('tells a reader the own entries, and nobody’s else', async () => {
    const own = await list(nadine, { what: 'own' });
    expect(own.entries).toMatchObject([{ readerName: 'Nadine Kröger' }, { readerName: 'Nadine Kröger' }]);
    expect(new Set(own.entries.map(({ partyName }) => partyName))).toEqual(new Set([NAME, null]));
    expect((await list(mehmet, { what: 'own' })).entries).toEqual([]);
    await expect(byParty(nadine)).rejects.toMatchObject({ code: 'reading-log.not-yours' });
    const ofNadine = { what: 'reader', id: nadine.actor.userId };
    for (const seat of [mehmet, lead])
      await expect(list(seat, ofNadine)).rejects.toMatchObject({ code: 'reading-log.not-yours' });
  });

  it('tells a lead who opened a sheet, an administrator what a colleague read, and writes down that it did', async () => {
    for (const seat of [lead, birgit])
      expect(await byParty(seat)).toMatchObject({
        ...{ entries: [{ kind: 'sheet', readerName: 'Nadine Kröger' }], next: null },
        ...{ kinds: KINDS, keepDays: 30 },
      });
    const ofNadine = await list(birgit, { what: 'reader', id: nadine.actor.userId });
    expect(ofNadine.entries).toHaveLength(2);
    // Entries and rules; nothing that is added up, by person or by day.
    expect(Object.keys(ofNadine).toSorted()).toEqual(['entries', 'keepDays', 'kinds', 'next']);
    const log = await runOn<{ actor: string; subject: string }>(
      rig.databaseUrl,
      "SELECT actor, subject FROM audit_log WHERE what = 'reading-log.read' ORDER BY at, subject",
    );
    expect(log).toHaveLength(3);
    expect(log).toEqual(
      expect.arrayContaining([
        { actor: lead.actor.userId, subject: party },
        { actor: birgit.actor.userId, subject: party },
        { actor: birgit.actor.userId, subject: nadine.actor.userId },
      ]),
    );
  });

  it('is not to be asked of another tenant’s sheets', async () => {
    const olga = await rig.desk(rig.olga);
    const { status } = await olga.post('/api/reading-log/list', {
      of: { what: 'party', id: party },
      before: null,
    });
    expect(status).toBe(404);
    const foreign = await olga.post('/api/reading-log/list', {
      ...{ of: { what: 'reader', id: nadine.actor.userId }, before: null },
    });
    expect(foreign.body).toMatchObject({ entries: [] });
  });

  it('is part of what a person is told, without who the readers were', async () => {
    const file = (await birgit.ask('person-rights.file', { partyId: party })) as PersonFile;
    const rows = file.tables.find(({ table }) => table === 'reading')?.rows ?? [];
    expect(rows).toMatchObject([{ fields: { kind: 'sheet', party_id: party } }]);
    expect(JSON.stringify(rows)).not.toContain(nadine.actor.userId);
    expect(file.hidden).toContain('reading.reader_id');
  });

  it('is kept as long as the house has decided', async () => {
    const pool = createPool(rig.databaseUrl, () => undefined);
    try {
      const prune = (now: number): Promise<number> =>
        createStore(pool).withTenant(nadine.actor.tenantId, (tx) => pruneReadings(tx, now));
      expect(await prune(nadine.desk.now + 29 * DAY_MS)).toBe(0);
      mehmet.desk.now += 10 * DAY_MS;
      mehmet.ask('reading-log.opened', { partyId: party });
      await mehmet.sync();
      expect(await prune(nadine.desk.now + 31 * DAY_MS)).toBe(2);
      expect(await stored()).toMatchObject([{ kind: 'sheet' }]);
      const history = await runOn(rig.databaseUrl, "SELECT 1 FROM field_history WHERE tbl = 'reading'");
      expect(history).toHaveLength(1);
    } finally {
      await pool.end();
    }
  });

  it('goes with an erasure', async () => {
    birgit.desk.run(partyErase, { id: newId(), partyId: party, reason: 'request' }, birgit.actor);
    await birgit.sync();
    expect(await stored()).toEqual([]);
  });
});
