import { describe, expect, it } from 'vitest';
import type { Store, Tx } from '#server/store/store.ts';
import type { Position } from './position.ts';
import { createTotals } from './totals.ts';

const PLACE = {
  principal: { actor: { tenantId: 't' }, scopeIds: ['s'] },
  tables: [{ name: 'party' }, { name: 'ticket' }],
} as unknown as Position;

/** Counts that are answered by hand: each table has so many rows. */
function counting() {
  let now = 0;
  const waiting: ((rows: number | Error) => void)[] = [];
  const errors: unknown[] = [];
  const store = {
    async withSnapshot<T>(_tenant: string, run: (tx: Tx) => Promise<T>): Promise<T> {
      const rows = await new Promise<number | Error>((resolve) => waiting.push(resolve));
      if (rows instanceof Error) throw rows;
      return run({ tenantId: 't', query: async () => [{ rows }] } as unknown as Tx);
    },
  } as Pick<Store, 'withSnapshot'>;
  const totals = createTotals({ store, clock: { now: () => now }, onError: (error) => errors.push(error) });
  const answer = async (rows: number | Error): Promise<void> => {
    waiting.shift()?.(rows);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { totals, waiting, errors, answer, pass: (ms: number) => void (now += ms) };
}

describe('the rows a replica will hold', () => {
  it('are counted beside the pages, once for all who begin', async () => {
    const { totals, waiting, answer } = counting();
    expect(totals.of(PLACE)).toBeUndefined();
    expect(totals.of(PLACE)).toBeUndefined();
    expect(waiting).toHaveLength(1);
    await answer(1_000);
    expect(totals.of(PLACE)).toBe(2_000);
    expect(waiting).toHaveLength(0);
  });

  it('are counted for each table set and each set of scopes', async () => {
    const { totals, answer } = counting();
    totals.of(PLACE);
    await answer(1);
    const other = { ...PLACE, tables: PLACE.tables.slice(0, 1) };
    expect(totals.of(other)).toBeUndefined();
    await answer(5);
    expect([totals.of(PLACE), totals.of(other)]).toEqual([2, 5]);
  });

  it('are counted anew after a while; until then the old count is said', async () => {
    const { totals, answer, pass } = counting();
    totals.of(PLACE);
    await answer(1);
    pass(60_001);
    expect(totals.of(PLACE)).toBe(2);
    expect(totals.of(PLACE)).toBe(2);
    await answer(3);
    expect(totals.of(PLACE)).toBe(6);
  });

  it('that could not be counted are missed by nobody but the log', async () => {
    const { totals, errors, answer, waiting, pass } = counting();
    totals.of(PLACE);
    await answer(new Error('the database is gone'));
    expect(totals.of(PLACE)).toBeUndefined();
    expect(errors).toHaveLength(1);
    pass(60_001);
    totals.of(PLACE);
    expect(waiting).toHaveLength(1);
  });
});
