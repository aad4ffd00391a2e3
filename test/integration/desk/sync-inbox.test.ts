import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCentreClient } from '#main/sync/centre-client.ts';
import { nextPull, settlePull } from '#main/sync/pull.ts';
import { NOTHING_TAKEN, nextPush, settlePush } from '#main/sync/push.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import { partyEdit } from '#shared/features/parties/commands.ts';
import { contactAdd, contactEdit, contactRemove } from '#shared/features/parties/contact-commands.ts';
import { affiliationAdd, affiliationEdit } from '#shared/features/relations/commands.ts';
import { conflictChoose, conflictSee } from '#shared/features/sync-inbox/commands.ts';
import type { ConflictView, HistoryView, InboxCounts } from '#shared/features/sync-inbox/contract.ts';
import { features } from '#shared/features.ts';
import { linkAdd, linkRemove } from '#shared/links/links.ts';
import { loginReply, paths, pullReply, pushReply } from '#shared/sync/protocol.ts';
import { authCommands } from '#server/auth/operator-commands.ts';
import { operate } from '#test/integration/centre/operate.ts';
import { PASSWORD, startRig } from '#test/integration/centre/rig.ts';
import type { Rig, TestUser } from '#test/integration/centre/rig.ts';
import { newId } from '#test/integration/centre/test-desk.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';

/* What two people see of a conflict: real replicas, the real centre, in touch only when the test says so. */

interface Seat {
  readonly desk: DeskReplica;
  ask(channel: string, input?: object): unknown;
  history(type: string, id: string): Promise<HistoryView>;
  open(): readonly ConflictView[];
  sync(): Promise<void>;
  close(): Promise<void>;
}

const seats: Seat[] = [];
let rig: Rig;
let nadine: Seat;
let mehmet: Seat;
let party: string;
/** What this test is about: the centre is the same for all. */
let things: string[];

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());
beforeEach(async () => {
  nadine = await sit(rig.nadine);
  mehmet = await sit(rig.mehmet);
  party = newId();
  things = [party];
  nadine.desk.addParty(party, 'Erika Brandt');
  await nadine.sync();
  await mehmet.sync();
});
afterEach(async () => {
  for (const seat of seats.splice(0)) {
    expect(seat.desk.log.lines).toEqual([]);
    await seat.close();
  }
});

async function sit({ tenant, login }: TestUser): Promise<Seat> {
  const credentials = { tenant, login, password: PASSWORD, device: 'test desk' };
  const session = await createCentreClient({ url: rig.url }).post(paths.login, credentials, loginReply);
  const client = createCentreClient({ url: rig.url, token: session.token });
  const desk = openDeskReplica({ user: session, scopeId: session.scopeId });
  desk.now = 50_000_000;
  desk.centre = (path, body) => client.post(path, body, z.unknown());
  const running = await desk.start('sync-inbox');
  const registry = createCommandRegistry(
    [linkAdd, linkRemove, ...features.flatMap(({ commands }) => commands)],
    [...desk.replica.tables.values()],
  );
  const core = { replica: desk.replica, registry, clock: desk.host.clock };
  let taken = NOTHING_TAKEN;
  const seat: Seat = {
    desk,
    ask: (channel, input = {}) => running.ask(channel, input),
    history: (type, id) =>
      running.ask('sync-inbox.history', { ref: { type, id }, limit: 50 }) as Promise<HistoryView>,
    open: () => conflictsOf(seat, false),
    async sync() {
      for (let request = nextPush(core, taken); request; request = nextPush(core, taken)) {
        const reply = await client.post(paths.push, request, pushReply);
        ({ taken } = settlePush(core, taken, request, reply));
      }
      for (let verdict = 'more'; verdict !== 'complete';) {
        const request = nextPull(core);
        verdict = settlePull(core, request, await client.post(paths.pull, request, pullReply));
      }
    },
    async close() {
      await running.stop();
      desk.close();
    },
  };
  seats.push(seat);
  await seat.sync();
  return seat;
}

function conflictsOf(seat: Seat, seen: boolean): readonly ConflictView[] {
  const all = seat.ask('sync-inbox.conflicts', { seen }) as readonly ConflictView[];
  return all.filter(({ ref }) => things.includes(ref.id));
}
const edit = ({ desk }: Seat, patch: object): void => desk.run(partyEdit, { id: party, patch });
const cityOn = ({ desk }: Seat): unknown =>
  desk.replica.db.prepare<[string], { city: string }>('SELECT city FROM party WHERE id = ?').get(party)?.city;
const countOf = (seat: Seat): number => (seat.ask('sync-inbox.counts') as InboxCounts).conflicts;

/** Mehmet changes the town; Nadine, who has not heard of it, changes it as well. */
async function meet(): Promise<void> {
  edit(mehmet, { city: 'Köln' });
  await mehmet.sync();
  edit(nadine, { city: 'Bonn', street: 'Am Markt 1' });
  await nadine.sync();
  await mehmet.sync();
}

