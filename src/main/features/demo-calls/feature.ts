import { demoCallsContract } from '#shared/features/demo-calls/contract.ts';
import { demoCalls as shared } from '#shared/features/demo-calls/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { connectDemoPbx } from './demo-pbx-client.ts';

export const demoCalls: MainFeature = {
  shared,
  migrations: [],
  parts: (host) => {
    const pbx = connectDemoPbx(host, host.options['demo-pbx']);
    return {
      services: [pbx],
      implementation: implement(demoCallsContract, {
        available: () => pbx.connected() && (host.currentSession()?.demo ?? false),
        ring: ({ scenario }) => pbx.send({ ring: scenario }),
        phone: () => pbx.phone(),
        press: ({ key }) => pbx.send({ press: key }),
      }),
    };
  },
};
