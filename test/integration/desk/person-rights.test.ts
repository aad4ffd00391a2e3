import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cipherOf } from '#main/replica/cipher.ts';
import { callbackMissed } from '#shared/features/callbacks/commands.ts';
import { duplicateDismiss } from '#shared/features/duplicates/commands.ts';
import { partyMerge } from '#shared/features/duplicates/merge.ts';
import { handoverCreate } from '#shared/features/handovers/commands.ts';
import { interactionDescribe, interactionLogCall } from '#shared/features/interactions/commands.ts';
import { partyEdit } from '#shared/features/parties/commands.ts';
import { contactAdd, contactRemove } from '#shared/features/parties/contact-commands.ts';
import type { ErasurePreview } from '#shared/features/person-rights/contract.ts';
import type { PersonFile } from '#shared/features/person-rights/person-file.ts';
import { affiliationAdd } from '#shared/features/relations/commands.ts';
import { taskCreate } from '#shared/features/tasks/commands.ts';
import { ticketCreate } from '#shared/features/tickets/commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { rawKey } from '#shared/sync/replica-cipher.ts';
import { startRig } from '#test/integration/centre/rig.ts';
import type { Rig } from '#test/integration/centre/rig.ts';
import { newId } from '#test/integration/centre/test-desk.ts';
import { runOn } from '#test/support/postgres.ts';
import { takeSeat } from './seat.ts';
import type { Seat } from './seat.ts';

/* A person's rights: real replicas, the real centre, one desk that is away while it happens. */

const NAME = 'Ottilie Quappendorf';
const MAIDEN = 'Ottilie Zwetschgenhuber';
const TOLD = 'hat nach dem Pflegegrad gefragt';
/** Whatever tells who it was. */
const TEXTS = ['Quappendorf', 'quappendorf', 'Zwetschgenhuber', 'zwetschgenhuber', TOLD];

let rig: Rig;
let nadine: Seat;
let mehmet: Seat;
let birgit: Seat;
let party: string;
let call: string;
/** Nobody's in the other tests. */
let digits: string;
let count = 0;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());
beforeEach(async () => {
  const sit = (user: Rig['nadine']): Promise<Seat> => takeSeat(rig.url, user, 'person-rights', 'sync-inbox');
  [nadine, mehmet, birgit] = [await sit(rig.nadine), await sit(rig.mehmet), await sit(rig.birgit)];
  [party, call] = [newId(), newId()];
  count += 1;
  digits = `49221900095${count}3`;
  await live();
});
afterEach(async () => {
  for (const seat of [nadine, mehmet, birgit]) await seat.close();
});

const phone = (number: string) =>
  ({ id: newId(), kind: 'phone', label: 'privat', raw: `+${number}`, digits: number, stem: null }) as const;

