import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Manifest } from './format.ts';
import { Tally } from './tally.ts';
import { verifyBackup } from './verify.ts';
import { createBackupWriter } from './writer.ts';

const PASSPHRASE = 'korrekt pferd batterie';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rufblatt-backup-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ROWS = Buffer.from('1\tHannelore Probst\n2\tK. Vogt\n');

function manifestOf(chunk: Buffer): Manifest {
  const tally = new Tally();
  tally.add(chunk);
  return {
    migrations: [{ id: '2026-11-21-x', sha256: '0'.repeat(64) }],
    tables: [{ name: 'party', columns: ['id', 'name'], ...tally.result() }],
    tenants: [],
  };
}

async function write(name: string, passphrase?: string, manifest = manifestOf(ROWS)): Promise<string> {
  const file = join(folder, name);
  const writer = await createBackupWriter({ file, createdAt: 0, passphrase });
  await writer.write('T', Buffer.from(JSON.stringify({ name: 'party', columns: ['id', 'name'] })));
  await writer.write('D', gzipSync(ROWS));
  await writer.write('M', Buffer.from(JSON.stringify(manifest)));
  await writer.finish();
  return file;
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'whole',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

describe('a backup file', () => {
  it('is what was written, and a part is no file of that name', async () => {
    expect(await verifyBackup(await write('plain'), undefined)).toEqual(manifestOf(ROWS));
    const file = join(folder, 'half');
    const writer = await createBackupWriter({ file, createdAt: 0, passphrase: undefined });
    await writer.write('T', Buffer.from(JSON.stringify({ name: 'party', columns: ['id'] })));
    await writer.write('D', gzipSync(ROWS));
    expect(await readdir(folder)).toContain('half.part');
    expect(await codeOf(verifyBackup(`${file}.part`, undefined))).toBe('backup.incomplete');
    await writer.abandon();
    expect((await readdir(folder)).filter((name) => name.startsWith('half'))).toEqual([]);
  });

  it('hides everything behind its passphrase', async () => {
    const file = await write('sealed', PASSPHRASE);
    expect((await readFile(file)).includes('party')).toBe(false);
    expect(await verifyBackup(file, PASSPHRASE)).toEqual(manifestOf(ROWS));
    expect(await codeOf(verifyBackup(file, 'ein anderes Kennwort'))).toBe('backup.damaged');
    expect(await codeOf(verifyBackup(file, undefined))).toBe('backup.passphrase-missing');
  });

  it('whose tables are not what its manifest says is refused', async () => {
    const file = await write('lies', undefined, manifestOf(Buffer.from('1\tx\n')));
    expect(await codeOf(verifyBackup(file, undefined))).toBe('backup.damaged');
  });

  it('cut off anywhere is refused', async () => {
    const whole = await readFile(await write('to-cut'));
    const file = join(folder, 'cut');
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        await writeFile(file, whole.subarray(0, length));
        expect(await codeOf(verifyBackup(file, undefined))).toBe('backup.incomplete');
      }),
    );
  });

  it.each([
    ['plain', undefined],
    ['sealed', PASSPHRASE],
  ])('of which a byte has changed is refused: %s', async (name, passphrase) => {
    const whole = await readFile(await write(`${name}-to-change`, passphrase));
    const file = join(folder, 'changed');
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ change;
        await writeFile(file, changed);
        expect(await codeOf(verifyBackup(file, passphrase))).toMatch(/^backup\./);
      }),
      { numRuns: passphrase ? 25 : 200 },
    );
  });

  it('that is anything else is refused', async () => {
    const file = join(folder, 'anything');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 20, maxLength: 300 }), async (bytes) => {
        await writeFile(file, bytes);
        expect(await codeOf(verifyBackup(file, undefined))).toBe('backup.foreign');
      }),
    );
    expect(await codeOf(verifyBackup(join(folder, 'nowhere'), undefined))).toBe('backup.unreadable');
  });
});
