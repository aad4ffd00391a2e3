import type { CallerCard } from '#shared/calls/live-call.ts';
import { staffContract } from '#shared/features/staff/contract.ts';
import { staff as shared } from '#shared/features/staff/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { jsonIds } from '../../replica/json-ids.ts';
import { colleagues } from './colleagues.ts';
import { colleaguesList } from './export-list.ts';
import { migrations } from './migrations.ts';
import { teamSize } from './figures.ts';
import { everybody, handOver, openWorkOf } from './open-work.ts';
import { entryOf, personsOf, phoneBook, photoOf } from './phone-book.ts';

export const staff: MainFeature = {
  shared,
  migrations,
  exportLists: () => [colleaguesList],
  parts: (host) => ({
    implementation: implement(staffContract, {
      colleagues: (input) => colleagues(host, input),
      everybody: () => everybody(host),
      phoneBook: (input) => phoneBook(host, input),
      persons: (input) => personsOf(host, input),
      photo: (input) => photoOf(host.db, input),
      entry: (input) => entryOf(host.db, input),
      openWork: (input) => openWorkOf(host, input),
      handOver: (input) => handOver(host, input),
    }),
  }),
  figures: { teamSize },
  describe: {
    staff: (db, ids): readonly CallerCard[] =>
      db
        .prepare<[string], { id: string; name: string; extension: string | null }>(
          'SELECT id, name, extension FROM staff WHERE id IN (SELECT value FROM json_each(?))',
        )
        .all(jsonIds(ids))
        .map(({ id, name, extension }) => ({
          ref: { type: 'staff', id },
          name,
          detail: extension ? `-${extension}` : '',
        })),
  },
};
