import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';

const BLOCK = 512;

interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'symlink';
  readonly mode: number;
  readonly linkTarget: string;
  readonly body: Uint8Array;
}

const text = (block: Uint8Array, from: number, length: number): string => {
  const field = block.subarray(from, from + length);
  const end = field.indexOf(0);
  return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString('utf8');
};

const octal = (block: Uint8Array, from: number, length: number): number =>
  Number.parseInt(text(block, from, length).trim() || '0', 8);

const kinds: Readonly<Record<string, Entry['kind']>> = {
  '': 'file',
  '0': 'file',
  '2': 'symlink',
  '5': 'directory',
};

function* entries(archive: Uint8Array): Generator<Entry> {
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const size = octal(header, 124, 12);
    const flag = text(header, 156, 1);
    const kind = kinds[flag];
    const name = text(header, 0, 100);
    if (kind === undefined) throw new Error(`tar: entry "${name}" has the unsupported type "${flag}"`);
    const body = archive.subarray(at + BLOCK, at + BLOCK + size);
    if (body.length !== size) throw new Error(`tar: "${name}" is cut off`);
    yield { name, kind, mode: octal(header, 100, 8), linkTarget: text(header, 157, 100), body };
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/**
 * Unpacks a plain (uncompressed) tar archive of files, directories and symlinks with names up to 100 bytes.
 * @throws on any other entry type, a truncated archive, or an entry that would land outside `folder`
 */
export async function untar(archive: Uint8Array, folder: string): Promise<void> {
  const root = resolve(folder);
  for (const entry of entries(archive)) {
    const path = resolve(root, entry.name);
    if (path !== root && !path.startsWith(root + sep)) {
      throw new Error(`tar: "${entry.name}" points outside the target folder`);
    }
    if (entry.kind === 'directory') {
      await mkdir(path, { recursive: true });
      continue;
    }
    await mkdir(dirname(path), { recursive: true });
    if (entry.kind === 'symlink') {
      const target = resolve(dirname(path), entry.linkTarget);
      if (!target.startsWith(root + sep))
        throw new Error(`tar: link "${entry.name}" leaves the target folder`);
      await symlink(entry.linkTarget, join(path));
      continue;
    }
    await writeFile(path, entry.body);
    await chmod(path, entry.mode & 0o755);
  }
}
