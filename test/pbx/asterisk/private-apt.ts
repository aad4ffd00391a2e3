import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';

/** Debian testing since August 2025; the first suite since bullseye that carries Asterisk. */
const SUITE = 'forky';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * Downloads a package of Debian's `forky` with all it depends on into `folder`, as the machine's apt would, but with
 * its own lists, status and cache: nothing on the system is read but apt's sources and network settings, nothing written.
 * Release signature and hashes are checked by apt. Needs no root.
 *
 * @returns the .deb files.
 * @throws CommandError, or Error when the machine's apt names no Debian mirror.
 */
export async function downloadPackage(name: string, folder: string): Promise<string[]> {
  const mirrors = await debianMirrors();
  const config = await writeConfig(folder);
  const failures: unknown[] = [];
  for (const mirror of mirrors) {
    try {
      await writeFile(join(folder, 'sources.list'), `deb [signed-by=${KEYRING}] ${mirror} ${SUITE} main\n`);
      const env = { APT_CONFIG: config };
      await runCommand('apt-get', ['update', '-q', '--error-on=any'], { env });
      await runCommand(
        'apt-get',
        ['install', '-y', '-q', '--download-only', '--no-install-recommends', name],
        { env },
      );
      const archives = join(folder, 'cache', 'archives');
      return (await readdir(archives))
        .filter((file) => file.endsWith('.deb'))
        .map((file) => join(archives, file));
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures.length === 1 ? failures[0] : new AggregateError(failures, failures.map(String).join('\n'));
}

/**
 * The mirrors of the Debian archive in the machine's sources, whichever format those have and whether or not
 * `apt-get update` ever ran. Security and third-party archives, which have no `forky main`, are left out.
 */
async function debianMirrors(): Promise<string[]> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const codename = /^VERSION_CODENAME=(\w+)/m.exec(release)?.[1];
  const suites = new Set([codename, SUITE, 'stable', 'oldstable', 'testing', 'unstable', 'sid']);
  // Without --no-release-info it names nothing before the first update.
  const format = ['--no-release-info', '--format', '$(SITE) $(RELEASE) $(COMPONENT)', 'Created-By: Packages'];
  const targets = (await runCommand('apt-get', ['indextargets', ...format]))
    .split('\n')
    .map((line) => line.split(' '));
  const sites = targets.flatMap(([site, suite, component]) =>
    site && suite && suites.has(suite) && component === 'main' ? [site] : [],
  );
  if (sites.length === 0)
    throw new Error("apt's sources on this machine name no mirror of the Debian archive (suite main)");
  return [...new Set(sites)];
}

/** The machine's own network settings (proxy, certificates, checks of dates), then ours: private folders, no hooks, no pins. */
async function writeConfig(folder: string): Promise<string> {
  for (const part of ['lists/partial', 'cache/archives/partial', 'log'])
    await mkdir(join(folder, part), { recursive: true });
  await writeFile(join(folder, 'status'), '');
  const machine = (await runCommand('apt-config', ['dump']))
    .split('\n')
    .filter((line) => /^Acquire::(https?|Check-|ForceIPv)/i.test(line));
  const architecture = (await runCommand('dpkg', ['--print-architecture'])).trim();
  const ours: Record<string, string> = {
    'APT::Architecture': architecture,
    'APT::Sandbox::User': 'root', // the folder may lie where _apt cannot go; without root it means nothing
    'Acquire::Retries': '3',
    'Acquire::Languages': 'none',
    'Acquire::AllowInsecureRepositories': 'false',
    'Debug::NoLocking': 'true', // no lock of the system's, and the folder is ours alone
    'Dir::State': folder,
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': join(folder, 'cache'),
    'Dir::Cache::archives': join(folder, 'cache', 'archives'),
    'Dir::Log': join(folder, 'log'),
    'Dir::Etc::main': '/dev/null',
    'Dir::Etc::parts': '/dev/null',
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
  };
  const lines = [...machine, ...Object.entries(ours).map(([key, value]) => `${key} "${value}";`)];
  const path = join(folder, 'apt.conf');
  await writeFile(
    path,
    `#clear APT::Architectures;\nAPT::Architectures { "${architecture}"; };\n${lines.join('\n')}\n`,
  );
  return path;
}
