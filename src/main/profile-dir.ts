import { homedir } from 'node:os';
import { join } from 'node:path';
import type { DeskOptions } from './options.ts';

/** Where a profile keeps its replica and key: the system's place for application data, or `--data`. */
export function profileDir(
  { dataDir, profile }: Pick<DeskOptions, 'dataDir' | 'profile'>,
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  return join(dataDir ?? join(applicationData(env, platform), 'rufblatt'), profile);
}

function applicationData(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string {
  if (platform === 'win32') return env.APPDATA || join(homedir(), 'AppData', 'Roaming');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return env.XDG_DATA_HOME || join(homedir(), '.local', 'share');
}
