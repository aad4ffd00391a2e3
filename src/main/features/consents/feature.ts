import { consentsContract } from '#shared/features/consents/contract.ts';
import { consents as shared } from '#shared/features/consents/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import { NOT_ALLOWED } from '#shared/permission/contact-permission.ts';
import type { MainFeature } from '../../host/host.ts';
import { byPermission } from './by-permission.ts';
import { consentHistory } from './history.ts';
import { mayContact } from './may-contact.ts';
import { migrations } from './migrations.ts';
import { consentsOf } from './queries.ts';

export const consents: MainFeature = {
  shared,
  migrations,
  mayContact,
  partyFilters: { permission: byPermission },
  timeline: consentHistory,
  parts: (host) => ({
    implementation: implement(consentsContract, {
      ofParty: (input) => consentsOf(host, input),
      mayContact: ({ partyId, ...ask }) =>
        host.mayContact({ partyIds: [partyId], ...ask }).get(partyId) ?? NOT_ALLOWED,
    }),
  }),
};
