import { partiesContract } from '#shared/features/parties/contract.ts';
import { parties as shared } from '#shared/features/parties/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { customersList } from './export-list.ts';
import { partyImportTarget } from './import-target.ts';
import { migrations } from './migrations.ts';
import { numbersToDial } from './numbers-to-dial.ts';
import { describeParties, identityFacts, partyHead } from './queries.ts';
import { unitsOf } from './units-of.ts';
import { searchParties } from './search.ts';

export const parties: MainFeature = {
  shared,
  migrations,
  describe: { party: describeParties },
  numbersToDial,
  partiesWithin: unitsOf,
  partyFilters: {
    status: (status) => ({ sql: 'SELECT id FROM party WHERE status = ?', params: [status] }),
  },
  importTarget: partyImportTarget,
  exportLists: ({ profile, narrow }) => [customersList(profile, narrow)],
  parts: (host) => ({
    implementation: implement(partiesContract, {
      search: ({ filters = {}, ...input }) => {
        const profile = host.settings().dialProfile;
        return searchParties(host.db, { ...input, profile, narrowed: host.narrow(filters) });
      },
      head: (input) => {
        const head = partyHead(host.db, input);
        if (!head?.ownerId) return head;
        return { ...head, ownerName: host.describe('staff', [head.ownerId]).get(head.ownerId)?.name ?? null };
      },
      identity: (input) => identityFacts(host.db, input),
    }),
  }),
};
