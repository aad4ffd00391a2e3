import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryRows } from '#test/support/memory-rows.ts';
import { find, get, insert, remove, runAsync, runSync, update } from './steps.ts';
import type { RowOp, Steps } from './steps.ts';
import { defineTable, integer, text } from './table.ts';

const table = defineTable('note', { title: text(), size: integer() });

type Deed =
  | { readonly do: 'insert'; readonly id: string }
  | { readonly do: 'remove'; readonly id: string }
  | { readonly do: 'update'; readonly id: string; readonly size: number };

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ do: fc.constant('insert' as const), id: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ do: fc.constant('remove' as const), id: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ do: fc.constant('update' as const), id: fc.constantFrom('a', 'b', 'c'), size: fc.integer() }),
);

/** Survives every refusal, and tells what it saw. */
function* body(deeds: readonly Deed[]): Steps<readonly unknown[]> {
  const seen: unknown[] = [];
  for (const deed of deeds) {
    const { id } = deed;
    try {
      if (deed.do === 'insert') yield* insert(table, { id, title: id, size: 0 });
      else if (deed.do === 'remove') yield* remove(table, id);
      else yield* update(table, id, { size: deed.size });
    } catch (error) {
      seen.push((error as Error).message);
    }
    seen.push(yield* get(table, id), (yield* find(table, { size: 0 })).length);
  }
  return seen;
}

describe('the two drivers of a body', () => {
  it('do the same to the same rows, refusals included', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyDeed, { maxLength: 20 }), async (deeds) => {
        const [one, other] = [createMemoryRows(), createMemoryRows()];
        const direct = runSync(body(deeds), (op) => one.execute(op));
        const awaited = await runAsync(body(deeds), async (op) => other.execute(op));
        expect(awaited).toEqual(direct);
        expect(other.all(table)).toEqual(one.all(table));
      }),
    );
  });

  const failing = (op: RowOp): never => {
    throw new Error(`no ${op.op}`);
  };

  it('throw a failed operation into the body, where it may be caught', async () => {
    function* careful(): Steps<string> {
      try {
        yield* remove(table, 'a');
        return 'removed';
      } catch (error) {
        return (error as Error).message;
      }
    }
    expect(runSync(careful(), failing)).toBe('no remove');
    expect(await runAsync(careful(), async (op) => failing(op))).toBe('no remove');
  });

  it('let through what the body does not catch, and run its clean-up', async () => {
    const cleaned: string[] = [];
    function* careless(): Steps<void> {
      try {
        yield* remove(table, 'a');
      } finally {
        cleaned.push('cleaned');
      }
    }
    expect(() => runSync(careless(), failing)).toThrow('no remove');
    await expect(runAsync(careless(), async (op) => failing(op))).rejects.toThrow('no remove');
    expect(cleaned).toEqual(['cleaned', 'cleaned']);
  });
});
