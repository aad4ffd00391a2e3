import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanFileName, numbered } from '#shared/files/file-name.ts';
import { mayOpen } from '#shared/files/file-types.ts';
import type { HandedOver } from '#shared/ipc/handed-over.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { HandedFile } from '../shell.ts';

/** What of Electron is needed for it. */
export interface HandOverSystem {
  /** The person's folder for downloads. */
  readonly downloads: () => string;
  /** Where the person wants it; undefined: nowhere. */
  readonly ask: (proposed: string) => Promise<string | undefined>;
  /** Lets the system show a file. @returns why not; empty: it does. */
  readonly open: (path: string) => Promise<string>;
}

const MOST_NAMESAKES = 1000;

/**
 * `save` asks where. `open` puts it into the downloads, beside what is there, and lets the system show it, if it is of a
 * kind in which nothing runs: whoever asks has made sure, and it is made sure here again.
 */
export function createHandOver(system: HandOverSystem) {
  return async (file: HandedFile, how: 'open' | 'save'): Promise<HandedOver> => {
    const name = cleanFileName(file.name);
    const folder = system.downloads();
    if (how === 'save') {
      const path = await system.ask(join(folder, name));
      if (path === undefined) return { kind: 'cancelled' };
      await written(path, file.bytes, 'w');
      return { kind: 'saved', path, isOpened: false };
    }
    const path = await beside(folder, name, file.bytes);
    const isOpened = mayOpen(name) && (await system.open(path)) === '';
    return { kind: 'saved', path, isOpened };
  };
}

/** Never over a file that is there. */
async function beside(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  for (let count = 1; count < MOST_NAMESAKES; count += 1) {
    const path = join(folder, count === 1 ? name : numbered(name, count));
    if (await written(path, bytes, 'wx')) return path;
  }
  throw new AppError('files.not-written', 'too many of that name', { detail: folder });
}

/** Whether it is written; false: something of that name is there. */
async function written(path: string, bytes: Uint8Array, flag: 'w' | 'wx'): Promise<boolean> {
  try {
    await writeFile(path, bytes, { flag, mode: 0o600 });
    return true;
  } catch (error) {
    if (flag === 'wx' && (error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new AppError('files.not-written', messageOf(error), { detail: path }, { cause: error });
  }
}
