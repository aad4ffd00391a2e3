import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCommandRunner } from '#main/commands/command-runner.ts';
import { replicaParts } from '#main/replica-parts.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import { features } from '#shared/features.ts';
import { linkAdd, linkRemove, linkTable } from '#shared/links/links.ts';
import type { PullReply } from '#shared/sync/protocol.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import type { RecordedLog } from '#test/support/recorded-log.ts';
import { openReplica } from '../replica/open-replica.ts';
import type { Replica } from '../replica/replica.ts';
import { readSyncState } from '../replica/sync-state.ts';
import { pullAll } from './catch-up.ts';
import type { CatchUpDeps } from './catch-up.ts';
import type { SyncNet } from './net.ts';
import { createPageHelpers } from './page-helper.ts';
import { startPageWorker } from './page-worker-port.ts';
import type { Packed } from './packing.ts';
import type { PageHelperOptions } from './page-helper.ts';

const TEAM = 'team-1';
const PAGE = 300;
let folder: string;
let replica: Replica;
let log: RecordedLog;
let progress: (readonly [number, number])[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rufblatt-pages-'));
  log = createRecordedLog();
  replica = openReplica({ file: join(folder, 'replica.db'), key: randomBytes(32), ...replicaParts, log });
  progress = [];
});
afterEach(() => {
  replica.close();
  rmSync(folder, { recursive: true, force: true });
});

const tables = [linkTable, ...features.flatMap((feature) => feature.tables)];
const registry = createCommandRegistry(
  [linkAdd, linkRemove, ...features.flatMap((feature) => feature.commands)],
  tables,
);
const clock = { now: () => 1_000 };

function depsWith(options: PageHelperOptions | 'main thread'): CatchUpDeps {
  return {
    replica,
    registry,
    clock,
    delay: () => new Promise((resolve) => setImmediate(resolve)),
    onProgress: (done, total) => progress.push([done, total]),
    ...(options !== 'main thread' && {
      helpers: createPageHelpers(replica, log, { longReply: 0, ...options }),
    }),
  };
}

const noteOf = (n: number): Readonly<Record<string, unknown>> => ({
  scope_id: TEAM,
  number: `26-${n}`,
  title: `Gerät ${n} tauschen`,
  kind: 'support',
  state: 'open',
  party_id: idOf(n),
  owner_id: 'u',
  opened_by: 'u',
  opened_at: n,
});

const ticketFields = Object.keys(noteOf(0));

/** A centre with so many tickets, one a version. */
function centreOf(rows: number, onPull: (cursor: number) => void = () => undefined): SyncNet {
  const pull: SyncNet['pull'] = async ({ cursor }) => {
    onPull(cursor);
    const to = Math.min(cursor + PAGE, rows);
    const complete = to === rows;
    return {
      kind: 'page',
      epoch: 'e',
      from: cursor,
      to,
      complete,
      head: rows,
      rows: Array.from({ length: to - cursor }, (_, index) => {
        const ver = cursor + index + 1;
        return { tbl: 'ticket', pk: idOf(ver), ver, row: noteOf(ver) };
      }),
      ...(cursor === 0 && { total: rows, fed: { ver: rows, scopes: [TEAM] } }),
      ...(complete && { lastMid: 0, outcomes: [] }),
    };
  };
  return withBytes({ pull, push: unused, hints: unused });
}

const encoded = (reply: unknown): Packed => ({
  bytes: new TextEncoder().encode(JSON.stringify(reply)),
  encoding: '',
});
const unused = (): never => {
  throw new Error('nobody should ask');
};
const withBytes = (net: SyncNet): SyncNet => ({
  ...net,
  pullPacked: async (request, signal) => encoded(await net.pull(request, signal)),
});
const never = new AbortController().signal;
const tickets = (): readonly unknown[] => replica.db.prepare('SELECT * FROM ticket ORDER BY id').all();

