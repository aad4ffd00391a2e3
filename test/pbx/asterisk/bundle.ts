import { cp, mkdir, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { runCommand } from './run-command.ts';

/** What of the dependencies can hold a library Asterisk loads; the rest (perl, gnupg, passwd …) is not unpacked. */
const OF_INTEREST = /^(asterisk|lib(?!perl)|zlib)/;
const LOADER = /^ld-linux[-\w]*\.so\.\d$/;
const SHARED_LIBRARY = /\.so(\.[\w.]+)?$/;

/**
 * Builds a relocatable Asterisk in `target` from Debian packages: `asterisk` (the program), `loader` (the packages' own
 * ld.so, as their libc is newer than the machine's), `lib/` (what program and modules load), `modules/`, `share/`.
 *
 * @param debs as downloaded; @param unpacked an empty folder for the intermediate root.
 * @throws CommandError, or Error naming a module or library the packages lack.
 */
export async function assembleBundle(args: {
  debs: readonly string[];
  unpacked: string;
  target: string;
  modules: readonly string[];
}): Promise<void> {
  const { debs, unpacked, target, modules } = args;
  for (const deb of debs)
    if (OF_INTEREST.test(basename(deb))) await runCommand('dpkg-deb', ['-x', deb, unpacked]);

  const files = await readdir(join(unpacked, 'usr', 'lib'), { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => !file.isDirectory()).map((file) => join(file.parentPath, file.name));
  const loader = paths.find((path) => LOADER.test(basename(path)));
  const moduleFolder = paths.find((path) => path.endsWith('/asterisk/modules/chan_pjsip.so'));
  if (!loader || !moduleFolder) throw new Error('the packages hold no ld.so or no chan_pjsip.so');

  for (const part of ['lib', 'modules', 'share']) await mkdir(join(target, part), { recursive: true });
  await cp(await realpath(loader), join(target, 'loader'));
  await cp(join(unpacked, 'usr', 'sbin', 'asterisk'), join(target, 'asterisk'));
  // Modules refuse to load without the description of their options. Prompts are left out: no call plays one.
  const documentation = join('share', 'asterisk', 'documentation');
  await cp(join(unpacked, 'usr', documentation), join(target, documentation), {
    recursive: true,
    dereference: true,
  });
  const available = new Set(await readdir(dirname(moduleFolder)));
  for (const module of modules) {
    if (!available.has(module)) throw new Error(`the asterisk package has no module ${module}`);
    await cp(join(dirname(moduleFolder), module), join(target, 'modules', module));
  }

  const searched = paths.filter((path) => SHARED_LIBRARY.test(path) && !path.includes('/asterisk/modules/'));
  const searchPath = [...new Set(searched.map((path) => dirname(path)))].join(':');
  const libraries = new Map<string, string>();
  for (const object of [
    join(target, 'asterisk'),
    ...modules.map((module) => join(target, 'modules', module)),
  ])
    for (const [name, path] of await listLibraries({ loader: join(target, 'loader'), searchPath, object }))
      libraries.set(name, path);
  for (const [name, path] of libraries) await cp(await realpath(path), join(target, 'lib', name));
  // Read by an unprivileged user although built by root, whatever the umask.
  await runCommand('chmod', ['-R', 'a+rX', target]);
}

/** Name → file of all libraries an object loads, as the packages' own loader finds them. */
async function listLibraries(args: {
  loader: string;
  searchPath: string;
  object: string;
}): Promise<[string, string][]> {
  const listing = await runCommand(args.loader, ['--library-path', args.searchPath, '--list', args.object]);
  const missing = /^\s*(\S+) => not found/m.exec(listing)?.[1];
  if (missing) throw new Error(`${basename(args.object)} needs ${missing}, which no package brought`);
  return [...listing.matchAll(/^\s*(\S+) => (\/\S+)/gm)].map(([, name = '', path = '']) => [name, path]);
}