/** Somebody with traces in as many places as there are. */
async function live(): Promise<void> {
  const { run } = nadine.desk;
  const by = nadine.actor.userId;
  nadine.desk.addParty(party, MAIDEN, digits);
  const double = newId();
  const house = newId();
  nadine.desk.addParty(double, 'O. Quappendorf');
  nadine.desk.addParty(house, 'Haus Sonnenblick');
  const removed = phone('4922190009534');
  run(contactAdd, { partyId: party, contact: { ...removed, label: 'Quappendorf Büro' } });
  run(contactRemove, { id: removed.id });
  run(interactionLogCall, {
    ...{ id: call, direction: 'in', partyId: party, occurredAt: 1_000, answeredAt: 2_000, endedAt: 60_000 },
    ...{ endReason: 'completed', number: digits, queue: '800', callKey: `key-${call}` },
  });
  run(interactionDescribe, { id: call, outcome: 'resolved', body: `Frau Quappendorf ${TOLD}` });
  // Before anybody knew whose number it was.
  const missed = { queue: null, dialled: null, missedAt: 500, callbackId: null };
  run(callbackMissed, { ...missed, callKey: `early-${call}`, partyId: null, number: digits });
  run(callbackMissed, { ...missed, callKey: `late-${call}`, partyId: party, number: digits });
  run(handoverCreate, {
    ...{ id: newId(), number: digits, target: '22', fromExtension: null, partyId: party },
    ...{ note: 'Frau Quappendorf', ticketId: null },
  });
  run(ticketCreate, {
    ...{ id: newId(), number: formatTicketNumber(2026, 100 + count), title: 'Quappendorf: Rechnung' },
    ...{ partyId: party, kind: 'support', ownerId: by, dueAt: null, from: null },
  });
  run(taskCreate, {
    ...{ id: newId(), kind: 'callback', title: 'Quappendorf anrufen', partyId: party, assigneeId: by },
    ...{ dueAt: 9_000, dueHasTime: true, promised: true, from: null },
  });
  run(affiliationAdd, {
    ...{ id: newId(), personId: party, organisationId: house, job: 'Bewohnerin Quappendorf' },
    ...{ departmentId: null, reportsTo: null, since: null, until: null },
  });
  run(duplicateDismiss, { partyId: party, otherId: house });
  await nadine.sync();
  await mehmet.sync();
  await birgit.sync();
  // A conflict, a name of before, a merge.
  mehmet.desk.run(partyEdit, {
    id: party,
    patch: { name: NAME, sort_name: 'Quappendorf, Ottilie', note: TOLD },
  });
  await mehmet.sync();
  nadine.desk.run(partyEdit, { id: party, patch: { name: 'Otti Quappendorf' } });
  await nadine.sync();
  birgit.desk.run(
    partyMerge,
    { id: newId(), keepId: party, dropId: double, take: [], joinNotes: false },
    birgit.actor,
  );
  await birgit.sync();
  for (const seat of [nadine, mehmet, birgit]) await seat.sync();
}

const erase = async (typed = NAME): Promise<void> => {
  birgit.ask('person-rights.erase', { partyId: party, reason: 'request', typed });
  await birgit.sync();
};

