import { pbxProfileContract } from '#shared/features/pbx-profile/contract.ts';
import { pbxProfile as shared } from '#shared/features/pbx-profile/feature.ts';
import { pbxProfileTable } from '#shared/features/pbx-profile/model.ts';
import { toDeskSettings } from '#shared/features/pbx-profile/profile-fields.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { migrations } from './migrations.ts';
import { readProfile } from './queries.ts';

export const pbxProfile: MainFeature = {
  shared,
  migrations,
  houseSettings: {
    tables: [pbxProfileTable.name],
    read(db, of) {
      const profile = readProfile(db, of);
      return profile === null ? {} : toDeskSettings(profile);
    },
  },
  parts: (host) => ({
    implementation: implement(pbxProfileContract, {
      current: () => readProfile(host.db, { scopeId: host.homeScope() }),
    }),
  }),
};
