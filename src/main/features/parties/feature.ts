import { partiesContract } from '#shared/features/parties/contract.ts';
import { parties as shared } from '#shared/features/parties/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { partyDetails } from './details.ts';
import { customersList } from './export-list.ts';
import { partyImportTarget } from './import-target.ts';
import { createLookAhead } from './look-ahead.ts';
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
  exportLists: (host) => [customersList(() => host.settings().dialProfile, host.narrow)],
  parts: (host) => {
    const lookAhead = createLookAhead(host.db);
    return {
      implementation: implement(partiesContract, {
        search: ({ filters = {}, ...input }) => {
          const profile = host.settings().dialProfile;
          const hits = searchParties(host.db, { ...input, profile, narrowed: host.narrow(filters) });
          lookAhead(input.text);
          return hits;
        },
        head: (input) => {
          const head = partyHead(host.db, input);
          if (!head?.ownerId) return head;
          return {
            ...head,
            ownerName: host.describe('staff', [head.ownerId]).get(head.ownerId)?.name ?? null,
          };
        },
        details: (input) => partyDetails(host.db, input),
        identity: (input) => identityFacts(host.db, input),
      }),
    };
  },
};
