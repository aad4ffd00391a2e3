import { duplicatesContract } from '#shared/features/duplicates/contract.ts';
import { duplicates as shared } from '#shared/features/duplicates/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { duplicatesList } from './export-list.ts';
import { createDuplicateFinder, LOCAL } from './finder.ts';
import { migrations } from './migrations.ts';
import { compare, merged, similarParties, suggestions } from './queries.ts';

export const duplicates: MainFeature = {
  shared,
  migrations,
  localTables: LOCAL,
  exportLists: (host) => [duplicatesList(host)],
  derivedTables: ['duplicate_key', 'duplicate_dirty', 'duplicate_walk'],
  parts: (host) => ({
    implementation: implement(duplicatesContract, {
      similar: (input) => similarParties(host, input),
      suggestions: (input) => suggestions(host, input),
      compare: (input) => compare(host, input),
      merged: (input) => merged(host, input),
    }),
    services: [createDuplicateFinder(host)],
  }),
};
