import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReplica } from '#main/replica/open-replica.ts';
import { notebookParts } from '#test/support/memory-replica.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';

/* A disk that takes no more, for any user: the process's files may not grow beyond a limit (`ulimit -f`). */

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rufblatt-full-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

interface Line {
  readonly done?: string;
  readonly refused?: string;
  readonly code?: string;
  readonly counts?: { readonly notes: number; readonly waiting: number };
}

const SCRIPT = join(import.meta.dirname, 'write-until-refused.test-process.ts');

/** @param blocks of 512 bytes: how large a file may get; undefined: as large as it likes */
async function write(file: string, key: Buffer, most: number, blocks?: number): Promise<readonly Line[]> {
  const node = `exec "$0" --disable-warning=ExperimentalWarning "$@"`;
  const command = blocks === undefined ? node : `ulimit -f ${blocks}; ${node}`;
  const child = spawn(
    'sh',
    ['-c', command, process.execPath, SCRIPT, file, key.toString('hex'), String(most)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

describe.skipIf(process.platform === 'win32')('a full disk (Windows knows no ulimit)', () => {
  it('F36 is told in words, leaves nothing partial, and loses nothing that was taken', async () => {
    const file = join(home, 'replica.db');
    const key = randomBytes(32);
    // Sh counts in blocks of 512 or of 1024 bytes: 2 to 4 MB.
    const lines = await write(file, key, 2_000, 4_096);
    const done = lines.filter((line) => line.done !== undefined);
    const refused = lines.at(-1);
    expect(done.length).toBeGreaterThan(10);
    expect(refused?.code).toMatch(/^replica\.disk-(full|error)$/);
    expect(refused?.counts).toEqual({ notes: done.length, waiting: done.length });

    const again = await write(file, key, 0);
    expect(again).toEqual([]);
    const replica = openReplica({ file, key, log: createRecordedLog(), ...notebookParts });
    const ids = replica.db.prepare('SELECT id FROM note').pluck().all();
    const waiting = replica.db.prepare(`SELECT args ->> '$.id' FROM outbox`).pluck().all();
    replica.close();
    expect(new Set(ids)).toEqual(new Set(done.map((line) => line.done)));
    expect(new Set(waiting)).toEqual(new Set(ids));
  });
});
