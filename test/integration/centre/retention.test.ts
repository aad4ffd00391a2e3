import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool } from '#server/store/pool.ts';
import { createStore } from '#server/store/store.ts';
import type { Store } from '#server/store/store.ts';
import { createRegistry } from '#server/registry.ts';
import { serverFeatures } from '#server/features.ts';
import { prune, RETENTION_LIMITS } from '#server/sync/retention.ts';
import type { Pruned } from '#server/sync/retention.ts';
import { runOn } from '#test/support/postgres.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

const DAY_MS = 86_400_000;
let rig: Rig;
let store: Store;
let end: () => Promise<void>;
const { tables } = createRegistry(serverFeatures);

beforeAll(async () => {
  rig = await startRig({ pageLimits: { rows: 50, bytes: 1_000_000 } });
  const pool = createPool(rig.databaseUrl, () => undefined);
  store = createStore(pool);
  end = () => pool.end();
});
afterAll(async () => {
  await end?.();
  await rig?.stop();
});

const pruneNow = ({ session }: TestDesk, later = 0): Promise<Pruned> =>
  prune(
    session.tenantId,
    { store, tables, clock: { now: () => Date.now() + later }, limits: RETENTION_LIMITS },
    new AbortController().signal,
  );

async function createAndRemove(desk: TestDesk, count: number): Promise<void> {
  const made = Array.from({ length: count }, () => person('Gelöscht'));
  for (let at = 0; at < count; at += 100)
    await desk.push(...made.slice(at, at + 100).map((party) => desk.command('party.create', party)));
  await runOn(
    rig.databaseUrl,
    `WITH gone AS (
       UPDATE party SET deleted = true, ver = c.ver + n.n
       FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM party WHERE name = 'Gelöscht' AND NOT deleted) n, tenant_clock c
       WHERE party.id = n.id AND c.tenant_id = party.tenant_id RETURNING party.tenant_id, party.id, party.scope_id, party.ver)
     INSERT INTO change_log SELECT tenant_id, ver, 'party', id, 'remove', scope_id, NULL FROM gone`,
  );
  await runOn(
    rig.databaseUrl,
    'UPDATE tenant_clock c SET ver = greatest(ver, (SELECT coalesce(max(ver), 0) FROM change_log l WHERE l.tenant_id = c.tenant_id))',
  );
}

const logSize = async (): Promise<number> =>
  Number((await runOn<{ n: string }>(rig.databaseUrl, 'SELECT count(*) AS n FROM change_log'))[0]?.n);

