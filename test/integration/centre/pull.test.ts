import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { changesOf } from '#shared/sync/table-rows.ts';
import { createHttpNet } from '#main/sync/http-net.ts';
import { systemDelay } from '#main/sync/system-delay.ts';
import { paths, WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { ALL_TABLES, codeOf, newId, person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

const LIMITS = { rows: 5, mostRows: 8, bytes: 20_000 };

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ pageLimits: LIMITS });
});
afterAll(() => rig?.stop());

type Page = Extract<PullReply, { kind: 'page' }>;
const pagesOf = (replies: readonly PullReply[]): Page[] => replies.filter((reply) => reply.kind === 'page');

async function createParties(desk: TestDesk, count: number, note = ''): Promise<string[]> {
  const parties = Array.from({ length: count }, () => ({ ...person('Kunde'), note }));
  await desk.push(...parties.map((party) => desk.command('party.create', party)));
  return parties.map(({ id }) => id);
}

/** As a command that moves rows between scopes will do it; there is none yet. */
async function moveToScope(id: string, scopeId: string): Promise<void> {
  await rig.centre.admin.inTenant('kv', async (tx) => {
    const [clock] = await tx.query<{ ver: number }>('UPDATE tenant_clock SET ver = ver + 1 RETURNING ver');
    const [before] = await tx.query<{ scope: string }>('SELECT scope_id AS scope FROM party WHERE id = $1', [
      id,
    ]);
    await tx.query('UPDATE party SET scope_id = $2, ver = $3 WHERE id = $1', [id, scopeId, clock?.ver]);
    const entry = [tx.tenantId, clock?.ver, id, before?.scope, scopeId];
    await tx.query(`INSERT INTO change_log VALUES ($1, $2, 'party', $3, 'update', $4, $5)`, entry);
  });
}

