import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TEMPLATES = fileURLToPath(new URL('etc/', import.meta.url));
const PLACE = /@([A-Z][A-Z0-9_]+)@/g;

/** Asterisk reads these at start and complains when they are missing; ours say nothing. */
const EMPTY = [
  'acl',
  'cdr',
  'cel',
  'cli',
  'musiconhold',
  'pjproject',
  'sorcery',
  'stasis',
  'udptl',
  'ccss',
  'indications',
  'queuerules',
];

/**
 * Writes `etc/*.conf` into `folder` with every `@NAME@` replaced by `values.NAME`.
 * @throws Error when a template names a value that is not given.
 */
export async function renderConfig(
  folder: string,
  values: Readonly<Record<string, string | number>>,
): Promise<void> {
  for (const name of EMPTY) await writeFile(join(folder, `${name}.conf`), '');
  for (const file of await readdir(TEMPLATES)) {
    const template = await readFile(join(TEMPLATES, file), 'utf8');
    const text = template.replaceAll(PLACE, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`${file} names @${name}@, which is not given`);
      return String(value);
    });
    await writeFile(join(folder, file), text);
  }
}
