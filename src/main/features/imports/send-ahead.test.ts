import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { send, sendAhead } from './send-ahead.ts';
import type { Sending } from './send-ahead.ts';

const never = new AbortController().signal;

/** What happens to one request on its way: how long it and its answer take, and which of them is lost. */
interface Way {
  readonly there: number;
  readonly back: number;
  readonly lost: 'no' | 'request' | 'answer';
}

/** A centre that decides a line's batches in their order, at the end of a way that does to them what it likes. */
function lineOf(last: number, ways: readonly Way[]) {
  const decided: number[] = [];
  const noted: number[] = [];
  const underWay = { now: 0, most: 0 };
  let asked = 0;
  const turns = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
  };
  const sending: Sending = {
    last,
    rows: (batch) => [{ n: batch, entry: '{}', base: null }],
    async send(batch) {
      const { there, back, lost } = ways[asked++] ?? { there: 0, back: 0, lost: 'no' };
      underWay.most = Math.max(underWay.most, ++underWay.now);
      await turns(there);
      if (lost !== 'request' && batch === decided.length + 1) decided.push(batch);
      const next = decided.length + 1;
      await turns(back);
      underWay.now -= 1;
      if (lost !== 'no') throw new Error('lost');
      return batch < next ? Math.max(batch + 1, next) : next;
    },
    note: (done) => void noted.push(done),
    breathe: () => turns(1),
  };
  return { sending, decided, noted, underWay };
}

describe('batches sent ahead', () => {
  it('do not wait for each answer, and are told as done when they are', async () => {
    const { sending, decided, noted, underWay } = lineOf(
      5,
      Array.from({ length: 5 }, () => ({ there: 0, back: 5, lost: 'no' as const })),
    );
    expect(await sendAhead(sending, 1, 0, never)).toEqual({ batch: 6 });
    expect(decided).toEqual([1, 2, 3, 4, 5]);
    expect(noted).toEqual([1, 2, 3, 4, 5]);
    expect(underWay).toEqual({ now: 0, most: 2 });
  });

  it('end with the first answer that is another one, and with nothing under way', async () => {
    const { sending, underWay } = lineOf(9, [
      { there: 0, back: 0, lost: 'no' },
      { there: 0, back: 3, lost: 'answer' },
      { there: 9, back: 0, lost: 'no' },
    ]);
    const stopped = await sendAhead(sending, 1, 0, never);
    expect(stopped).toEqual({ batch: 2, error: expect.any(Error) as Error });
    expect(underWay.now).toBe(0);
  });

  it('stop when they are to', async () => {
    const { sending, decided, underWay } = lineOf(100, []);
    const abort = new AbortController();
    const stopped = sendAhead(
      { ...sending, note: (done) => done === 10 && abort.abort() },
      1,
      0,
      abort.signal,
    );
    expect((await stopped).batch).toBe(decided.length + 1);
    expect(decided.length).toBeLessThan(100);
    expect(underWay.now).toBe(0);
  });

  it('are decided once and in their order, whatever overtakes or gets lost', async () => {
    const way = fc.record({
      there: fc.nat(4),
      back: fc.nat(4),
      lost: fc.constantFrom('no' as const, 'no' as const, 'request' as const, 'answer' as const),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(way, { maxLength: 20 }),
        async (last, ways) => {
          const { sending, decided, noted } = lineOf(last, ways);
          for (let batch = 1; batch <= last;) {
            batch = (await sendAhead(sending, batch, batch - 1, never)).batch;
            if (batch <= last) batch = await send(sending, batch).catch(() => batch);
          }
          expect(decided).toEqual(Array.from({ length: last }, (_, i) => i + 1));
          for (const done of noted) expect(done).toBeLessThanOrEqual(last);
        },
      ),
    );
  });
});
