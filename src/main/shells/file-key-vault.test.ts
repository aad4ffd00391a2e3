import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileKeyVault } from './file-key-vault.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'rufblatt-vault-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('the key in a file', () => {
  it('is not there at first, then as it was saved, and replaced whole', async () => {
    const vault = createFileKeyVault(join(home, 'profile', 'replica.key'));
    expect(await vault.load()).toBeUndefined();
    for (const key of [randomBytes(32), randomBytes(32)]) {
      await vault.save(key);
      expect(Buffer.from((await vault.load()) ?? [])).toEqual(key);
    }
    expect(await readdir(join(home, 'profile'))).toEqual(['replica.key']);
    expect(vault.strength).toBe('file');
  });

  it.runIf(process.platform !== 'win32')('is its owner’s alone, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      await createFileKeyVault(join(home, 'profile', 'replica.key')).save(randomBytes(32));
    } finally {
      process.umask(before);
    }
    expect((await stat(join(home, 'profile', 'replica.key'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(home, 'profile'))).mode & 0o777).toBe(0o700);
  });

  it.each([0, 31, 33, 64])('of %i bytes is refused, and stays', async (length) => {
    const file = join(home, 'replica.key');
    await writeFile(file, randomBytes(length));
    await expect(createFileKeyVault(file).load()).rejects.toMatchObject({
      code: 'key.unreadable',
      params: { file },
    });
    expect((await stat(file)).size).toBe(length);
  });

  it('that cannot be read or written says so, and leaves no draft', async () => {
    const file = join(home, 'replica.key');
    await mkdir(join(file, 'in the way'), { recursive: true });
    const vault = createFileKeyVault(file);
    await expect(vault.load()).rejects.toMatchObject({ code: 'key.unreadable' });
    await expect(vault.save(randomBytes(32))).rejects.toMatchObject({ code: 'key.unwritable' });
    expect(await readdir(home)).toEqual(['replica.key']);
  });
});
