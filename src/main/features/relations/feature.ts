import { relationsContract } from '#shared/features/relations/contract.ts';
import { relations as shared } from '#shared/features/relations/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { closeTo } from './close-to.ts';
import { migrations } from './migrations.ts';
import { firmPeople } from './firm-people.ts';
import { peopleWithin } from './people-within.ts';
import { placesOf } from './places-of.ts';
import { relationsOf } from './queries.ts';

export const relations: MainFeature = {
  shared,
  migrations,
  peopleOf: firmPeople,
  closeTo,
  parts: (host) => ({
    implementation: implement(relationsContract, {
      ofParty: (input) => relationsOf(host, input),
      placesOf: (input) => placesOf(host.db, input),
    }),
  }),
  partiesWithin: peopleWithin,
};
