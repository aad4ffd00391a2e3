import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCentreClient } from '#main/sync/centre-client.ts';
import { nextPull, settlePull } from '#main/sync/pull.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import { features } from '#shared/features.ts';
import type { ImportJobView } from '#shared/features/imports/contract.ts';
import { IMPORT_OUTCOMES_PATH } from '#shared/features/imports/outcomes.ts';
import { linkAdd, linkRemove } from '#shared/links/links.ts';
import { loginReply, paths, pullReply } from '#shared/sync/protocol.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { until } from '#test/support/until.ts';
import { PASSWORD, startRig } from './rig.ts';
import type { Rig, TestUser } from './rig.ts';

/* An import's line of commands against the real centre; the rows come back as everybody gets them, by pulling. */

interface Seat {
  readonly desk: DeskReplica;
  readonly running: RunningFeatures;
  readonly post: (path: string, body: unknown) => Promise<unknown>;
  pull(): Promise<void>;
  close(): Promise<void>;
}

let rig: Rig;
let lead: Seat;
let other: Seat;
const seats: Seat[] = [];

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());
beforeEach(async () => {
  lead = await sit(rig.birgit);
  other = await sit(rig.mehmet);
});
afterEach(async () => {
  for (const seat of seats.splice(0)) await seat.close();
});

async function sit({ tenant, login }: TestUser): Promise<Seat> {
  const credentials = { tenant, login, password: PASSWORD, device: 'test desk' };
  const session = await createCentreClient({ url: rig.url }).post(paths.login, credentials, loginReply);
  const client = createCentreClient({ url: rig.url, token: session.token });
  const desk = openDeskReplica({ user: session, scopeId: session.scopeId });
  desk.now = 50_000_000;
  desk.status = { ...desk.status, centre: { ...desk.status.centre, asOf: 50_000_001 } };
  const post = (path: string, body: unknown): Promise<unknown> => client.post(path, body, z.unknown());
  desk.centre = post;
  const running = await desk.start('imports');
  const registry = createCommandRegistry(
    [linkAdd, linkRemove, ...features.flatMap(({ commands }) => commands)],
    [...desk.replica.tables.values()],
  );
  const core = { replica: desk.replica, registry, clock: desk.host.clock };
  const seat: Seat = {
    desk,
    running,
    post,
    async pull() {
      for (let verdict = ''; verdict !== 'complete';) {
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
  return seat;
}

const view = (id: string): ImportJobView => lead.running.ask('imports.get', { id }) as ImportJobView;
const countOf = ({ desk }: Seat, prefix: string): number =>
  desk.replica.db
    .prepare<[string], { n: number }>('SELECT count(*) AS n FROM party WHERE customer_no LIKE ?')
    .get(`${prefix}%`)?.n ?? 0;
const pending = ({ desk }: Seat): unknown =>
  desk.replica.db.prepare('SELECT count(*) AS n FROM outbox').get();

async function take(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const { id } = lead.running.ask('imports.begin', {
    fileName: 'kunden.csv',
    bytes: bytes.length,
    encoding: 'auto',
  }) as { id: string };
  lead.running.ask('imports.piece', { id, base64: Buffer.from(bytes).toString('base64') });
  lead.running.ask('imports.end', { id });
  await until(() => view(id).state === 'read');
  lead.running.ask('imports.check', { id });
  await until(() => view(id).state === 'checked');
  lead.running.ask('imports.run', { id });
  await until(() => ['done', 'stopped'].includes(view(id).state));
  expect(view(id).error).toBeNull();
  return id;
}

describe('an import', () => {
  it('reaches every desk through the centre, waits in no outbox, and is taken back everywhere', async () => {
    const rows = Array.from(
      { length: 450 },
      (_, i) => `R-${i};Kundin ${i};Köln;0221 4710${String(i).padStart(3, '0')}`,
    );
    const id = await take(['Kundennummer;Name;Ort;Telefon', ...rows].join('\r\n'));
    expect(view(id)).toMatchObject({ applied: 450, refused: 0, conflicts: 0 });
    expect(pending(lead)).toEqual({ n: 0 });
    for (const seat of [lead, other]) {
      await seat.pull();
      expect(countOf(seat, 'R-')).toBe(450);
    }
    other.desk.addParty(other.desk.host.newId(), 'Erika Brandt');

    lead.running.ask('imports.undo', { id });
    await until(() => ['undone', 'stopped'].includes(view(id).state));
    expect(view(id)).toMatchObject({ error: null, state: 'undone', kept: 0 });
    for (const seat of [lead, other]) {
      await seat.pull();
      expect(countOf(seat, 'R-')).toBe(0);
    }
  });

  it('leaves a field that somebody else has changed since it was looked at, and says so', async () => {
    await take('Kundennummer;Name;Ort\r\nS-1;Anna Alt;Köln\r\n');
    await lead.pull();
    await take('Kundennummer;Name;Ort\r\nS-1;Anna Alt;Bonn\r\n');
    // Not pulled: this desk still sees Köln.
    const id = await take('Kundennummer;Name;Ort\r\nS-1;Anna Alt;Aachen\r\n');
    expect(view(id)).toMatchObject({ conflicts: 1, refused: 0 });
    await other.pull();
    expect(other.desk.replica.db.prepare(`SELECT city FROM party WHERE customer_no = 'S-1'`).get()).toEqual({
      city: 'Bonn',
    });
  });

  it('is nobody else’s to ask about', async () => {
    const id = await take('Kundennummer;Name\r\nT-1;Anna Alt\r\n');
    const { run_client: client } = lead.desk.replica.db
      .prepare<[string], { run_client: string }>('SELECT run_client FROM import_job WHERE id = ?')
      .get(id) ?? { run_client: '' };
    await expect(lead.post(IMPORT_OUTCOMES_PATH, { client })).resolves.toEqual({ outcomes: [] });
    await expect(other.post(IMPORT_OUTCOMES_PATH, { client })).rejects.toMatchObject({
      code: 'sync.foreign-client',
    });
  });
});
