import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Electron's executable where there is one: `RUFBLATT_ELECTRON`, or what the npm package has downloaded before.
 * Looks at files only: importing the package would start the download.
 * @throws {Error} when `RUFBLATT_ELECTRON` names a file that does not exist
 */
export function findElectronBinary(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const own = env['RUFBLATT_ELECTRON'];
  if (own !== undefined && own !== '') {
    if (!existsSync(own)) throw new Error(`RUFBLATT_ELECTRON points to ${own}, which does not exist`);
    return own;
  }
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}
