import { createAmiSource } from './ami/ami-source.ts';
import type { TelephonyAdapter } from './telephony-adapter.ts';

/** Asterisk's manager interface. */
export const amiAdapter: TelephonyAdapter = {
  name: 'ami',
  canDial: true,
  make({ ami }, secret = '') {
    // The house may have set up all but whose phone it is: nothing to try yet.
    if (!ami.enabled || ami.host === '' || ami.devices.length === 0) return undefined;
    const { host, port, user, devices, queues, context, tls } = ami;
    return createAmiSource({
      settings: { host, port, user, devices, queues, dialContext: context, secret, ...(tls && { tls: {} }) },
    });
  },
  devices: ({ ami }) => ami.devices,
};
