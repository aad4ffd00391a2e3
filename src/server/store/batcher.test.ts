import { describe, expect, it } from 'vitest';
import { createBatcher } from './batcher.ts';
import type { Waiting } from './batcher.ts';

/** Batches that end when they are told to. */
function rig(limit = 100) {
  const batches: { readonly key: string; readonly batch: readonly Waiting<number, string>[]; end(): void }[] =
    [];
  const ask = createBatcher<number, string>({
    limit,
    run: (key, batch) => new Promise<void>((end) => void batches.push({ key, batch, end })),
  });
  const turn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));
  const answer = (index: number): void => {
    for (const { item, resolve } of batches[index]?.batch ?? []) resolve(`${item}`);
    batches[index]?.end();
  };
  const items = (): readonly (readonly number[])[] =>
    batches.map(({ batch }) => batch.map(({ item }) => item));
  return { ask, turn, answer, items, batches };
}

describe('a batcher', () => {
  it('does together what is asked at the same time, and each gets its own answer', async () => {
    const { ask, turn, answer, items } = rig();
    const asked = [ask('a', 1), ask('a', 2)];
    await turn();
    expect(items()).toEqual([[1, 2]]);
    answer(0);
    expect(await Promise.all(asked)).toEqual(['1', '2']);
  });

  it('puts nobody into a batch that has begun', async () => {
    const { ask, turn, answer, items } = rig();
    const first = ask('a', 1);
    await turn();
    const later = [ask('a', 2), ask('a', 3)];
    await turn();
    expect(items()).toEqual([[1]]);
    answer(0);
    expect(await first).toBe('1');
    await turn();
    expect(items()).toEqual([[1], [2, 3]]);
    answer(1);
    expect(await Promise.all(later)).toEqual(['2', '3']);
  });

  it('lets keys not wait for each other', async () => {
    const { ask, turn, answer, items } = rig();
    void ask('a', 1);
    await turn();
    const other = ask('b', 2);
    await turn();
    expect(items()).toEqual([[1], [2]]);
    answer(1);
    expect(await other).toBe('2');
  });

  it('keeps a batch within its limit', async () => {
    const { ask, turn, answer, items } = rig(2);
    const asked = [1, 2, 3].map((item) => ask('a', item));
    await turn();
    answer(0);
    await turn();
    answer(1);
    expect(await Promise.all(asked)).toEqual(['1', '2', '3']);
    expect(items()).toEqual([[1, 2], [3]]);
  });

  it('tells everybody not answered of an error, and goes on', async () => {
    let isBroken = true;
    const ask = createBatcher<number, number>({
      limit: 10,
      run: async (_key, [first, ...rest]) => {
        first?.resolve(first.item);
        if (isBroken) throw new Error('broken');
        for (const { item, resolve } of rest) resolve(item);
      },
    });
    const asked = [ask('a', 1), ask('a', 2)];
    expect(await asked[0]).toBe(1);
    await expect(asked[1]).rejects.toThrow('broken');
    isBroken = false;
    expect(await Promise.all([ask('a', 3), ask('a', 4)])).toEqual([3, 4]);
  });
});
