import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  BatchLine,
  ClinicLine,
  ClinicOverview,
  PreviewLine,
} from '#shared/features/number-clinic/contract.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { until } from '#test/support/until.ts';
import { BETWEEN, sliceEnd } from './numbers.ts';

let desk: DeskReplica;
let running: RunningFeatures | undefined;
beforeEach(() => {
  desk = openDeskReplica({ user: { ...SESSION, roles: ['steward'] } });
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  desk.close();
});

const open = async (): Promise<RunningFeatures> => (running ??= await desk.start('number-clinic'));
const overview = async (): Promise<ClinicOverview> =>
  (await open()).ask('number-clinic.overview') as ClinicOverview;
const scanned = async (): Promise<ClinicOverview> => {
  await until(async () => {
    const { isScanning, asOf } = await overview();
    return !isScanning && asOf !== null;
  });
  return overview();
};
const lines = async (reason: string | null = null): Promise<readonly ClinicLine[]> =>
  (await open()).ask('number-clinic.lines', { reason, limit: 50 }) as readonly ClinicLine[];
const choose = async (): Promise<readonly string[]> =>
  (await open()).ask('number-clinic.choose', { reason: null }) as readonly string[];
const repair = async (ids: readonly string[]): Promise<{ batchId: string; entries: number }> =>
  (await ((await open()).ask('number-clinic.repair', { ids }) as Promise<unknown>)) as never;
const undo = async (batchId: string): Promise<{ kept: number }> =>
  (await ((await open()).ask('number-clinic.undo', { batchId }) as Promise<unknown>)) as never;

/** A contact point as another program or an old list brought it. */
const give = (n: number, party: number, raw: string, digits: string | null = null): void =>
  desk.host.runNamed('contact.add', {
    partyId: idOf(party),
    contact: {
      id: idOf(n),
      kind: 'phone',
      label: 'privat',
      raw,
      digits,
      stem: null,
      extension: null,
      fault: null,
    },
  });
const contacts = (): readonly object[] =>
  desk.replica.db
    .prepare<[], object>(
      'SELECT party_id, raw, digits, stem, extension, fault, state, former_since FROM contact_point ORDER BY party_id, raw, digits',
    )
    .all();

const sick = (): void => {
  for (const [n, name] of ['Erika Brandt', 'Kessler GmbH', 'Ali Demir'].entries())
    desk.addParty(idOf(n + 1), name);
  give(11, 1, '0221 4710612 oder 0171 3920012', '492214710612');
  give(12, 2, '+0221 4710-20 bis -22');
  give(13, 3, '0221 47106I2');
  give(14, 3, 'liegt nicht vor');
  give(15, 3, '0171 3920013', '491713920013');
};