describe('a field that two people changed', () => {
  it('is in the inbox of both, with both values, who and when; what did not collide is merged', async () => {
    const before = [countOf(nadine), countOf(mehmet)];
    await meet();
    const shared = {
      ref: { type: 'party', id: party },
      name: 'Erika Brandt',
      command: 'party.edit',
      isGone: false,
    };
    expect(nadine.open()).toMatchObject([
      {
        ...shared,
        side: 'late',
        isLocal: false,
        otherName: 'Mehmet Yıldız',
        mineAt: 50_000_000,
        fields: [
          {
            field: 'city',
            mine: { kind: 'text', text: 'Bonn' },
            theirs: { kind: 'text', text: 'Köln' },
            now: { kind: 'text', text: 'Köln' },
            isKept: true,
          },
        ],
      },
    ]);
    expect(mehmet.open()).toMatchObject([
      {
        ...shared,
        side: 'kept',
        otherName: 'Nadine Kröger',
        fields: [{ field: 'city', mine: { text: 'Köln' }, theirs: { text: 'Bonn' } }],
      },
    ]);
    expect([countOf(nadine), countOf(mehmet)]).toEqual(before.map((count) => count + 1));
    expect(mehmet.desk.replica.db.prepare('SELECT street FROM party WHERE id = ?').get(party)).toEqual({
      street: 'Am Markt 1',
    });
  });

  it('"use mine" goes to everybody as a command with the base of now, and can be taken back', async () => {
    await meet();
    const [conflict] = nadine.open();
    const id = conflict?.id ?? '';
    nadine.desk.run(conflictChoose, { id, side: 'late', fields: ['city'] });
    expect([cityOn(nadine), nadine.open()]).toEqual(['Bonn', []]);
    await nadine.sync();
    await mehmet.sync();
    expect(cityOn(mehmet)).toBe('Bonn');
    // He has not looked at it yet, and sees what stands now.
    expect(mehmet.open()).toMatchObject([
      { fields: [{ now: { text: 'Bonn' }, isKept: false, isLate: true }] },
    ]);
    nadine.desk.run(conflictChoose, { id, side: 'kept', fields: ['city'] });
    nadine.desk.run(conflictSee, { ids: [id], seen: false });
    await nadine.sync();
    await mehmet.sync();
    expect([cityOn(mehmet), nadine.open().length]).toEqual(['Köln', 1]);
  });

  it('"use mine" that meets a third value overwrites nothing unseen: it is a conflict again', async () => {
    await meet();
    const [conflict] = nadine.open();
    edit(mehmet, { city: 'Essen' });
    await mehmet.sync();
    nadine.desk.run(conflictChoose, { id: conflict?.id ?? '', side: 'late', fields: ['city'] });
    await nadine.sync();
    expect(cityOn(nadine)).toBe('Essen');
    expect(nadine.open()).toMatchObject([
      { command: 'conflict.choose', fields: [{ mine: { text: 'Bonn' }, theirs: { text: 'Essen' } }] },
    ]);
  });

  it('is looked at by each for himself, on all desks of that person', async () => {
    await meet();
    const other = await sit(rig.nadine);
    expect(other.open()).toHaveLength(1);
    nadine.desk.run(conflictSee, { ids: [nadine.open()[0]?.id ?? ''], seen: true });
    await nadine.sync();
    await other.sync();
    await mehmet.sync();
    expect([other.open().length, mehmet.open().length]).toEqual([0, 1]);
    expect(conflictsOf(other, true)).toHaveLength(1);
  });

  it('is nobody else’s to decide', async () => {
    await meet();
    const birgit = await sit(rig.birgit);
    expect(birgit.open()).toEqual([]);
    const id = nadine.open()[0]?.id ?? '';
    const choose = (): void => birgit.desk.run(conflictChoose, { id, side: 'late', fields: ['city'] });
    expect(choose).toThrow(expect.objectContaining({ code: 'conflict.not-yours' }));
  });
});

it('what an older desk took and the rules refuse by now waits in its inbox, and holds nothing up', async () => {
  const { desk } = nadine;
  const firm = newId();
  things.push(firm);
  desk.addParty(firm, 'Kessler Metallbau');
  const id = newId();
  const place = { job: 'Einkauf', departmentId: null, reportsTo: null, since: '2026-03-01' };
  desk.run(affiliationAdd, { id, personId: party, organisationId: firm, ...place, until: null });
  await nadine.sync();
  desk.run(affiliationEdit, { id, ...place, until: '2026-03-31' });
  // As a desk wrote it that did not compare the two days.
  desk.replica.transact(({ db }) =>
    db.exec(`
      UPDATE outbox SET args = replace(args, '2026-03-31', '2026-02-28') WHERE name = 'affiliation.edit';
      UPDATE affiliation SET until = '2026-02-28' WHERE id = '${id}';
    `),
  );
  edit(nadine, { city: 'Bonn' });
  await nadine.sync();
  expect(nadine.ask('sync-inbox.rejected', { seen: false })).toMatchObject([
    {
      ...{ command: 'affiliation.edit', code: 'affiliation.backwards' },
      typed: expect.stringContaining('2026-02-28') as unknown,
    },
  ]);
  expect(cityOn(nadine)).toBe('Bonn');
  const untilOn = ({ desk: { replica } }: Seat): unknown =>
    replica.db.prepare<[string], { until: unknown }>('SELECT until FROM affiliation WHERE id = ?').get(id)
      ?.until;
  expect(untilOn(nadine)).toBeNull();
  await mehmet.sync();
  expect(untilOn(mehmet)).toBeNull();
  expect(cityOn(mehmet)).toBe('Bonn');
});

