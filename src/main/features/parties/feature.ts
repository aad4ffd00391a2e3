import { partiesContract } from '#shared/features/parties/contract.ts';
import { parties as shared } from '#shared/features/parties/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { customersList } from './export-list.ts';
import { partyImportTarget } from './import-target.ts';
import { migrations } from './migrations.ts';
import { describeParties, partyHead } from './queries.ts';
import { searchParties } from './search.ts';

export const parties: MainFeature = {
  shared,
  migrations,
  describe: { party: describeParties },
  importTarget: partyImportTarget,
  exportLists: ({ profile }) => [customersList(profile)],
  parts: (host) => ({
    implementation: implement(partiesContract, {
      search: (input) => searchParties(host.db, { ...input, profile: host.settings().dialProfile }),
      head: (input) => partyHead(host.db, input),
    }),
  }),
};
