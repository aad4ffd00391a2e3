import type { CallerCard } from '#shared/calls/live-call.ts';
import { offeringsContract } from '#shared/features/offerings/contract.ts';
import { offerings as shared } from '#shared/features/offerings/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import { dayOf } from '#shared/kernel/day.ts';
import type { MainFeature } from '../../host/host.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';
import { directoryEntry } from './entry.ts';
import { offersList } from './export-list.ts';
import { findInDirectory } from './find.ts';
import { offeringCard, providerCard, searchOfferings, searchProviders, servicesOf } from './directory.ts';
import { migrations } from './migrations.ts';

export const offerings: MainFeature = {
  shared,
  migrations,
  exportLists: (host) => [offersList(host)],
  describe: {
    provider: (db, ids) => named(db, 'provider', ids),
    offering: (db, ids) => named(db, 'offering', ids),
  },
  parts: (host) => ({
    implementation: implement(offeringsContract, {
      ofParty: ({ partyId }) => servicesOf(host.db, { partyId, today: dayOf(host.clock.now()) }),
      search: (input) => searchOfferings(host.db, input),
      providers: (input) => searchProviders(host.db, input),
      find: (input) => findInDirectory(host, input),
      offering: (input) => offeringCard(host.db, input),
      provider: (input) => providerCard(host.db, input),
      entry: (input) => directoryEntry(host.db, input),
    }),
  }),
};

function named(db: ReadableDb, type: 'provider' | 'offering', ids: readonly string[]): readonly CallerCard[] {
  return db
    .prepare<[string], { id: string; name: string; place: string }>(
      `SELECT id, name, place FROM ${type} WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(jsonIds(ids))
    .map(({ id, name, place }) => ({ ref: { type, id }, name, detail: place }));
}
