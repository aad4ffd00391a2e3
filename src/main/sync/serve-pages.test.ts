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

interface Served {
  /** As the two cells of the `open` message. */
  readonly waiting: Int32Array;
  readonly calls: Int32Array;
  /** How long it stood back each time, ms. */
  readonly rests: readonly number[];
  time: number;
  /** The rows of each transaction of the page that follows. */
  transactions(): Promise<readonly number[]>;
}

function serve(): Served {
  const told: FromPageWorker[] = [];
  const rests: number[] = [];
  const cell = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));
  const [waiting, calls] = [cell(), cell()];
  // Those that rang before it was there.
  calls[0] = 3;
  let id = 0;
  const clock = { now: () => served.time };
  const server = createPageServer({
    ...{ registry, clock, closed: () => {}, breathe: async () => setImmediate() },
    open: () => ({ ...desk.replica, close: () => {} }),
    rest: (ms) => void rests.push(ms),
    tell(message) {
      told.push(message);
      // Whoever waited has written before it.
      if (message.kind === 'slice') waiting[0] = 0;
    },
  });
  server.take({ kind: 'open', id, file: '', key: new Uint8Array(), waiting, calls });
  const served: Served = {
    ...{ waiting, calls, rests, time: 1_000_000 },
    async transactions() {
      const own = ++id;
      const request: PullRequest = nextPull({ replica: desk.replica, registry, clock });
      const bytes = new TextEncoder().encode(JSON.stringify(pageAfter(request.cursor)));
      server.take({ kind: 'parse', id: own, packed: { bytes, encoding: '' } });
      server.take({ kind: 'apply', id: own, request });
      await until(() => told.some((message) => message.kind === 'applied' && message.id === own));
      expect(told.filter(({ kind }) => kind === 'failed')).toEqual([]);
      return told.flatMap((message) =>
        message.kind === 'slice' && message.id === own ? [message.rows] : [],
      );
    },
  };
  return served;
}

const SHORT: readonly number[] = Array.from({ length: 5 }, () => PAGE / 5);

it('writes long pages in long transactions, until somebody has to wait, and then again after a while', async () => {
  const served = serve();
  expect(await served.transactions()).toEqual([PAGE]);
  served.waiting[0] = 1;
  expect(await served.transactions()).toEqual(SHORT);
  expect(await served.transactions()).toEqual(SHORT);
  served.time += LATER_MS;
  expect(await served.transactions()).toEqual([PAGE]);
  // The clock is put right: nobody knows how long ago it was.
  served.time -= 2 * LATER_MS;
  expect(await served.transactions()).toEqual([PAGE]);
  expect(desk.replica.db.prepare('SELECT count(*) FROM ticket').pluck().get()).toBe(5 * PAGE);
  expect(served.rests).toEqual([]);
});

it('stands back for a call, once a second at most, and writes short transactions then', async () => {
  const served = serve();
  await served.transactions();
  expect(served.rests).toEqual([]);
  served.calls[0] = 4;
  expect(await served.transactions()).toEqual(SHORT);
  expect(served.rests).toHaveLength(1);
  expect(await served.transactions()).toEqual(SHORT);
  // A call centre: one after the other.
  for (let call = 5; call < 25; call++) {
    served.calls[0] = call;
    served.time += 100;
    expect(await served.transactions()).toEqual(SHORT);
  }
  expect(served.rests).toHaveLength(3);
  expect(Math.max(...served.rests)).toBeLessThanOrEqual(100);
  served.time += LATER_MS;
  expect(await served.transactions()).toEqual([PAGE]);
  expect(served.rests).toHaveLength(3);
});
