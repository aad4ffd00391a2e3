import { amiAdapter } from './ami-adapter.ts';
import { sipAdapter } from './sip-adapter.ts';
import type { TelephonyAdapter } from './telephony-adapter.ts';

/** One line a door, in the order they are asked to dial. Its settings: src/shared/settings/desk-settings.ts. */
export const adapters: readonly TelephonyAdapter[] = [amiAdapter, sipAdapter];
