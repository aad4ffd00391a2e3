import { personRightsContract } from '#shared/features/person-rights/contract.ts';
import { personRights as shared } from '#shared/features/person-rights/feature.ts';
import { PERSON_FILE_PATH, personFile } from '#shared/features/person-rights/person-file.ts';
import type { PersonFile } from '#shared/features/person-rights/person-file.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { PersonContentsReader } from './contents.ts';
import { erase, erasuresOf, mustKeep, previewOf } from './erasure.ts';
import { migrations } from './migrations.ts';
import { restrictedOf, restrictedParties, rightsOf } from './restrictions.ts';

export const personRights: MainFeature = {
  shared,
  migrations,
  conceals: (db, type, ids) => (type === 'party' ? restrictedOf(db, ids) : []),
  parts(host) {
    const contents = new PersonContentsReader(host);
    return {
      implementation: implement(personRightsContract, {
        of: ({ partyId }) => rightsOf(host, partyId),
        file: (input) => {
          mustKeep(host);
          return host.centre<PersonFile>(PERSON_FILE_PATH, input, personFile);
        },
        contents: (input) => {
          mustKeep(host);
          return contents.piece(input);
        },
        preview: ({ partyId }) => {
          mustKeep(host);
          return previewOf(host, partyId);
        },
        erase: (input) => erase(host, input),
        erasures: () => {
          mustKeep(host);
          return erasuresOf(host);
        },
        restricted: () => {
          mustKeep(host);
          return restrictedParties(host);
        },
      }),
    };
  },
};
