import { createFritzboxSource } from './fritzbox/fritzbox-source.ts';
import type { TelephonyAdapter } from './telephony-adapter.ts';

/** A FRITZ!Box's call monitor; it only listens, so there is no device to dial with. */
export const fritzboxAdapter: TelephonyAdapter = {
  name: 'fritzbox',
  canDial: false,
  make({ fritzbox: { enabled, host, port, numbers, extensions } }) {
    if (!enabled || host === '') return undefined;
    return createFritzboxSource({ settings: { host, port, numbers, extensions } });
  },
  devices: () => [],
};
