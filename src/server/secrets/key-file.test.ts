import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyFile, KEY_FILE } from './key-file.ts';
import { newKey } from './keys.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rufblatt-key-file-'));
  path = join(folder, 'data', KEY_FILE);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const modeOf = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;

describe('the key file', () => {
  it('is made once, for its owner alone, whoever is first', async () => {
    const file = createKeyFile({ path, isGiven: false });
    expect(await file.read()).toBeUndefined();
    const made = await Promise.all(
      Array.from({ length: 8 }, () => createKeyFile({ path, isGiven: false }).create()),
    );
    expect(new Set(made.map(([{ id }]) => id)).size).toBe(1);
    expect((await file.read())?.[0].id).toBe(made[0]?.[0].id);
    expect([await modeOf(path), await readdir(join(folder, 'data'))]).toEqual([0o600, [KEY_FILE]]);
  });

  it('gets a new key in front, and keeps the others, its mode and its link', async () => {
    const real = join(folder, 'real');
    const old = newKey();
    await writeFile(real, `${old.bytes.toString('hex')} # of May\n`, { mode: 0o600 });
    const linked = join(folder, 'link');
    await symlink(real, linked);
    const file = createKeyFile({ path: linked, isGiven: true });
    const [added, ...others] = await file.add();
    expect(others.map(({ id }) => id)).toEqual([old.id]);
    expect((await file.read())?.map(({ id }) => id)).toEqual([added.id, old.id]);
    expect(await readFile(real, 'utf8')).toContain('# of May');
    expect(await modeOf(real)).toBe(0o600);
    await file.add();
    expect((await readFile(real, 'utf8')).match(/Keys of the secrets/g)).toHaveLength(1);
  });

  it('that was named and is not there, or is none, is an error that says which', async () => {
    const named = createKeyFile({ path, isGiven: true });
    await expect(named.read()).rejects.toMatchObject({ code: 'secrets.key-file', params: { file: path } });
    const isFolder = createKeyFile({ path: folder, isGiven: false });
    await expect(isFolder.read()).rejects.toThrow(/cannot be read.*Put the key file back/);
    const blocked = createKeyFile({ path: join(folder, 'plain', KEY_FILE), isGiven: false });
    await writeFile(join(folder, 'plain'), '');
    await expect(blocked.create()).rejects.toThrow(/cannot be written/);
  });

  it('that everybody can read is mentioned', async () => {
    const heard: string[] = [];
    const file = createKeyFile({ path, isGiven: false, onOpenToOthers: (which) => heard.push(which) });
    await file.create();
    expect(heard).toEqual([]);
    await chmod(path, 0o644);
    await file.read();
    expect(heard).toEqual(process.platform === 'win32' ? [] : [path]);
  });
});