describe('the number clinic', () => {
  it('lists what can never match, with its reason, and leaves alone what is good', async () => {
    sick();
    const { counts, total, scanned: seen } = await scanned();
    expect(counts).toEqual({ 'two-numbers': 1, prefix: 1, letters: 2 });
    expect([seen, total]).toEqual([5, 5]);
    expect(
      (await lines('two-numbers')).map(({ party, before, proposal }) => ({ party, before, proposal })),
    ).toEqual([
      {
        party: { id: idOf(1), name: 'Erika Brandt' },
        before: '0221 4710612',
        proposal: {
          way: 'number',
          after: [
            { number: '0221 4710612', isMain: false },
            { number: '0171 3920012', isMain: false },
          ],
          assumption: null,
        },
      },
    ]);
    expect(await choose()).toEqual([idOf(11), idOf(12), idOf(13)]);
  });

  it('tells before who would be found after, also where somebody has the number already', async () => {
    sick();
    await scanned();
    const preview = (await open()).ask('number-clinic.preview', {
      ids: [idOf(13)],
    }) as readonly PreviewLine[];
    expect(preview[0]).toMatchObject({
      reason: 'letters',
      before: null,
      proposal: { assumption: 'letters', after: [{ number: '0221 4710612' }] },
      finds: ['Ali Demir', 'Erika Brandt'],
    });
  });

  it('repairs in one go, so that callers are found, and is undone to what was', async () => {
    sick();
    const before = contacts();
    await scanned();
    const { batchId, entries } = await repair(await choose());
    expect(entries).toBe(3);
    const found = (number: string): readonly string[] =>
      desk.host.calls.lookup({ number }).candidates.map(({ name }) => name);
    expect(found('01713920012')).toEqual(['Erika Brandt']);
    expect(found('02214710-22')).toEqual(['Kessler GmbH']);
    expect(found('0221471099')).toEqual(['Kessler GmbH']);
    expect(await lines()).toHaveLength(1);
    expect(await undo(batchId)).toEqual({ kept: 0 });
    expect(contacts()).toEqual(before);
    const [batch] = (await overview()).batches as readonly BatchLine[];
    expect(batch).toMatchObject({ id: batchId, entries: 3, undoneAt: desk.now, kept: 0 });
    await expect(undo(batchId)).rejects.toThrow('no repair');
  });

  it('leaves what somebody has changed since the repair, and says so', async () => {
    sick();
    await scanned();
    const { batchId } = await repair([idOf(13)]);
    desk.host.runNamed('contact.edit', {
      id: idOf(13),
      patch: { raw: '0221 4710613', digits: '492214710613', stem: null, extension: null, fault: null },
    });
    expect(await undo(batchId)).toEqual({ kept: 1 });
    expect(contacts()).toContainEqual(
      expect.objectContaining({ raw: '0221 4710613', digits: '492214710613' }),
    );
  });

  it('looks again by itself when numbers have come', async () => {
    sick();
    await scanned();
    give(16, 1, '0221');
    await until(async () => (await overview()).counts['too-short'] === 1);
  });

  it('forgets the numbers of whoever has been erased', async () => {
    sick();
    await scanned();
    await repair(await choose());
    const kept = (): readonly object[] =>
      desk.replica.db.prepare('SELECT contact_id FROM clinic_item').all() as object[];
    expect(kept().length).toBeGreaterThan(0);
    for (const { id } of desk.replica.db.prepare<[], { id: string }>('SELECT id FROM contact_point').all())
      desk.host.runNamed('contact.remove', { id });
    await until(async () => {
      await overview();
      return kept().length === 0;
    });
  });

  it('is not for everybody to repair with, and refuses where nothing is to be done', async () => {
    sick();
    await scanned();
    await expect(repair([idOf(14)])).rejects.toMatchObject({ code: 'clinic.nothing' });
    desk.signIn({ ...SESSION, roles: ['agent'] });
    await expect(repair([idOf(13)])).rejects.toMatchObject({ code: 'access.denied' });
    await expect(undo(idOf(99))).rejects.toMatchObject({ code: 'access.denied' });
  });

  it('goes over any number of entries in slices of whole parties, out of an index', async () => {
    desk.replica.transact(({ db }) => {
      const party = db.prepare(
        `INSERT INTO party (id, scope_id, ver, kind, status, name, sort_name, note)
         VALUES (?, 'scope', 1, 'person', 'customer', 'Brandt', 'Brandt', '')`,
      );
      const contact = db.prepare(
        `INSERT INTO contact_point (id, scope_id, ver, party_id, kind, label, raw, digits, stem)
         VALUES (?, 'scope', 1, ?, 'phone', '', ?, ?, NULL)`,
      );
      for (let n = 0; n < 700; n++) {
        const owner = idOf(1_000 + n - (n % 2));
        if (n % 2 === 0) {
          party.run(owner);
          contact.run(idOf(9_000 + n), owner, '0221 4710612', '492214710612');
        }
        contact.run(idOf(5_000 + n), owner, `471${1_000 + n}`, null);
      }
    });
    let slices = 0;
    for (
      let end = sliceEnd(desk.replica.db, '', 100);
      end !== null;
      end = sliceEnd(desk.replica.db, end, 100)
    )
      slices++;
    expect(slices).toBeGreaterThan(5);
    const plan = desk.replica.db
      .prepare<[string, string], { detail: string }>(`EXPLAIN QUERY PLAN ${BETWEEN}`)
      .all('', 'x');
    expect(plan.map(({ detail }) => detail).join()).not.toMatch(/SCAN/);
    const { counts, total } = await scanned();
    expect(total).toBe(1_050);
    expect(counts).toEqual({ 'no-area-code': 700 });
  });
});
