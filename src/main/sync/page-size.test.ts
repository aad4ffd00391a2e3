import { describe, expect, it } from 'vitest';
import { MAX_PAGE_ROWS, MOST_PAGE_ROWS } from '#shared/sync/protocol.ts';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import type { OnPageEnd, SyncNet } from './net.ts';
import type { Packed } from './packing.ts';
import { createPageSize, sizePages } from './page-size.ts';

const REQUEST: PullRequest = { client: 'c', epoch: 'e', schema: 1, cursor: 10, tables: [] };
const REPLY: PullReply = { kind: 'upgrade', minSchema: 2 };

describe('the size of a page', () => {
  it('is the centre’s choice before anything is known', () => {
    expect(createPageSize().rows()).toBeUndefined();
  });

  it('doubles while pages come quickly, up to a limit', () => {
    const size = createPageSize();
    size.took(100, true);
    expect(size.rows()).toBe(2 * MAX_PAGE_ROWS);
    for (let page = 0; page < 10; page++) size.took(100, true);
    expect(size.rows()).toBe(MOST_PAGE_ROWS);
  });

  it('halves while they take long or fail for it, down to what any line takes', () => {
    const size = createPageSize();
    size.took(7_000, true);
    expect(size.rows()).toBe(MAX_PAGE_ROWS / 2);
    size.took(30_000, false);
    expect(size.rows()).toBe(MAX_PAGE_ROWS / 4);
    for (let page = 0; page < 10; page++) size.took(30_000, false);
    expect(size.rows()).toBe(250);
  });

  it('stays where they take neither, fail at once, or the clock was set back', () => {
    const size = createPageSize();
    size.took(3_000, true);
    size.took(10, false);
    size.took(-5_000, true);
    expect(size.rows()).toBeUndefined();
  });
});

describe('a net whose pages are sized', () => {
  const never = new AbortController().signal;

  /** Each pull takes `ms`; `end` is told of it where it is a number. */
  function watched(ms: number, end: number | undefined, fails = false) {
    let now = 0;
    const asked: (number | undefined)[] = [];
    const pull = async ({ rows }: PullRequest, _signal: AbortSignal, onEnd?: OnPageEnd) => {
      asked.push(rows);
      if (end !== undefined) onEnd?.(end);
      now += ms;
      if (fails) throw new Error('timeout');
      return REPLY;
    };
    const size = createPageSize();
    const net = { pull, pullPacked: async (...given) => encode(await pull(...given)) } as SyncNet;
    return { asked, size, net: sizePages(net, size, { now: () => now }) };
  }
  const encode = (reply: unknown): Packed => ({
    bytes: new TextEncoder().encode(JSON.stringify(reply)),
    encoding: '',
  });

  it.each(['pull', 'pullPacked'] as const)('learns from a full page of %s', async (way) => {
    const { size, net } = watched(20, 30);
    const ends: number[] = [];
    await net[way]?.(REQUEST, never, (to) => ends.push(to));
    expect(ends).toEqual([30]);
    expect(size.rows()).toBe(2 * MAX_PAGE_ROWS);
  });

  it('asks for as many rows as are wanted by then', async () => {
    const { asked, net } = watched(20, 30);
    for (let page = 0; page < 3; page++) await net.pull(REQUEST, never);
    expect(asked).toEqual([undefined, 2 * MAX_PAGE_ROWS, 4 * MAX_PAGE_ROWS]);
  });

  it('learns nothing from the last page: it may be short', async () => {
    const { size, net } = watched(20, undefined);
    expect(await net.pull(REQUEST, never)).toBe(REPLY);
    expect(size.rows()).toBeUndefined();
  });

  it('learns from one that was given up, but not from one that nobody wanted any more', async () => {
    const { size, net } = watched(30_000, undefined, true);
    const over = new AbortController();
    over.abort();
    await expect(net.pull(REQUEST, over.signal)).rejects.toThrow('timeout');
    expect(size.rows()).toBeUndefined();
    await expect(net.pull(REQUEST, never)).rejects.toThrow('timeout');
    expect(size.rows()).toBe(MAX_PAGE_ROWS / 2);
  });
});
