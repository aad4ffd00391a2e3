import { createSipSource } from './sip/sip-source.ts';
import { deviceOf, parseServer } from './sip/settings.ts';
import type { TelephonyAdapter } from './telephony-adapter.ts';

/** A SIP account beside the agent's desk phone. */
export const sipAdapter: TelephonyAdapter = {
  name: 'sip',
  canDial: true,
  make({ sip }, secret = '') {
    const { server, transport, user, extension, mode, ca } = sip;
    // The house may have set up all but this desk's account: nothing to try yet.
    if (!sip.enabled || server === '' || (user === '' && extension === '')) return undefined;
    // A port out of range becomes a fault the source tells.
    const address = parseServer(server, transport) ?? { host: server, port: 0 };
    return createSipSource({
      settings: { ...address, transport, user, secret, extension, mode, ...(ca !== '' && { tls: { ca } }) },
    });
  },
  devices: ({ sip }) => (sip.enabled && sip.extension !== '' ? [deviceOf(sip.extension)] : []),
};
