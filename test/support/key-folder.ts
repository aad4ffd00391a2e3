import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the folder of a run, in which each of its processes has a key file of its own. */
export const KEY_FOLDER = 'RUFBLATT_TEST_KEY_FOLDER';

/**
 * Once for the run. Its workers are ended by a signal, after which they take nothing away themselves; whoever started
 * them does. A run within another one uses that one's folder.
 */
export function setup(): (() => void) | undefined {
  if (process.env[KEY_FOLDER]) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'rufblatt-keys-'));
  process.env[KEY_FOLDER] = folder;
  return () => {
    delete process.env[KEY_FOLDER];
    rmSync(folder, { recursive: true, force: true });
  };
}
