import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendSync } from './append-sync.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rufblatt-append-'));
  path = join(folder, 'file');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('writes each chunk before it asks for the next, behind what is there, and keeps it whatever comes', async () => {
  writeFileSync(path, 'ab');
  const heard: number[] = [];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const [text, size] of [
      ['cde', 5],
      ['f', 6],
    ] as const) {
      yield await Promise.resolve(Buffer.from(text));
      expect(statSync(path).size).toBe(size);
    }
    throw new Error('the line breaks');
  }
  await expect(appendSync(path, chunks(), (_chunk, bytes) => heard.push(bytes))).rejects.toThrow(
    'line breaks',
  );
  expect(readFileSync(path, 'utf8')).toBe('abcdef');
  expect(heard).toEqual([5, 6]);
});

it('begins a file, and counts', async () => {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(new Uint8Array(70_000).fill(7));
    yield new Uint8Array(3).fill(8);
  }
  expect(await appendSync(path, chunks(), () => undefined)).toBe(70_003);
  expect(readFileSync(path).subarray(69_999)).toEqual(Buffer.from([7, 8, 8, 8]));
});
