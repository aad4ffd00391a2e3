import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { until } from '#test/support/until.ts';
import type { ReadableDb } from './db.ts';
import { createWarmUp } from './warm-up.ts';

const ROWS = 1_050;
const STEP = 200;

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  desk.replica.transact(({ db }) => {
    const phone = db.prepare("INSERT INTO phone VALUES (?, 0, 'party', 'p', ?)");
    for (let i = 0; i < ROWS; i++) phone.run(String(49_000_000 + i), `c${i}`);
    db.exec('CREATE TABLE by_rowid (id TEXT PRIMARY KEY, name TEXT) STRICT');
    const named = db.prepare("INSERT INTO by_rowid VALUES (?, 'x')");
    for (let i = 0; i < ROWS; i++) named.run(`id-${String(i).padStart(5, '0')}`);
  });
});
afterEach(() => desk.close());

/** What was passed on the way, by column. */
function watched(db: ReadableDb, seen: Map<string, unknown[]>): ReadableDb {
  return {
    prepare: (sql: string) => {
      const statement = db.prepare<unknown[], { at: unknown }>(sql);
      const column = /AS at FROM "(\w+)"/.exec(sql)?.[1];
      if (!column) return statement;
      const way = `${column} ${/SELECT "(\w+)"/.exec(sql)?.[1] ?? ''}`;
      const get = (...from: unknown[]): unknown => {
        const row = statement.get(...from);
        seen.set(way, [...(seen.get(way) ?? []), row?.at]);
        return row;
      };
      return { get };
    },
  } as unknown as ReadableDb;
}

describe('the warm-up', () => {
  it('walks every row and every key once, to the end', async () => {
    const seen = new Map<string, unknown[]>();
    const failed: unknown[] = [];
    const warm = createWarmUp({
      ...{ db: watched(desk.replica.db, seen), tables: ['phone', 'by_rowid'] },
      ...{ onError: (error: unknown) => failed.push(error), delay: async () => setImmediate() },
    });
    await warm.start();
    await until(() => seen.get('by_rowid id')?.at(-1) === undefined && seen.has('by_rowid id'));
    await warm.stop();
    expect(failed).toEqual([]);
    expect([...seen.keys()]).toEqual(['phone digits', 'by_rowid rowid', 'by_rowid id']);
    for (const passed of seen.values()) expect(passed).toHaveLength(Math.floor(ROWS / STEP) + 1);
    expect(seen.get('phone digits')?.slice(0, 2)).toEqual(['49000199', '49000399']);
  });

  it('lets others go first as soon as a piece has taken its time', async () => {
    let [time, pauses] = [0, 0];
    const warm = createWarmUp({
      ...{ db: desk.replica.db, tables: ['phone'], onError: () => {}, now: () => (time += 2) },
      delay: async () => {
        pauses++;
        await setImmediate();
      },
    });
    await warm.start();
    await until(() => time >= 2 * (ROWS / STEP));
    await warm.stop();
    expect(pauses).toBeGreaterThan(2);
  });

  it('begins no piece while somebody waits for an answer', async () => {
    let [time, pauses, isBusy] = [0, 0, true];
    const warm = createWarmUp({
      ...{ db: desk.replica.db, tables: ['phone'], onError: () => {}, now: () => (time += 2) },
      isBusy: () => isBusy,
      delay: async () => {
        pauses++;
        await setImmediate();
      },
    });
    await warm.start();
    await until(() => pauses > 20);
    const before = time;
    isBusy = false;
    await until(() => time > before);
    await warm.stop();
    // Its first piece: the start, and two looks at the clock.
    expect(before).toBe(6);
  });

  it('ends with the desk, and what it cannot read stops nobody', async () => {
    const failed: unknown[] = [];
    const options = { db: desk.replica.db, onError: (error: unknown) => failed.push(error) };
    let aborted = false;
    const endless = createWarmUp({
      ...{ ...options, tables: ['phone'] },
      delay: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new Error('aborted'));
          });
        }),
    });
    await endless.start();
    await endless.stop();
    expect([aborted, failed]).toEqual([true, []]);
    const closed = {
      prepare: () => {
        throw new Error('closed');
      },
    } as unknown as ReadableDb;
    const broken = createWarmUp({
      ...{ ...options, db: closed, tables: ['phone'] },
      delay: async () => setImmediate(),
    });
    await broken.start();
    await until(() => failed.length > 0);
    await broken.stop();
    expect(failed).toMatchObject([{ message: 'closed' }]);
  });
});