describe('pages', () => {
  it('follow each other without a gap; only the last one is complete and acknowledges', async () => {
    const desk = await rig.desk(rig.nadine);
    const ids = await createParties(desk, 17);
    const pages = pagesOf(await desk.pull());
    expect(pages.length).toBeGreaterThan(3);
    for (const [index, page] of pages.entries()) {
      expect(page.from).toBe(pages[index - 1]?.to ?? 0);
      expect(page.to).toBeGreaterThan(page.from);
      expect(page.rows.length).toBeLessThanOrEqual(LIMITS.rows);
      expect(page.complete).toBe(index === pages.length - 1);
      expect('lastMid' in page).toBe(page.complete);
      expect('outcomes' in page).toBe(page.complete);
    }
    expect(pages.at(-1)).toMatchObject({ to: pages[0]?.head, lastMid: 17 });
    expect(ids.filter((id) => !desk.rows.has(`party/${id}`))).toEqual([]);
  });

  it('are cut by bytes, but carry at least one row', async () => {
    const desk = await rig.desk(rig.nadine);
    const before = pagesOf(await desk.pull()).at(-1)?.to;
    await createParties(desk, 3, 'ß'.repeat(4500));
    await createParties(desk, 1, 'ä'.repeat(9990));
    const pages = pagesOf(await desk.pull());
    expect(pages.map(({ rows }) => rows.length)).toEqual([2, 1, 1]);
    expect(pages[0]?.from).toBe(before);
  });

  it('carry each row once, as it stands', async () => {
    const desk = await rig.desk(rig.nadine);
    await desk.pull();
    const [id = ''] = await createParties(desk, 1);
    for (const [from, to] of [
      ['Kunde', 'B'],
      ['B', 'C'],
    ]) {
      const base = [{ tbl: 'party', pk: id, ver: 1, fields: { name: from, sort_name: from } }];
      await desk.push(desk.command('party.rename', { id, name: to, sortName: to }, base));
    }
    const [page] = pagesOf(await desk.pull());
    expect(page?.rows.map(({ pk, row }) => [pk, row?.['name']])).toEqual([[id, 'C']]);
  });

  it('are as long as the desk wants, up to a limit', async () => {
    const desk = await rig.desk(rig.nadine);
    await createParties(desk, 12);
    const lengths = [];
    for (const rows of [1, 7, 1_000, undefined])
      lengths.push(pagesOf([await desk.ask(rows === undefined ? {} : { rows })])[0]?.rows.length);
    expect(lengths).toEqual([1, 7, LIMITS.mostRows, LIMITS.rows]);
  });

  it('say in front where they end, where the next one can be asked for by that alone', async () => {
    const desk = await rig.desk(rig.nadine);
    await createParties(desk, 12);
    const { token } = desk.session;
    const net = createHttpNet({ url: rig.url, token, random: Math.random, delay: systemDelay });
    const ends: (number | undefined)[] = [];
    const replies: PullReply[] = [];
    const { client } = desk;
    let next: PullRequest = { client, epoch: null, cursor: 0, schema: WIRE_SCHEMA, tables: ALL_TABLES };
    for (let isMore = true; isMore;) {
      let end: number | undefined;
      const reply = await net.pull(next, new AbortController().signal, (to) => void (end = to));
      if (reply.kind !== 'page') throw new Error(`a ${reply.kind}`);
      replies.push(reply);
      ends.push(end);
      isMore = !reply.complete;
      next = { ...next, epoch: reply.epoch, cursor: reply.to, ...(reply.fed && { fed: reply.fed }) };
    }
    // The first one says what the desk is fed for from now on.
    const tos = pagesOf(replies).map(({ to }) => to);
    expect(tos.length).toBeGreaterThan(3);
    expect(ends).toEqual([undefined, ...tos.slice(1, -1), undefined]);
  });

  it('tell a desk that is filled how many rows come, as soon as they are counted', async () => {
    const desk = await rig.desk(rig.nadine);
    await createParties(desk, 12);
    // A count is kept for a minute; nobody else here has asked for this table alone.
    const tables = ['party'];
    const ask = async (): Promise<number | undefined> => pagesOf([await desk.ask({ tables })])[0]?.total;
    const total = await vi.waitUntil(ask);
    const rows = pagesOf(await desk.pull()).flatMap((page) => page.rows);
    expect(total).toBe(rows.filter(({ tbl }) => tbl === 'party').length);
  });

  it('send only the tables the desk knows', async () => {
    const desk = await rig.desk(rig.nadine);
    const reply = await desk.ask({ tables: ['staff', 'account', 'no_such_table'] });
    expect(new Set(pagesOf([reply])[0]?.rows.map(({ tbl }) => tbl))).toEqual(new Set(['staff']));
  });

  it('come by table to a desk that is filled and knows that, with the rows it would else get one by one', async () => {
    const desk = await rig.desk(rig.nadine);
    await createParties(desk, 12);
    const positions = { cursor: 0, epoch: null as string | null };
    let fed: PullRequest['fed'];
    const seen = { tables: 0, rows: 0 };
    for (let isMore = true; isMore;) {
      const more = { ...positions, ...(fed && { fed }), rows: 7 };
      const [one, other] = pagesOf([await desk.ask(more), await desk.ask({ ...more, knows: ['tables'] })]);
      if (!one || !other) throw new Error('no page');
      expect(one.tables).toBe(undefined);
      expect(other.rows).toEqual([]);
      const byVersion = changesOf(other.tables ?? []).toSorted((a, b) => a.ver - b.ver);
      expect(byVersion).toEqual(one.rows);
      expect([other.from, other.to, other.complete]).toEqual([one.from, one.to, one.complete]);
      seen.tables = Math.max(seen.tables, other.tables?.length ?? 0);
      seen.rows += byVersion.length;
      fed = one.fed;
      Object.assign(positions, { cursor: one.to, epoch: one.epoch });
      isMore = !one.complete;
    }
    expect(seen.tables).toBeGreaterThan(1);
    expect(seen.rows).toBeGreaterThan(12);
    // Of what changes from here on each is told as it stands, removals as well: that has no tables.
    await createParties(desk, 1);
    const [later] = pagesOf([await desk.ask({ ...positions, ...(fed && { fed }), knows: ['tables'] })]);
    expect(later?.tables).toBe(undefined);
    expect(later?.rows.length).toBe(1);
  });

  it('are as full where most versions are of rows that have changed since', async () => {
    const desk = await rig.desk(rig.nadine);
    const [before] = pagesOf([await desk.ask()]);
    const [changed = ''] = await createParties(desk, 1);
    const rename = (n: number) =>
      desk.command('party.rename', { id: changed, name: `Kunde ${n}`, sortName: `Kunde ${n}` });
    await desk.push(...Array.from({ length: 40 }, (_, n) => rename(n)));
    const others = await createParties(desk, 9);
    const [after] = pagesOf([await desk.ask()]);
    if (!before || !after?.fed) throw new Error('no page');
    const asked = { epoch: after.epoch, fed: after.fed, tables: ['party'], knows: ['tables'] };
    const pages: string[][] = [];
    for (let cursor = before.head; cursor < after.head;) {
      const [page] = pagesOf([await desk.ask({ ...asked, cursor })]);
      if (!page) throw new Error('no page');
      pages.push(changesOf(page.tables ?? []).map(({ pk }) => pk));
      cursor = page.to;
    }
    expect(pages.flat()).toEqual([changed, ...others]);
    expect(pages.map(({ length }) => length)).toEqual([LIMITS.rows, LIMITS.rows]);
  });

  it('by table are cut by bytes as well, but carry at least one row', async () => {
    const desk = await rig.desk(rig.nadine);
    const [before] = pagesOf([await desk.ask()]);
    await createParties(desk, 3, 'ß'.repeat(4500));
    await createParties(desk, 1, 'ä'.repeat(9990));
    const [after] = pagesOf([await desk.ask()]);
    if (!before || !after?.fed) throw new Error('no page');
    // Being filled, and up to where the long ones begin.
    const asked = { epoch: after.epoch, fed: after.fed, tables: ['party'], knows: ['tables'] };
    const lengths: number[] = [];
    for (let cursor = before.head; cursor < after.head;) {
      const [page] = pagesOf([await desk.ask({ ...asked, cursor })]);
      if (!page) throw new Error('no page');
      lengths.push(changesOf(page.tables ?? []).length);
      cursor = page.to;
    }
    expect(lengths).toEqual([2, 1, 1]);
  });

  it('come compressed to who takes it', async () => {
    const desk = await rig.desk(rig.nadine);
    const body = JSON.stringify({
      client: desk.client,
      epoch: null,
      cursor: 0,
      schema: WIRE_SCHEMA,
      tables: ALL_TABLES,
    });
    const ask = (encoding: string): Promise<{ encoding: string | undefined; bytes: Buffer }> =>
      new Promise((resolve, reject) => {
        const headers = {
          'content-type': 'application/json',
          authorization: `Bearer ${desk.session.token}`,
          'accept-encoding': encoding,
        };
        const sent = request(new URL(paths.pull, rig.url), { method: 'POST', headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({ encoding: response.headers['content-encoding'], bytes: Buffer.concat(chunks) }),
          );
        });
        sent.on('error', reject);
        sent.end(body);
      });
    const [zipped, plain, refused] = [
      await ask('br, gzip, zstd;q=0'),
      await ask('identity'),
      await ask('gzip;q=0'),
    ];
    expect([zipped.encoding, plain.encoding, refused.encoding]).toEqual(['gzip', undefined, undefined]);
    expect(zipped.bytes.length).toBeLessThan(plain.bytes.length);
    expect(JSON.parse(gunzipSync(zipped.bytes).toString())).toEqual(JSON.parse(plain.bytes.toString()));
    const best = await ask('gzip, zstd');
    expect(best.encoding).toBe('zstd');
    expect(JSON.parse(zstdDecompressSync(best.bytes).toString())).toEqual(JSON.parse(plain.bytes.toString()));
  });
});

