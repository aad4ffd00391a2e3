import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { replicaSchema } from '#main/replica/replica-schema.ts';
import { readSyncState } from '#main/replica/sync-state.ts';
import { createHttpNet } from '#main/sync/http-net.ts';
import type { SyncNet } from '#main/sync/net.ts';
import { systemDelay } from '#main/sync/system-delay.ts';
import { replicaParts } from '#main/replica-parts.ts';
import { paths, WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import { openSyncedDesk, deskHome } from '#test/support/bootstrap-desk.ts';
import type { DeskHome, SyncedDesk, SyncedDeskOptions } from '#test/support/bootstrap-desk.ts';
import { startRig } from './rig.ts';
import type { Rig, TestUser } from './rig.ts';
import { person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

const CUSTOMERS = 1_200;
let rig: Rig;
let feeder: TestDesk;
const homes: DeskHome[] = [];
const open: SyncedDesk[] = [];

beforeAll(async () => {
  rig = await startRig({ replicaSchema: replicaSchema(replicaParts), snapshotMinRows: 100 });
  feeder = await rig.desk(rig.nadine);
  await createParties(CUSTOMERS);
});
afterEach(async () => {
  for (const opened of open.splice(0)) await opened.close();
  for (const home of homes.splice(0)) home.remove();
});
afterAll(() => rig?.stop());

async function createParties(count: number): Promise<void> {
  for (let made = 0; made < count; made += 100) {
    const commands = Array.from({ length: Math.min(100, count - made) }, (_, index) =>
      feeder.command('party.create', {
        ...person(`Kunde ${made + index}`),
        contacts: [],
      }),
    );
    await feeder.push(...commands);
  }
}

async function desk(
  user: TestUser,
  more: Partial<SyncedDeskOptions> & { readonly home?: DeskHome } = {},
): Promise<SyncedDesk> {
  const { session } = await rig.desk(user);
  const home = more.home ?? deskHome();
  homes.push(home);
  const opened = openSyncedDesk({ url: rig.url, session, ...more, home });
  open.push(opened);
  return opened;
}

const calls = (net: SyncNet, heard: string[]): SyncNet => ({
  ...net,
  pull(request, signal) {
    heard.push(`pull ${request.cursor === 0 ? 'all' : 'delta'}`);
    return net.pull(request, signal);
  },
});

const count = ({ rows }: SyncedDesk, table: string): number =>
  Number(rows(`SELECT count(*) AS count FROM ${table}`)[0]?.['count']);

describe('a desk that starts', () => {
  it('is filled from a snapshot, and has everything a desk fed by pages has', async () => {
    const heard: string[] = [];
    const seen: unknown[] = [];
    const fast = await desk(rig.mehmet, { through: (net) => calls(net, heard) });
    fast.engine.onStatus(({ progress }) => progress && seen.push(progress));
    await fast.sync();
    const slow = await desk(rig.mehmet, { through: ({ snapshots: _snapshots, ...net }) => net });
    await slow.sync();
    expect(heard[0]).toBe('pull delta');
    expect(fast.log.lines).toContain('info filled from a snapshot');
    expect(seen.at(-1)).toMatchObject({ done: expect.any(Number) as number });
    for (const table of fast.replica.tables.keys()) {
      const all = `SELECT * FROM ${table} ORDER BY id`;
      expect(fast.rows(all), table).toEqual(slow.rows(all));
    }
    expect(count(fast, 'party')).toBeGreaterThanOrEqual(CUSTOMERS);
    const search = `SELECT count(*) AS n FROM party_search WHERE party_search MATCH 'Kunde'`;
    expect(fast.rows(search)).toEqual(slow.rows(search));
    expect(readSyncState(fast.replica.db)).toMatchObject({
      resetting: 0,
      epoch: readSyncState(slow.replica.db).epoch,
    });
    const stateOf = ({ replica }: SyncedDesk) => readSyncState(replica.db).cursor;
    expect(stateOf(fast)).toBe(stateOf(slow));
  });

  it('keeps identity, outbox and settings, and shows what was written before and meanwhile', async () => {
    const started = await desk(rig.mehmet);
    started.replica.write(['local_setting'], (db) =>
      db.exec(`INSERT INTO local_setting VALUES ('test.kept', '"yes"')`),
    );
    const before = person('Vorher');
    started.runner.run('party.create', before);
    const { client_id } = readSyncState(started.replica.db);
    await started.sync();
    expect(readSyncState(started.replica.db).client_id).toBe(client_id);
    expect(started.rows(`SELECT value FROM local_setting WHERE key = 'test.kept'`)).toEqual([
      { value: '"yes"' },
    ]);
    expect(started.rows(`SELECT name FROM party WHERE id = '${before.id}'`)).toEqual([{ name: 'Vorher' }]);
    expect(count(started, 'outbox')).toBe(0);
    await feeder.pull();
    expect(feeder.rows.has(`party/${before.id}`)).toBe(true);
  });

  it('F31 goes on after an interruption, and after the process ended, where it was', async () => {
    const home = deskHome();
    const froms: number[] = [];
    const breaking =
      (bytes: number) =>
      (net: SyncNet): SyncNet => {
        const { snapshots } = net;
        if (!snapshots) throw new Error('no snapshots');
        return {
          ...net,
          snapshots: {
            offer: (request, signal) => snapshots.offer(request, signal),
            async *fetch(id, range, signal) {
              froms.push(range.from);
              let left = bytes;
              for await (const chunk of snapshots.fetch(id, range, signal)) {
                yield chunk.subarray(0, left);
                left -= chunk.byteLength;
                if (left <= 0) throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
              }
            },
          },
        };
      };
    const first = await desk(rig.mehmet, { home, through: breaking(100_000) });
    void first.sync().catch(() => undefined);
    await vi.waitFor(() => expect(froms.length).toBeGreaterThanOrEqual(2), { timeout: 30_000 });
    await first.close();
    open.splice(open.indexOf(first), 1);
    const half = readFileSync(`${first.file}.snapshot`);
    // Whatever lies on the disk half-way says nothing of anybody.
    expect(half.length).toBeGreaterThanOrEqual(100_000);
    expect(half.includes('Kunde 1')).toBe(false);
    expect(half.subarray(0, 15).toString()).not.toBe('SQLite format 3');
    const second = await desk(rig.mehmet, { home, through: breaking(Number.MAX_SAFE_INTEGER) });
    await second.sync();
    expect(froms[0]).toBe(0);
    expect(froms[1]).toBe(100_000);
    expect(froms.at(-1)).toBe(half.length);
    expect(count(second, 'party')).toBeGreaterThanOrEqual(CUSTOMERS);
    expect(() => readFileSync(`${first.file}.snapshot`)).toThrow('ENOENT');
    expect(readFileSync(second.file).includes('Kunde 1')).toBe(false);
  });

  it('gets the one file there is from whichever node it asks, also from one that did not make it', async () => {
    const other = await rig.startNode();
    const ids: string[] = [];
    const noting = (net: SyncNet): SyncNet => {
      const { snapshots } = net;
      if (!snapshots) throw new Error('no snapshots');
      const fetch: typeof snapshots.fetch = (id, range, signal) => {
        ids.push(id);
        return snapshots.fetch(id, range, signal);
      };
      return { ...net, snapshots: { offer: (request, signal) => snapshots.offer(request, signal), fetch } };
    };
    const [first, second] = [
      await desk(rig.mehmet, { through: noting }),
      await desk(rig.mehmet, { through: noting, url: other.url }),
    ];
    await first.sync();
    await second.sync();
    for (const { log } of [first, second]) expect(log.lines).toContain('info filled from a snapshot');
    expect(new Set(ids).size).toBe(1);
    expect(count(second, 'party')).toBe(count(first, 'party'));
    const made = (from: string) => fetch(new URL('/metrics', from)).then((answer) => answer.text());
    // Whoever made it counted it, once.
    expect(await made(rig.url)).toMatch(/^rufblatt_snapshot_seconds_count\{outcome="made"\} [1-9]/m);
    expect(await made(other.url)).toMatch(/^rufblatt_snapshot_seconds_count\{outcome="made"\} 0$/m);
  });

  it('is sent any part of the file it asks for, as it is, and no other', async () => {
    const filled = await desk(rig.mehmet);
    await filled.sync();
    const { session } = await rig.desk(rig.mehmet);
    const net = createHttpNet({
      url: rig.url,
      token: session.token,
      random: Math.random,
      delay: systemDelay,
    });
    const schema = replicaSchema(replicaParts).key;
    const offer = await net.snapshots?.offer(
      { client: 'c', schema: WIRE_SCHEMA, epoch: null, cursor: 0, replicaSchema: schema },
      new AbortController().signal,
    );
    if (offer?.kind !== 'ready') throw new Error('there is no snapshot');
    const get = (method: string, range: string): Promise<Response> =>
      fetch(`${rig.url}${paths.snapshotFile}/${offer.id}`, {
        method,
        headers: { authorization: `Bearer ${session.token}`, range },
      });
    const all = await get('GET', 'bytes=0-');
    const whole = Buffer.from(await all.arrayBuffer());
    expect(createHash('sha256').update(whole).digest('hex')).toBe(offer.sha256);
    const part = await get('GET', 'bytes=4097-600000');
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 4097-600000/${offer.bytes}`);
    expect(part.headers.get('etag')).toBe(`"${offer.sha256}"`);
    // What every answer of the centre has, this one has too.
    expect(part.headers.get('x-request-id')).toEqual(expect.any(String));
    expect(part.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(4_097, 600_001))).toBe(true);
    const head = await get('HEAD', 'bytes=10-19');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([206, '10', '']);
    const beyond = await get('GET', `bytes=${offer.bytes}-`);
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${offer.bytes}`]);
  });

  it('takes pages when the file is not what it should be', async () => {
    const heard: string[] = [];
    const spoiled = (net: SyncNet): SyncNet => {
      const { snapshots } = net;
      if (!snapshots) throw new Error('no snapshots');
      return calls(
        {
          ...net,
          snapshots: {
            offer: (request, signal) => snapshots.offer(request, signal),
            async *fetch(id, range, signal) {
              for await (const chunk of snapshots.fetch(id, range, signal)) {
                const wrong = Buffer.from(chunk);
                wrong[0] = (wrong[0] ?? 0) ^ 1;
                yield wrong;
              }
            },
          },
        },
        heard,
      );
    };
    const spoilt = await desk(rig.mehmet, { through: spoiled });
    await spoilt.sync();
    expect(heard[0]).toBe('pull all');
    expect(spoilt.log.lines).toContain('warn the snapshot is of no use; pages are pulled instead');
    expect(count(spoilt, 'party')).toBeGreaterThanOrEqual(CUSTOMERS);
  });

  it('is fed by pages when the centre cannot make the file', async () => {
    const { key } = replicaSchema(replicaParts);
    const broken = await rig.startNode({
      replicaSchema: { key, statements: ['SELECT nothing FROM nowhere'] },
    });
    const heard: string[] = [];
    // A person with scopes of her own, so that no snapshot of another test is there for her.
    await rig.centre.admin.setScopes('kv', rig.birgit.userId, [feeder.session.scopeId, 'scope-birgit']);
    const fed = await desk(rig.birgit, { url: broken.url, through: (net) => calls(net, heard) });
    await fed.sync();
    expect(heard[0]).toBe('pull all');
    expect(count(fed, 'party')).toBeGreaterThanOrEqual(CUSTOMERS);
    const metrics = await (await fetch(new URL('/metrics', broken.url))).text();
    expect(metrics).toMatch(/^rufblatt_snapshot_seconds_count\{outcome="failed"\} 1$/m);
  });

  it('is fed by pages when its schema is another one', async () => {
    const heard: string[] = [];
    const parts = {
      ...replicaParts,
      migrations: [
        ...replicaParts.migrations,
        { id: '2026-12-31-other', sql: 'CREATE TABLE other (id TEXT)' },
      ],
    };
    const other = await desk(rig.mehmet, { parts, through: (net) => calls(net, heard) });
    await other.sync();
    expect(heard[0]).toBe('pull all');
    expect(count(other, 'party')).toBeGreaterThanOrEqual(CUSTOMERS);
  });
});