describe('the log', () => {
  it('F14 F21 keeps tombstones for desks that were away, and F32 sends none to a new one', async () => {
    const away = await rig.desk(rig.nadine);
    const writer = await rig.desk(rig.mehmet);
    const kept = person('Bleibt');
    await writer.push(writer.command('party.create', kept));
    const gone = person('Gelöscht');
    await writer.push(writer.command('party.create', gone));
    await away.pull();
    expect(away.rows.has(`party/${gone.id}`)).toBe(true);
    await createAndRemove(writer, 300);
    await writer.pull();
    await writer.ask();

    const { floor } = await pruneNow(writer);
    expect(floor).toBeLessThanOrEqual(away.position.cursor);
    await away.pull();
    expect([away.rows.has(`party/${gone.id}`), away.rows.has(`party/${kept.id}`)]).toEqual([false, true]);

    const fresh = await rig.desk(rig.birgit);
    const replies = await fresh.pull();
    const rows = replies.flatMap((reply) => (reply.kind === 'page' ? reply.rows : []));
    expect(rows.filter(({ row }) => row === null)).toEqual([]);
    expect(rows.length).toBeLessThan(50);
    expect(replies).toHaveLength(1);
    expect(fresh.rows.has(`party/${kept.id}`)).toBe(true);
  });

  it('is pruned up to what every desk has; below the floor a desk is fed anew, and its outbox goes through', async () => {
    const old = await rig.desk(rig.nadine);
    const writer = await rig.desk(rig.mehmet);
    await old.pull();
    const waiting = old.command('party.create', person('Drei Wochen alt'));
    await createAndRemove(writer, 200);
    await writer.pull();
    await writer.ask();
    const before = await logSize();
    // Seen a hundred days ago only.
    await runOn(rig.databaseUrl, 'UPDATE sync_client SET last_seen = last_seen - $1 WHERE client <> $2', [
      100 * DAY_MS,
      writer.client,
    ]);
    const { floor, entries } = await pruneNow(writer);
    expect(floor).toBe(writer.position.cursor);
    expect(entries).toBeGreaterThanOrEqual(400);
    expect(await logSize()).toBe(before - entries);

    expect(await old.ask()).toMatchObject({ kind: 'reset', reason: 'floor' });
    expect(await old.push(waiting)).toMatchObject({ kind: 'taken' });
    await old.pull();
    await writer.pull();
    const sorted = (desk: TestDesk) => [...desk.rows.keys()].toSorted();
    expect(sorted(old)).toEqual(sorted(writer));
    expect([...old.rows.values()].map(({ name }) => name)).toContain('Drei Wochen alt');

    // What is there now is what a second run leaves.
    await writer.ask();
    expect((await pruneNow(writer)).entries).toBeLessThanOrEqual(10);
  });

  it('a row removed while a desk is being fed is gone there as well', async () => {
    const writer = await rig.desk(rig.mehmet);
    const parties = Array.from({ length: 120 }, () => person('Wächst'));
    for (let at = 0; at < 120; at += 60)
      await writer.push(...parties.slice(at, at + 60).map((party) => writer.command('party.create', party)));
    const fed = await rig.desk(rig.birgit);
    const first = await fed.ask();
    if (first.kind !== 'page') throw new Error('no page');
    expect(first).toMatchObject({ complete: false, fed: { ver: first.head } });
    const seen = first.rows.find(({ row }) => row?.['name'] === 'Wächst');
    await runOn(
      rig.databaseUrl,
      `WITH moved AS (UPDATE tenant_clock SET ver = ver + 1 WHERE tenant_id = $1 RETURNING ver),
            gone AS (UPDATE party SET deleted = true, ver = moved.ver FROM moved WHERE id = $2 RETURNING party.ver, scope_id)
       INSERT INTO change_log SELECT $1, ver, 'party', $2, 'remove', scope_id, NULL FROM gone`,
      [writer.session.tenantId, seen?.pk ?? parties[0]?.id],
    );
    const rows = new Map(first.rows.map(({ pk, row }) => [pk, row]));
    for (let cursor = first.to, isMore = true; isMore;) {
      const page = await fed.ask({ cursor, epoch: first.epoch, fed: first.fed });
      if (page.kind !== 'page') throw new Error('no page');
      for (const { pk, row } of page.rows) rows.set(pk, row);
      cursor = page.to;
      isMore = !page.complete;
    }
    expect(rows.get(seen?.pk ?? parties[0]?.id ?? '') ?? null).toBeNull();
  });
});

describe('what else is pruned', () => {
  it('sessions that ended, failed sign-ins, and results that the desk has been told of', async () => {
    const desk = await rig.desk(rig.nadine);
    await desk.push(desk.command('party.create', person('Ergebnis')));
    const before = await pruneNow(desk, 500 * DAY_MS);
    // Nobody has told the desk yet.
    const results = () =>
      runOn(rig.databaseUrl, 'SELECT mid FROM mutation_result WHERE client = $1', [desk.client]);
    expect(await results()).toHaveLength(1);
    expect(before.sessions).toBeGreaterThan(0);
    const again = await rig.desk(rig.nadine);
    await again.pull();
    expect((await pruneNow(again, 0)).sessions).toBe(0);
  });
});
