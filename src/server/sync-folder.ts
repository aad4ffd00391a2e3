import { open } from 'node:fs/promises';

/** Makes names last that were just given in this folder: a file is safe only once its entry is on the disk as well. */
export async function syncFolder(path: string): Promise<void> {
  // Windows neither needs it nor opens folders.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
