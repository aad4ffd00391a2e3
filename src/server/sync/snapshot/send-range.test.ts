import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendRange } from './send-range.ts';

const FILE = randomBytes(2_500_000);
const always = async (): Promise<boolean> => true;

let folder: string;
let handle: FileHandle;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rufblatt-send-'));
  writeFileSync(join(folder, 'file'), FILE);
  handle = await open(join(folder, 'file'));
});
afterEach(async () => {
  await handle.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Looks at the bytes long after it was given them, as a socket does. */
function slowReader(): { readonly to: Writable; readonly read: () => Buffer } {
  const chunks: Buffer[] = [];
  const to = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, done) {
      setImmediate(() => {
        chunks.push(Buffer.from(chunk));
        done();
      });
    },
  });
  return { to, read: () => Buffer.concat(chunks) };
}

describe('a range of a file', () => {
  it.each([
    [0, FILE.length],
    [1_000_001, 1_200_000],
    [FILE.length - 1, 1],
  ])('is sent as it is, from %i on %i bytes', async (start, bytes) => {
    const { to, read } = slowReader();
    await sendRange(handle, start, bytes, to, always);
    expect(to.writableEnded).toBe(true);
    expect(read().equals(FILE.subarray(start, start + bytes))).toBe(true);
  });

  it('is given up when nobody listens any more', async () => {
    let taken = 0;
    const to = new Writable({
      write(chunk: Buffer, _encoding, done) {
        taken += chunk.length;
        // The second one is never taken.
        if (taken < 1_000_000) done();
        else setImmediate(() => to.destroy());
      },
    });
    await expect(sendRange(handle, 0, FILE.length, to, always)).rejects.toThrow();
    expect(taken).toBeLessThan(FILE.length);
    await expect(sendRange(handle, 0, FILE.length, to, always)).rejects.toThrow('nobody listens any more');
  });

  it('is cut where it is not to go on', async () => {
    const { to, read } = slowReader();
    let asked = 0;
    const goesOn = async (): Promise<boolean> => ++asked < 2;
    await expect(sendRange(handle, 0, FILE.length, to, goesOn)).rejects.toThrow('may not have it');
    expect([asked, to.destroyed, to.writableFinished]).toEqual([2, true, false]);
    expect(read().length).toBeLessThan(FILE.length / 2);
  });

  it('ends the answer in the middle where the file does', async () => {
    const { to } = slowReader();
    await expect(sendRange(handle, 0, FILE.length + 1, to, always)).rejects.toThrow('1 bytes too early');
    expect(to.destroyed).toBe(true);
    expect(to.writableFinished).toBe(false);
  });
});
