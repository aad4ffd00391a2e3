import { absencesContract } from '#shared/features/absences/contract.ts';
import { absences as shared } from '#shared/features/absences/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { absencesList } from './export-list.ts';
import { migrations } from './migrations.ts';
import { createTurnWatch, TURNS } from './turn-watch.ts';
import { standIns, upcomingAbsences } from './queries.ts';

export const absences: MainFeature = {
  shared,
  migrations,
  standIns,
  exportLists: (host) => [absencesList(host)],
  parts: (host) => ({
    implementation: implement(absencesContract, { upcoming: () => upcomingAbsences(host) }),
    services: [createTurnWatch(host, TURNS)],
  }),
};