describe('a replica that cannot be carried on', () => {
  it('is told to start over: another epoch, ahead, below the floor', async () => {
    const desk = await rig.desk(rig.nadine);
    await desk.pull();
    const { cursor, epoch } = desk.position;
    expect(await desk.ask({ epoch: 'another' })).toEqual({ kind: 'reset', epoch, reason: 'epoch' });
    expect(await desk.ask({ epoch: null })).toEqual({ kind: 'reset', epoch, reason: 'epoch' });
    expect(await desk.ask({ cursor: cursor + 1 })).toEqual({ kind: 'reset', epoch, reason: 'ahead' });

    await createParties(desk, 8);
    await rig.centre.admin.inTenant('kv', (tx) => tx.query('UPDATE tenant_clock SET floor_ver = ver'));
    expect(await desk.ask()).toEqual({ kind: 'reset', epoch, reason: 'floor' });
    // Started over above the floor: its pages below it are fed to the end.
    const replies = await desk.pull();
    expect(replies.map(({ kind }) => kind).filter((kind) => kind === 'reset')).toHaveLength(1);
    expect(pagesOf(replies).length).toBeGreaterThan(1);
    await rig.centre.admin.inTenant('kv', (tx) => tx.query('UPDATE tenant_clock SET floor_ver = 0'));
  });

  it('is told to upgrade when its schema is too old, but may push', async () => {
    const desk = await rig.desk(rig.nadine);
    expect(await desk.ask({ schema: 0 })).toEqual({ kind: 'upgrade', minSchema: 1 });
    expect(await desk.push(desk.command('party.create', person('von alt')))).toEqual({
      kind: 'taken',
      lastMid: 1,
    });
  });

  it('belongs to one person', async () => {
    const desk = await rig.desk(rig.nadine);
    await desk.pull();
    const other = await rig.desk(rig.mehmet);
    const asked = { client: desk.client, epoch: null, cursor: 0, schema: WIRE_SCHEMA, tables: [] };
    const pulled = await other.post(paths.pull, asked);
    expect([pulled.status, codeOf(pulled)]).toEqual([403, 'sync.foreign-client']);
    const commands = [other.command('party.create', person('fremd'))];
    const pushed = await other.post(paths.push, {
      client: desk.client,
      epoch: null,
      schema: WIRE_SCHEMA,
      commands,
    });
    expect([pushed.status, codeOf(pushed)]).toEqual([403, 'sync.foreign-client']);
  });
});

