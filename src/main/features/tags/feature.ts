import { tagsContract } from '#shared/features/tags/contract.ts';
import { tags as shared } from '#shared/features/tags/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { migrations } from './migrations.ts';
import { byRole, byTag, tagList, tagsOf } from './queries.ts';

export const tags: MainFeature = {
  shared,
  migrations,
  partyFilters: { tag: byTag, role: byRole },
  parts: (host) => ({
    implementation: implement(tagsContract, {
      list: () => tagList(host.db),
      ofParty: (input) => tagsOf(host.db, input),
    }),
  }),
};
