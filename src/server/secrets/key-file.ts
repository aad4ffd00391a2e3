import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf } from '#shared/kernel/app-error.ts';
import { keyFileError, newKey, parseKeys } from './keys.ts';
import type { Keys, KeyStore } from './keys.ts';
import { syncFolder } from '../sync-folder.ts';

/** In the data folder, where no other file is named. */
export const KEY_FILE = 'secret-keys';

const HEAD = `# Keys of the secrets in the centre's database: the first one seals, all of them open.
# Without this file the secrets are lost. Keep a copy apart from the backups of the database.
`;

export interface KeyFileOptions {
  readonly path: string;
  /** Whether it was named by the operator: such a file is there or it is an error. */
  readonly isGiven: boolean;
  /** Others than its owner can read it. */
  readonly onOpenToOthers?: (path: string) => void;
}

/** A file of mode 0600; written beside it first, so that it is there as a whole or not at all. */
export function createKeyFile({ path, isGiven, onOpenToOthers }: KeyFileOptions): KeyStore {
  async function read(): Promise<Keys | undefined> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
      if (process.platform !== 'win32' && ((await stat(path)).mode & 0o004) !== 0) onOpenToOthers?.(path);
    } catch (error) {
      if (isMissing(error) && !isGiven) return undefined;
      throw keyFileError(path, `The key file ${path} cannot be read: ${messageOf(error)}`, error);
    }
    return parseKeys(text, path);
  }

  async function mustRead(): Promise<Keys> {
    const keys = await read();
    if (keys) return keys;
    throw keyFileError(path, `The key file ${path} is not there`);
  }

  /** @param place gives the written file its name */
  async function write(
    target: string,
    lines: string,
    place: (aside: string, handle: FileHandle) => Promise<void>,
  ): Promise<void> {
    const aside = join(dirname(target), `.${KEY_FILE}-${randomBytes(8).toString('hex')}`);
    try {
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const handle = await open(aside, 'wx', 0o600);
      try {
        await handle.writeFile(lines);
        await handle.sync();
        await place(aside, handle);
      } finally {
        await handle.close();
      }
      await syncFolder(dirname(target));
    } catch (error) {
      throw keyFileError(path, `The key file ${path} cannot be written: ${messageOf(error)}`, error);
    } finally {
      await rm(aside, { force: true }).catch(() => undefined);
    }
  }

  return {
    name: path,
    read,
    async create() {
      await write(path, `${HEAD}${lineOf(newKey().bytes)}`, async (aside) => {
        await link(aside, path).catch((error: unknown) => {
          if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
        });
      });
      return mustRead();
    },
    async add() {
      const keys = await mustRead();
      const target = await realpath(path);
      const before = await readFile(target, 'utf8');
      const { uid, gid } = await stat(target);
      const key = newKey();
      await write(target, `${HEAD}${lineOf(key.bytes)}${withoutHead(before)}`, async (aside, handle) => {
        // The operator may be root, the node another: it has to go on reading its file.
        if (process.getuid?.() === 0) await handle.chown(uid, gid);
        await rename(aside, target);
      });
      return [key, ...keys];
    },
  };
}

const lineOf = (key: Buffer): string => `${key.toString('hex')}\n`;

const withoutHead = (text: string): string => (text.startsWith(HEAD) ? text.slice(HEAD.length) : text);

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
