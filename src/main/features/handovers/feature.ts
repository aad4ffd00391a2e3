import { handoversContract } from '#shared/features/handovers/contract.ts';
import { handovers as shared } from '#shared/features/handovers/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { migrations } from './migrations.ts';
import { createHandoverReceiver } from './receive.ts';
import { createHandoverSender } from './send.ts';

export const handovers: MainFeature = {
  shared,
  migrations,
  parts(host) {
    const receiver = createHandoverReceiver(host);
    return {
      implementation: implement(handoversContract, { ofCall: ({ callId }) => receiver.ofCall(callId) }),
      services: [createHandoverSender(host), receiver],
    };
  },
};
