import { describe, expect, it } from 'vitest';
import { createMemoryDesk } from '#test/support/memory-replica.ts';
import { readSyncState } from '../replica/sync-state.ts';
import { pullAll } from './catch-up.ts';
import type { SyncNet } from './net.ts';

const CURSOR = 50;

/** A replica with some rows; the centre is so many versions ahead of it and sends them in two pages. */
async function behind(versions: number, rows = 100): Promise<readonly string[]> {
  const desk = createMemoryDesk();
  desk.raw.exec(`UPDATE sync_state SET cursor = ${CURSOR}, epoch = 'e'`);
  const insert = desk.raw.prepare("INSERT INTO stroke VALUES (?, 's', 1, 'n', 'me')");
  for (let row = 0; row < rows; row++) insert.run(`s${row}`);
  const heard: string[] = [];
  const head = CURSOR + versions;
  const pull: SyncNet['pull'] = async ({ cursor }) => {
    heard.push(`pull ${cursor}`);
    const page = { kind: 'page' as const, epoch: 'e', from: cursor, head, rows: [] };
    return cursor === CURSOR
      ? { ...page, to: CURSOR + 1, complete: false }
      : { ...page, to: head, complete: true, lastMid: 0, outcomes: [] };
  };
  const unused = (): never => {
    throw new Error('nobody should ask');
  };
  const snapshots = { offer: unused, fetch: unused };
  const net: SyncNet = { pull, push: unused, hints: unused, snapshots };
  const bootstrap = {
    async run() {
      heard.push('snapshot?');
      return 'none' as const;
    },
  };
  const deps = { ...desk, delay: async () => undefined, onProgress: () => undefined, bootstrap };
  expect(await pullAll(deps, net, new AbortController().signal)).toBe('complete');
  expect(readSyncState(desk.replica.db).cursor).toBe(head);
  return heard;
}

describe('a desk that is behind', () => {
  it('by more than a fifth of its rows asks for a snapshot, once', async () => {
    expect((await behind(10_001)).filter((word) => word === 'snapshot?')).toHaveLength(1);
  });

  it.each([
    ['few versions, however few rows it has', 10_000, 100],
    ['less than a fifth of its rows', 10_001, 50_010],
  ])('by %s pulls pages', async (_, versions, rows) => {
    expect(await behind(versions, rows)).toEqual([`pull ${CURSOR}`, `pull ${CURSOR + 1}`]);
  });
});
