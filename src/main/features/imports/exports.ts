import { mayTransfer } from '#shared/features/imports/rights.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { ExportFilter, ExportList, ExportPage } from '../../host/export-list.ts';
import type { Host } from '../../host/host.ts';

const PAGE = 500;

/** @throws AppError `access.denied`, `import.no-list` */
function listOf(host: Host, name: string): ExportList {
  if (!mayTransfer(host.session())) throw new AppError('access.denied', 'not for this person');
  const found = host.exportLists().find((list) => list.name === name);
  if (!found) throw new AppError('import.no-list', `no list ${name}`);
  return found;
}

export function exportCount(
  host: Host,
  { list, ...filter }: ExportFilter & { readonly list: string },
): number {
  return listOf(host, list).count(host.db, filter);
}

/** A page is short: between two of them a call is taken. */
export function exportPage(
  host: Host,
  { list, after, ...filter }: ExportFilter & { readonly list: string; readonly after: string | null },
): ExportPage {
  return listOf(host, list).page(host.db, filter, after, PAGE);
}
