import { READING_LIST_PATH, readingList, readingListRequest } from '#shared/features/reading-log/listing.ts';
import type { ReadingListRequest } from '#shared/features/reading-log/listing.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { localTime, rowsWith } from '../../host/export-list.ts';
import type { CentreList, ExportFilter } from '../../host/export-list.ts';
import type { Host } from '../../host/host.ts';

type Before = ReadingListRequest['before'];

/**
 * What the person has read themself; with the filter `party` or `reader` (an id), who has opened that sheet, or what
 * that colleague has read. The centre decides who may ask for it, and writes down that somebody did. Nobody counts
 * it: it is a log of access and no measure of work.
 */
export const readingsList = ({ centre }: Pick<Host, 'centre'>): CentreList => ({
  name: 'readings',
  columns: ['at', 'kind', 'customer', 'reader'],
  count: () => null,
  async page(_db, filter, after) {
    const request = { of: subjectOf(filter), before: after === null ? null : placeOf(after) };
    const { entries, next } = await centre(READING_LIST_PATH, request, readingList);
    const rows = entries.map(({ at, kind, partyName, readerName }) => [
      ...[localTime(at), kind, partyName ?? '', readerName ?? ''],
    ]);
    return {
      rows: rowsWith(rows, filter.text),
      next: next === null ? null : `${String(next.at)} ${next.id}`,
    };
  },
});

function subjectOf({ filters = {} }: ExportFilter): ReadingListRequest['of'] {
  const [only, ...more] = Object.entries(filters);
  if (!only) return { what: 'own' };
  const read = readingListRequest.shape.of.safeParse({ what: only[0], id: only[1] });
  if (!read.success || more.length > 0)
    throw new AppError('filter.unknown', `no such filter: ${Object.keys(filters).join(', ')}`);
  return read.data;
}

function placeOf(after: string): Before {
  const [at = '', id = ''] = after.split(' ');
  return { at: Number(at), id };
}
