import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKey } from '#server/secrets/keys.ts';
import { KEY_FOLDER } from './key-folder.ts';

let made: string | undefined;

/** The key file of all centres of this process, so that nodes in it and commands beside it read the same. */
export function testKeyFile(): string {
  if (made !== undefined) return made;
  made = join(folderOfProcess(), 'secret-keys');
  writeFileSync(made, `${newKey().bytes.toString('hex')}\n`, { mode: 0o600 });
  return made;
}

/** For its owner only. It goes with the run, or where this process is none of a run's workers with the process. */
function folderOfProcess(): string {
  const ofRun = process.env[KEY_FOLDER];
  if (ofRun) return mkdtempSync(join(ofRun, 'process-'));
  const folder = mkdtempSync(join(tmpdir(), 'rufblatt-keys-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