it('a conflict and a rejected command in one push are each told of', async () => {
  const twice = newId();
  edit(mehmet, { city: 'Köln' });
  mehmet.desk.addParty(twice, 'Ursel Ahrens');
  await mehmet.sync();
  edit(nadine, { city: 'Bonn' });
  nadine.desk.addParty(twice, 'Ulrike Ahrens');
  await nadine.sync();
  expect(nadine.open()).toMatchObject([{ side: 'late' }]);
  const rejected = nadine.ask('sync-inbox.rejected', { seen: false });
  expect(rejected).toMatchObject([
    { command: 'party.create', code: 'row.exists', typed: expect.stringContaining('Ulrike Ahrens') },
  ]);
});

describe('an edit on what was deleted', () => {
  it('is kept and shown to both; the row stays deleted', async () => {
    const id = newId();
    things = [id];
    const contact = {
      kind: 'phone',
      label: 'privat',
      raw: '0221 4710612',
      digits: '492214710612',
      stem: null,
    } as const;
    nadine.desk.run(contactAdd, { partyId: party, contact: { id, ...contact } });
    await nadine.sync();
    await mehmet.sync();
    mehmet.desk.run(contactRemove, { id });
    await mehmet.sync();
    nadine.desk.run(contactEdit, { id, patch: { label: 'Tochter' } });
    await nadine.sync();
    await mehmet.sync();
    const gone = { ref: { type: 'contact_point', id }, isGone: true };
    expect(nadine.open()).toMatchObject([
      { ...gone, side: 'late', otherName: 'Mehmet Yıldız', typed: 'Tochter', fields: [{ field: 'label' }] },
    ]);
    expect(mehmet.open()).toMatchObject([{ ...gone, side: 'kept', otherName: 'Nadine Kröger' }]);
    const choose = (): void =>
      nadine.desk.run(conflictChoose, { id: nadine.open()[0]?.id ?? '', side: 'late', fields: ['label'] });
    expect(choose).toThrow(expect.objectContaining({ code: 'conflict.gone' }));
  });
});

describe('values of fields that are not for everybody', () => {
  it('are told neither by the note nor by the history to whom they are not for', async () => {
    const restrict = (sees: object): Promise<string> =>
      operate(rig, authCommands, 'tenant setting', {
        tenant: 'kv',
        name: 'sees',
        value: JSON.stringify(sees),
      });
    edit(mehmet, { note: 'Diabetes', city: 'Köln' });
    await mehmet.sync();
    edit(nadine, { note: 'Herzkrank', city: 'Bonn' });
    await nadine.sync();
    expect(nadine.open()[0]?.fields.map(({ field }) => field)).toEqual(['city', 'note']);
    await restrict({ health: ['lead'] });
    try {
      const masked = await sit(rig.nadine);
      expect(masked.open()[0]?.fields.map(({ field }) => field)).toEqual(['city']);
      expect(JSON.stringify(masked.desk.replica.db.prepare('SELECT * FROM conflict_note').all())).not.toMatch(
        /Diabetes|Herzkrank/,
      );
      const told = await masked.history('party', party);
      expect(told.lines.some(({ field }) => field === 'city')).toBe(true);
      expect(JSON.stringify(told)).not.toMatch(/Diabetes|Herzkrank|"note"/);
    } finally {
      await restrict({});
    }
  });
});

describe('who changed what', () => {
  it('is told by the centre, newest first, with what lost', async () => {
    await meet();
    const { lines, more } = await mehmet.history('party', party);
    expect(more).toBe(false);
    expect(lines.at(-1)).toMatchObject({ what: 'made', who: 'Nadine Kröger' });
    expect(lines.filter(({ field }) => field === 'city')).toMatchObject([
      { what: 'conflict', who: 'Nadine Kröger', new: { text: 'Bonn' } },
      { what: 'changed', who: 'Mehmet Yıldız', old: { kind: 'none' }, new: { text: 'Köln' } },
    ]);
  });

  it('is refused for what is not there, not of this tenant, or no table', async () => {
    const olga = await sit(rig.olga);
    const gone = expect.objectContaining({ code: 'history.gone' });
    await expect(olga.history('party', party)).rejects.toEqual(gone);
    await expect(nadine.history('party', newId())).rejects.toEqual(gone);
    await expect(nadine.history('account', party)).rejects.toEqual(gone);
  });
});
