import { mayTransfer } from '#shared/features/imports/rights.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { ExportFilter, ExportPage, SavedList } from '../../host/export-list.ts';
import type { Host } from '../../host/host.ts';

const PAGE = 500;

/** Those that whoever is signed in sees as lists. */
export const listsFor = (host: Host): readonly SavedList[] =>
  host.exportLists().filter((list) => list.isFor?.(host.session()) ?? true);

/** @throws AppError `access.denied`, `import.no-list` */
function listOf(host: Host, name: string): SavedList {
  if (!mayTransfer(host.session())) throw new AppError('access.denied', 'not for this person');
  const found = listsFor(host).find((list) => list.name === name);
  if (!found) throw new AppError('import.no-list', `no list ${name}`);
  return found;
}

/** null: not known before the last page. */
export function exportCount(
  host: Host,
  { list, ...filter }: ExportFilter & { readonly list: string },
): number | null | Promise<number> {
  return listOf(host, list).count(host.db, filter);
}

/** A page is short: between two of them a call is taken. */
export function exportPage(
  host: Host,
  { list, after, ...filter }: ExportFilter & { readonly list: string; readonly after: string | null },
): ExportPage | Promise<ExportPage> {
  return listOf(host, list).page(host.db, filter, after, PAGE);
}
