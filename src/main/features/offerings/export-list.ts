import type { ExportList } from '../../host/export-list.ts';
import type { Host } from '../../host/host.ts';
import { foundList } from '../../host/simple-list.ts';
import { entriesFitting } from './find.ts';
import type { Entry } from './find.ts';

const COLUMNS = ['name', 'provider', 'description', 'hours', 'reachability', 'costs', 'place'] as const;

/**
 * Providers and what they offer, here and at the neighbours, as the phone book finds and orders them; what an offering
 * leaves empty is as it is of its provider. With what this house has withdrawn where that is shown (filter `withdrawn`).
 */
export const offersList = (host: Pick<Host, 'db' | 'clock'>): ExportList =>
  foundList({
    name: 'offers',
    columns: COLUMNS,
    rows: ({ text, filters }) =>
      entriesFitting(host, { text, withdrawn: filters?.['withdrawn'] === 'shown' }).map((entry) =>
        COLUMNS.map((column) => cellOf(entry, column)),
      ),
  });

function cellOf({ row, hit }: Entry, column: (typeof COLUMNS)[number]): string {
  switch (column) {
    case 'hours':
      return row.openingHours;
    case 'provider':
      return hit.provider ?? '';
    default:
      return row[column];
  }
}
