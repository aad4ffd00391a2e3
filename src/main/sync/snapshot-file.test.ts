import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SnapshotOffer } from '#shared/sync/protocol.ts';
import { createMemoryDesk } from '#test/support/memory-replica.ts';
import { createSnapshotFile } from './snapshot-file.ts';

const MB = 1024 * 1024;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'rufblatt-snapshot-file-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const offer = (bytes: number): SnapshotOffer => ({
  ...{ kind: 'ready', id: 'one', epoch: 'e', ver: 1, scopes: ['s'], rows: 1, bytes },
  sha256: 'a'.repeat(64),
  key: `${'A'.repeat(43)}=`,
});

async function* chunksOf(bytes: Uint8Array, size: number, breaksAt = Infinity): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) {
    if (start >= breaksAt) throw new Error('the line breaks');
    yield await Promise.resolve(bytes.subarray(start, start + size));
  }
}

describe('the bytes of a snapshot on the disk', () => {
  it('are those that came, in their order, and counted as they are written', async () => {
    const desk = createMemoryDesk();
    const path = join(folder, 'snapshot');
    const file = createSnapshotFile(desk.replica, path);
    const bytes = Uint8Array.from({ length: 2.5 * MB }, (_, index) => (index * 7) % 251);
    const heard: number[] = [];
    expect(await file.begin(offer(bytes.length))).toBe(0);
    expect(await file.append(chunksOf(bytes, 64 * 1024), (count) => heard.push(count))).toBe(bytes.length);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(heard).toEqual([...new Set(heard)].toSorted((one, other) => one - other));
    expect(heard.at(-1)).toBe(bytes.length);
    desk.raw.close();
  });

  it('are there before the next come: a desk that is killed while it waits has them', async () => {
    const desk = createMemoryDesk();
    const path = join(folder, 'snapshot');
    const file = createSnapshotFile(desk.replica, path);
    const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 256);
    await file.begin(offer(bytes.length));
    async function* stalling(): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 400);
      await vi.waitFor(() => expect(statSync(path).size).toBe(400));
      yield bytes.subarray(400);
    }
    expect(await file.append(stalling(), () => undefined)).toBe(1_000);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    desk.raw.close();
  });

  it('are kept where the line breaks, to the last one, and go on from there', async () => {
    const desk = createMemoryDesk();
    const path = join(folder, 'snapshot');
    const file = createSnapshotFile(desk.replica, path);
    const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 256);
    await file.begin(offer(bytes.length));
    await expect(file.append(chunksOf(bytes, 100, 400), () => undefined)).rejects.toThrow('the line breaks');
    expect(await file.begin(offer(bytes.length))).toBe(400);
    expect(await file.append(chunksOf(bytes.subarray(400), 100), () => undefined)).toBe(1_000);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    await file.discard();
    expect(await file.begin(offer(bytes.length))).toBe(0);
    desk.raw.close();
  });
});