describe('pages applied in a thread of their own', () => {
  it('leave the replica as the main thread would have, and tell what they change', async () => {
    const heard = new Set<string>();
    replica.onChanged((names) => names.forEach((name) => heard.add(name)));
    expect(await pullAll(depsWith({}), centreOf(1_000), never)).toBe('complete');
    const there = tickets();
    const { cursor, as_of, fed } = readSyncState(replica.db);
    expect([there.length, cursor]).toEqual([1_000, 1_000]);
    // By the thread's own clock.
    expect(as_of).toBeGreaterThan(1_000);
    expect(JSON.parse(fed ?? '')).toEqual({ ver: 1_000, scopes: [TEAM] });
    expect([...heard]).toEqual(['ticket']);
    expect(progress.at(-1)).toEqual([1_000, 1_000]);
    expect(log.lines.filter((line) => line.startsWith('warn'))).toEqual([]);

    replica.transact(({ db }) =>
      db.exec('DELETE FROM ticket; UPDATE sync_state SET cursor = 0, epoch = NULL'),
    );
    await pullAll(depsWith('main thread'), centreOf(1_000), never);
    expect(tickets()).toEqual(there);
  });

  it('are the same by table as row by row', async () => {
    const one = centreOf(1_000);
    const columns = ['id', 'scope_id', 'ver', ...ticketFields.filter((name) => name !== 'scope_id')];
    const byTable = withBytes({
      ...one,
      async pull(...asked) {
        expect(asked[0].knows).toEqual(['tables']);
        const reply = await one.pull(...asked);
        if (reply.kind !== 'page') return reply;
        const rows = reply.rows.map(({ pk, ver, row }) =>
          columns.map((name) => ({ ...row, id: pk, ver })[name] ?? null),
        );
        return { ...reply, rows: [], tables: [{ tbl: 'ticket', columns, rows }] };
      },
    });
    expect(await pullAll(depsWith({}), byTable, never)).toBe('complete');
    expect(progress.at(-1)).toEqual([1_000, 1_000]);
    const there = tickets();
    replica.transact(({ db }) =>
      db.exec('DELETE FROM ticket; UPDATE sync_state SET cursor = 0, epoch = NULL'),
    );
    expect(await pullAll(depsWith('main thread'), byTable, never)).toBe('complete');
    expect(tickets()).toEqual(there);
    replica.transact(({ db }) =>
      db.exec('DELETE FROM ticket; UPDATE sync_state SET cursor = 0, epoch = NULL'),
    );
    await pullAll(depsWith('main thread'), one, never);
    expect(tickets()).toEqual(there);
    expect(log.lines.filter((line) => line.startsWith('warn'))).toEqual([]);
  });

  it('keep what is done at the desk meanwhile on top', async () => {
    const session = {
      actor: { tenantId: 't', userId: idOf(7), roles: ['agent' as const] },
      scopeId: TEAM,
    };
    const runner = createCommandRunner({ replica, registry, clock, session: () => session });
    const net = centreOf(1_200, (cursor) => {
      if (cursor === 900)
        runner.run('link.add', {
          id: idOf(9_999),
          from: { type: 'ticket', id: idOf(1) },
          to: { type: 'ticket', id: idOf(1_100) },
        });
    });
    expect(await pullAll(depsWith({}), net, never)).toBe('complete');
    expect(tickets()).toHaveLength(1_200);
    expect(replica.db.prepare('SELECT to_id FROM link').pluck().all()).toEqual([idOf(1_100)]);
    expect(replica.db.prepare('SELECT mid, rerun_error FROM outbox').all()).toEqual([
      { mid: 1, rerun_error: null },
    ]);
  });

  it('end when they are told to, between two transactions, and go on from there', async () => {
    const abort = new AbortController();
    const deps = depsWith({});
    const stopped: CatchUpDeps = {
      ...deps,
      onProgress: (done) => done >= 400 && abort.abort(new Error('enough')),
    };
    await expect(pullAll(stopped, centreOf(2_000), abort.signal)).rejects.toThrow('enough');
    const { cursor } = readSyncState(replica.db);
    expect(tickets()).toHaveLength(cursor);
    expect(cursor).toBeLessThan(2_000);
    expect(await pullAll(deps, centreOf(2_000), never)).toBe('complete');
    expect(tickets()).toHaveLength(2_000);
  });

  it.each([
    ['is not there', () => raise('no such file')],
    ['ends before it has said anything', () => new Worker('process.exit(1)', { eval: true })],
    ['throws', () => new Worker('throw new Error("broken")', { eval: true })],
  ])('come on the main thread where the worker %s', async (_, startWorker) => {
    expect(await pullAll(depsWith({ startWorker }), centreOf(700), never)).toBe('complete');
    expect(tickets()).toHaveLength(700);
    expect(log.lines).toContain('warn pages are applied on the main thread');
  });

  it('come on the main thread where the file cannot be shared', async () => {
    const { ownFile } = replica;
    if (!ownFile) throw new Error('it is a file');
    const alone = { ownFile: { ...ownFile, share: () => raise('no shared memory') } };
    const helpers = createPageHelpers(alone, log, { longReply: 0 });
    expect(await pullAll({ ...depsWith('main thread'), helpers }, centreOf(700), never)).toBe('complete');
    expect(tickets()).toHaveLength(700);
  });

  it.each<readonly [string, string, (page: PullReply) => unknown]>([
    ['no reply at all', 'centre.bad-reply', () => 'nonsense'],
    [
      'a row the table cannot hold',
      'sync.bad-row',
      (page) => ({ ...page, rows: [{ tbl: 'ticket', pk: 'x', ver: 1, row: { ...noteOf(1), title: null } }] }),
    ],
  ])('say what is wrong, as the main thread does: %s', async (_, code, spoil) => {
    const { pull, ...net } = centreOf(700);
    const spoilt: SyncNet = {
      ...net,
      pull,
      pullPacked: async (request, signal) => encoded(spoil(await pull(request, signal))),
    };
    await expect(pullAll(depsWith({}), spoilt, never)).rejects.toMatchObject({ code });
    expect(readSyncState(replica.db).cursor).toBe(0);
    expect(await pullAll(depsWith({}), centreOf(700), never)).toBe('complete');
  });

  it('are for the first of many, however few bytes they have', async () => {
    const asked: (number | 'thread')[] = [];
    const startWorker = (): Worker => {
      asked.push('thread');
      return startPageWorker();
    };
    const helpers = createPageHelpers(replica, log, { startWorker });
    const net = centreOf(700, (cursor) => asked.push(cursor));
    expect(await pullAll({ ...depsWith('main thread'), helpers }, net, never)).toBe('complete');
    expect(asked.slice(0, 2)).toEqual([0, 'thread']);
    expect(asked.filter((one) => one === 'thread')).toHaveLength(1);
    expect(tickets()).toHaveLength(700);
    expect(log.lines.filter((line) => line.startsWith('warn'))).toEqual([]);
  });

  it('are none of a reply that nobody waits for any more', async () => {
    const abort = new AbortController();
    let started = 0;
    const startWorker = (): never => raise(`start ${++started}`);
    const net = centreOf(700);
    const late: SyncNet = {
      ...net,
      async pullPacked(...asked) {
        const packed = encoded(await net.pull(...asked));
        abort.abort(new Error('enough'));
        return packed;
      },
    };
    await expect(pullAll(depsWith({ startWorker }), late, abort.signal)).rejects.toThrow('enough');
    expect(started).toBe(0);
  });

  it('are not for a reply that is short', async () => {
    const startWorker = (): never => raise('nobody should start it');
    const helpers = createPageHelpers(replica, log, { startWorker });
    expect(await pullAll({ ...depsWith('main thread'), helpers }, centreOf(100), never)).toBe('complete');
    expect(log.lines).not.toContain('warn pages are applied on the main thread');
  });
});

function raise(why: string): never {
  throw new Error(why);
}
