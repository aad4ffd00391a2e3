import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKey } from '#server/secrets/keys.ts';

let made: string | undefined;

/** The key file of all centres of this process, so that nodes in it and commands beside it read the same. */
export function testKeyFile(): string {
  if (made !== undefined) return made;
  const folder = mkdtempSync(join(tmpdir(), 'rufblatt-keys-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  made = join(folder, 'secret-keys');
  writeFileSync(made, `${newKey().bytes.toString('hex')}\n`, { mode: 0o600 });
  return made;
}