describe('scopes', () => {
  it('F24 F25: a row that leaves is gone with one pull, one that comes back is there again', async () => {
    const elsewhere = newId();
    const desk = await rig.desk(rig.nadine);
    const [id = ''] = await createParties(desk, 1);
    await desk.pull();
    expect(desk.rows.has(`party/${id}`)).toBe(true);
    await moveToScope(id, elsewhere);
    await moveToScope(id, newId());
    await desk.pull();
    expect(desk.rows.has(`party/${id}`)).toBe(false);
    await moveToScope(id, desk.session.scopeId);
    await desk.pull();
    expect(desk.rows.has(`party/${id}`)).toBe(true);
  });

  it('rows of other scopes are neither read nor written', async () => {
    const elsewhere = newId();
    const desk = await rig.desk(rig.nadine);
    const [id = ''] = await createParties(desk, 1);
    await moveToScope(id, elsewhere);
    const base = [{ tbl: 'party', pk: id, ver: 1, fields: { name: 'Kunde', sort_name: 'Kunde' } }];
    await desk.push(
      desk.command('party.rename', { id, name: 'X', sortName: 'X' }, base),
      desk.command('party.create', person('Kunde', id)),
    );
    await desk.pull();
    expect(desk.rows.has(`party/${id}`)).toBe(false);
    expect([desk.outcomes.get(2)?.detail, desk.outcomes.get(3)?.detail]).toEqual([
      'party.gone',
      'row.exists',
    ]);
  });

  it('F24 F25: whoever gains or loses a scope is fed anew', async () => {
    const second = newId();
    const writer = await rig.desk(rig.nadine);
    const reader = await rig.desk(rig.mehmet);
    const [id = ''] = await createParties(writer, 1);
    await moveToScope(id, second);
    await reader.pull();
    const key = `party/${id}`;
    const others = reader.rows.size;
    expect(reader.rows.has(key)).toBe(false);

    await rig.centre.admin.setScopes('kv', rig.mehmet.userId, [reader.session.scopeId, second]);
    expect((await reader.pull())[0]).toMatchObject({ kind: 'reset' });
    expect([reader.rows.has(key), reader.rows.size]).toEqual([true, others + 1]);

    await rig.centre.admin.setScopes('kv', rig.mehmet.userId, [reader.session.scopeId]);
    await reader.pull();
    expect([reader.rows.has(key), reader.rows.size]).toEqual([false, others]);
  });
});
