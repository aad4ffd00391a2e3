import { localTime } from '../../host/export-list.ts';
import type { ExportList } from '../../host/export-list.ts';
import type { Host } from '../../host/host.ts';
import { wholeList } from '../../host/simple-list.ts';
import { upcomingAbsences } from './queries.ts';

const dayOf = (at: number): string => localTime(at).slice(0, 10);

/** Who is away or will be, first and last day, and who stands in; no reason, there is none. */
export const absencesList = (host: Pick<Host, 'db' | 'clock' | 'describe' | 'currentSession'>): ExportList =>
  wholeList({
    name: 'absences',
    columns: ['absent', 'from', 'until', 'deputy'],
    rows: () =>
      upcomingAbsences(host).map(({ staffName, fromAt, untilAt, deputyName }) => [
        ...[staffName, dayOf(fromAt), dayOf(untilAt - 1), deputyName],
      ]),
  });
