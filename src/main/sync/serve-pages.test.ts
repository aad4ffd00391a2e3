import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCommandRegistry } from '#shared/commands/command.ts';
import { features } from '#shared/features.ts';
import { linkAdd, linkRemove, linkTable } from '#shared/links/links.ts';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { until } from '#test/support/until.ts';
import { nextPull } from './pull.ts';
import type { FromPageWorker } from './page-worker-messages.ts';
import { createPageServer } from './serve-pages.ts';

const PAGE = 1_000;
const LATER_MS = 60_000;

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
});
afterEach(() => desk.close());

const registry = createCommandRegistry(
  [linkAdd, linkRemove, ...features.flatMap((feature) => feature.commands)],
  [linkTable, ...features.flatMap((feature) => feature.tables)],
);

function pageAfter(from: number): PullReply {
  const rows = Array.from({ length: PAGE }, (_, index) => {
    const ver = from + index + 1;
    const row = { scope_id: 'team', number: `26-${ver}`, title: 'x', kind: 'support', state: 'open' };
    return { tbl: 'ticket', pk: idOf(ver), ver, row: { ...row, opened_by: 'u', opened_at: 1 } };
  });
  const to = from + PAGE;
  return { kind: 'page', epoch: 'e', from, to, complete: false, head: 9 * PAGE, rows };
}

it('writes long pages in long transactions, until somebody has to wait, and then again after a while', async () => {
  const told: FromPageWorker[] = [];
  let time = 1_000_000;
  const server = createPageServer({
    ...{ registry, clock: { now: () => time }, closed: () => {}, breathe: async () => setImmediate() },
    open: () => ({ ...desk.replica, close: () => {} }),
    tell: (message) => void told.push(message),
  });
  const waiting = new Int32Array(new SharedArrayBuffer(4));
  server.take({ kind: 'open', id: 0, file: '', key: new Uint8Array(), waiting });
  /** The transactions of the page that follows. */
  const transactions = async (id: number): Promise<readonly number[]> => {
    const request: PullRequest = nextPull({ replica: desk.replica, registry, clock: { now: () => time } });
    const bytes = new TextEncoder().encode(JSON.stringify(pageAfter(request.cursor)));
    server.take({ kind: 'parse', id, bytes });
    server.take({ kind: 'apply', id, request });
    await until(() => told.some((message) => message.kind === 'applied' && message.id === id));
    expect(told.filter(({ kind }) => kind === 'failed')).toEqual([]);
    return told.flatMap((message) => (message.kind === 'slice' && message.id === id ? [message.rows] : []));
  };

  expect(await transactions(1)).toEqual([PAGE]);
  waiting[0] = 1;
  await transactions(2);
  waiting[0] = 0;
  expect(await transactions(3)).toEqual([200, 200, 200, 200, 200]);
  time += LATER_MS;
  expect(await transactions(4)).toEqual([PAGE]);
  // The clock is put right: nobody knows how long ago it was.
  time -= 2 * LATER_MS;
  expect(await transactions(5)).toEqual([PAGE]);
  expect(desk.replica.db.prepare('SELECT count(*) FROM ticket').pluck().get()).toBe(5 * PAGE);
});