/** All rows of all tables at the centre, as text. */
async function centreDump(): Promise<string> {
  const tables = await runOn<{ name: string }>(
    rig.databaseUrl,
    `SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
  );
  const dumped = [];
  for (const { name } of tables)
    for (const { row } of await runOn<{ row: string }>(
      rig.databaseUrl,
      `SELECT t::text AS row FROM "${name}" t`,
    ))
      dumped.push(`${name}: ${row}`);
  return dumped.join('\n');
}

/** Every byte of the replica's file, decrypted: freed pages, indexes and all. */
function replicaBytes({ desk }: Seat): string {
  const own = desk.replica.ownFile;
  if (!own) throw new Error('no file');
  const folder = mkdtempSync(join(tmpdir(), 'rufblatt-decrypted-'));
  try {
    const copy = join(folder, 'copy.db');
    copyFileSync(own.path, copy);
    if (existsSync(`${own.path}-wal`)) copyFileSync(`${own.path}-wal`, `${copy}-wal`);
    const db = new Database(copy);
    for (const pragma of cipherOf(copy)) db.pragma(pragma);
    db.pragma(`key = ${rawKey(Buffer.from(own.key).toString('hex'))}`);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma('journal_mode = DELETE');
    db.pragma("rekey = ''");
    db.close();
    return readFileSync(copy).toString('latin1');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const found = (dump: string): readonly string[] => [...TEXTS, digits].filter((text) => dump.includes(text));

describe('an erasure', () => {
  it('leaves no byte of the name or the number at the centre or on any desk, one that was away included', async () => {
    expect(found(await centreDump())).toEqual(
      expect.arrayContaining(['Quappendorf', 'Zwetschgenhuber', digits, TOLD]),
    );
    expect(found(replicaBytes(mehmet))).toEqual(
      expect.arrayContaining(['Quappendorf', 'quappendorf', digits, TOLD]),
    );
    // Mehmet is away, and writes; Nadine has a refused command.
    mehmet.desk.run(partyEdit, { id: party, patch: { city: 'Quappendorf' } });
    mehmet.desk.run(contactAdd, { partyId: party, contact: phone('4922190009535') });
    await erase();
    await nadine.sync();
    await mehmet.sync();
    await mehmet.sync();
    const dump = await centreDump();
    expect(dump.split('\n').filter((line) => found(line).length > 0)).toEqual([]);
    for (const seat of [birgit, nadine, mehmet]) expect(found(replicaBytes(seat))).toEqual([]);
    expect(mehmet.ask('sync-inbox.rejected', { seen: false })).toMatchObject([
      { code: 'party.erased' },
      { code: 'party.erased' },
    ]);
  });

  it('keeps what statistics need, and nobody in it', async () => {
    await erase();
    await nadine.sync();
    const rows = nadine.desk.replica.db.prepare('SELECT * FROM interaction WHERE id = ?').all(call);
    expect(rows).toMatchObject([
      {
        type: 'call',
        direction: 'in',
        occurred_at: 1_000,
        queue: '800',
        party_id: null,
        number: null,
        body: '',
      },
    ]);
  });

  it('is a steward’s or an administrator’s, and needs the name', async () => {
    expect(() =>
      nadine.ask('person-rights.erase', { partyId: party, reason: 'request', typed: NAME }),
    ).toThrow(expect.objectContaining({ code: 'person-rights.not-yours' }));
    expect(() =>
      birgit.ask('person-rights.erase', { partyId: party, reason: 'request', typed: 'Ottilie' }),
    ).toThrow(expect.objectContaining({ code: 'person-rights.not-confirmed' }));
    const preview = birgit.ask('person-rights.preview', { partyId: party }) as ErasurePreview;
    expect(preview.name).toBe(NAME);
    expect(preview.tables.map(({ table }) => table)).toEqual(
      expect.arrayContaining([
        'party',
        'contact_point',
        'interaction',
        'ticket',
        'task',
        'missed_call',
        'handover',
      ]),
    );
  });

  it('is told in the audit log, without a word about whom', async () => {
    await erase();
    const log = await runOn<{ what: string; actor: string }>(
      rig.databaseUrl,
      `SELECT what, actor FROM audit_log WHERE what = 'person.erased' ORDER BY at DESC LIMIT 1`,
    );
    expect(log).toEqual([{ what: 'person.erased', actor: birgit.actor.userId }]);
    expect(birgit.ask('person-rights.erasures')).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ reason: 'request', by: 'Birgit Hoffmann' })]),
    );
  });
});

describe('the file of one person', () => {
  it('has everything of every table, what was deleted and what stood there before', async () => {
    const file = (await birgit.ask('person-rights.file', { partyId: party })) as PersonFile;
    const tables = Object.fromEntries(file.tables.map(({ table, rows }) => [table, rows.length]));
    expect(tables).toMatchObject({
      ...{ party: 2, contact_point: 2, interaction: 1, ticket: 1, task: 1, handover: 1, affiliation: 1 },
      ...{ missed_call: 2, callback: 2, not_duplicate: 1, party_merge: 1 },
    });
    expect(file.tables[0]?.table).toBe('party');
    const contacts = file.tables.find(({ table }) => table === 'contact_point')?.rows ?? [];
    expect(contacts.filter(({ deleted }) => deleted)).toHaveLength(1);
    expect(file.history.some(({ old, field }) => field === 'name' && old === MAIDEN)).toBe(true);
    expect(Object.values(file.names)).toEqual(expect.arrayContaining(['Haus Sonnenblick', 'Nadine Kröger']));
    expect(file).toMatchObject({ name: NAME, controller: expect.stringContaining('KV') });
  });

  it('is nobody else’s to ask for: not an agent’s, not another tenant’s', async () => {
    expect(() => nadine.ask('person-rights.file', { partyId: party })).toThrow(
      expect.objectContaining({ code: 'person-rights.not-yours' }),
    );
    const asked = nadine.desk.host.centre('/api/person-rights/file', { partyId: party }, {
      parse: (reply: unknown) => reply,
    } as never);
    await expect(asked).rejects.toMatchObject({ code: 'person-rights.not-yours' });
    const olga = await takeSeat(rig.url, rig.olga, 'person-rights');
    try {
      await expect(olga.ask('person-rights.file', { partyId: party })).rejects.toMatchObject({
        code: 'party.gone',
      });
    } finally {
      await olga.close();
    }
  });
});
