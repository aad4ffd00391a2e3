import { damaged } from './format.ts';
import type { Manifest } from './format.ts';
import { readBackup } from './reader.ts';
import { Tally } from './tally.ts';
import type { OnProgress } from './tally.ts';

/**
 * Reads the whole file and holds every table against the manifest.
 *
 * @throws AppError as readBackup
 */
export async function verifyBackup(
  file: string,
  passphrase: string | undefined,
  onProgress?: OnProgress,
): Promise<Manifest> {
  const found: Manifest['tables'] = [];
  let manifest: Manifest | undefined;
  let open: { readonly tally: Tally; readonly name: string; readonly columns: string[] } | undefined;
  let done = 0;
  const close = (): void => {
    if (!open) return;
    found.push({ name: open.name, columns: open.columns, ...open.tally.result() });
    open = undefined;
  };
  for await (const part of readBackup(file, passphrase)) {
    if (part.kind === 'rows') {
      if (!open) throw damaged('rows of no table');
      const before = open.tally.rows;
      open.tally.add(part.chunk);
      done += open.tally.rows - before;
      onProgress?.(done, done);
      continue;
    }
    close();
    if (part.kind === 'table') open = { ...part.table, tally: new Tally() };
    else ({ manifest } = part);
  }
  if (!manifest || JSON.stringify(found) !== JSON.stringify(manifest.tables)) {
    throw damaged('its tables are not what its manifest says');
  }
  return manifest;
}
