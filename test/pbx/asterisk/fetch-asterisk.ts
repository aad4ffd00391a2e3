/**
 * The project's own way to a real Asterisk: Debian's signed package in a private, cached folder. By hand:
 * `node test/pbx/asterisk/fetch-asterisk.ts`. Presumes Debian with `apt`, `dpkg` and `debian-archive-keyring`
 * (all in every Debian 12), and a mirror in apt's sources; neither root nor a prior `apt-get update`.
 */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { assembleBundle } from './bundle.ts';
import { downloadPackage } from './private-apt.ts';
import { runCommand } from './run-command.ts';

/** `folder` as built by assembleBundle; `version` is the package's: `1:22.10.1+dfsg+…`. */
export type AsteriskBundle = { readonly folder: string; readonly version: string };

/** No Asterisk, hence no test of the PBX: never a reason to skip. */
export class NoAsteriskError extends Error {
  override readonly name = 'NoAsteriskError';
}

const CACHE = fileURLToPath(new URL('../../../.tmp/asterisk', import.meta.url));
const MODULES_CONF = fileURLToPath(new URL('etc/modules.conf', import.meta.url));
/** To be raised when assembleBundle lays things out differently. */
const LAYOUT = 1;
const ATTEMPTS = 3;
const OLDEST_MAJOR = 22;

/**
 * The cached Asterisk, else a newly fetched one (some 10 s, 80 MB of downloads, 30 MB kept).
 * The cache key is package version + list of modules; a cached bundle of the present list is taken as it is,
 * without asking the mirror; to have a newer one, remove `.tmp/asterisk`.
 * Safe to call from several processes at once.
 *
 * @throws NoAsteriskError with cause and next step.
 */
export async function ensureAsterisk({ cache = CACHE, pauseMs = 2000 } = {}): Promise<AsteriskBundle> {
  const config = await readFile(MODULES_CONF, 'utf8');
  const modules = [...config.matchAll(/^load\s*=>?\s*(\S+)/gm)].map(([, name = '']) => name);
  const hash = createHash('sha256').update([LAYOUT, ...modules].join('\n'));
  const listKey = hash.digest('hex').slice(0, 10);
  const cached = await findCached(cache, listKey);
  if (cached) return cached;
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetchBundle(cache, listKey, modules);
    } catch (error) {
      if (attempt === ATTEMPTS) throw explain(error);
      await delay(attempt * pauseMs);
    }
  }
}

/** Folders are named `<modules>-<version>` and appear by rename only: what is there is complete. */
async function findCached(cache: string, listKey: string): Promise<AsteriskBundle | undefined> {
  const names = await readdir(cache).catch(() => []);
  const name = names.find((candidate) => candidate.startsWith(`${listKey}-`));
  if (name === undefined) return undefined;
  const folder = join(cache, name);
  return { folder, version: (await readFile(join(folder, 'VERSION'), 'utf8')).trim() };
}

async function fetchBundle(
  cache: string,
  listKey: string,
  modules: readonly string[],
): Promise<AsteriskBundle> {
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'fetching-'));
  try {
    const apt = join(work, 'apt');
    const unpacked = join(work, 'root');
    const target = join(work, 'bundle');
    for (const folder of [apt, unpacked, target]) await mkdir(folder);
    const debs = await downloadPackage('asterisk', apt);
    const version = await versionOf(debs);
    await assembleBundle({ debs, unpacked, target, modules });
    // The proof that program and libraries fit each other.
    const start = ['--library-path', join(target, 'lib'), join(target, 'asterisk'), '-V'];
    await runCommand(join(target, 'loader'), start);
    await writeFile(join(target, 'VERSION'), `${version}\n`);

    const folder = join(cache, `${listKey}-${version.replaceAll(/[^\w.+-]/g, '_')}`);
    // Another process may have been faster with the very same; its folder is as good.
    await rename(target, folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    return { folder, version };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function versionOf(debs: readonly string[]): Promise<string> {
  const deb = debs.find((path) => basename(path).startsWith('asterisk_'));
  if (!deb) throw new Error('apt downloaded no asterisk package');
  const version = (await runCommand('dpkg-deb', ['-f', deb, 'Version'])).trim();
  const major = Number(/^(?:\d+:)?(\d+)\./.exec(version)?.[1]);
  if (major >= OLDEST_MAJOR) return version;
  throw new Error(`the mirror's Asterisk is ${version}, needed is ${OLDEST_MAJOR} or newer`);
}

function explain(cause: unknown): NoAsteriskError {
  const what = cause instanceof Error ? cause.message : String(cause);
  const next = NEXT_STEPS.find(([symptom]) => symptom.test(what))?.[1] ?? OTHERWISE;
  const headline = `The real Asterisk for test:pbx could not be had (${ATTEMPTS} attempts).`;
  return new NoAsteriskError(`${headline}\n${what}\nNext step: ${next}`, { cause });
}

const NEXT_STEPS: readonly (readonly [symptom: RegExp, step: string])[] = [
  [
    /^(apt|dpkg)\S* .*: not found/,
    'run it on Debian 12 or newer, or in a container of it; apt and dpkg are needed.',
  ],
  [/no mirror of the Debian archive/, 'name a Debian mirror in /etc/apt/sources.list.d/debian.sources.'],
  [/NO_PUBKEY|EXPKEYSIG|not signed/, 'bring the package debian-archive-keyring up to date.'],
  [/No space left/, 'free some 400 MB on the disk of the project.'],
];
const OTHERWISE =
  'see that `apt-get update` works here and that the mirror carries the suite "forky", then run it again.';

if (import.meta.main) {
  const started = Date.now();
  const { folder, version } = await ensureAsterisk();
  console.log(`Asterisk ${version} in ${folder} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
