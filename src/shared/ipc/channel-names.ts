import { features } from '../features.ts';
import { channelsOf } from './contract.ts';
import type { Contract } from './contract.ts';
import { coreContracts } from './core-contracts.ts';

const featureContracts: readonly Contract[] = features.flatMap(({ contract }) =>
  contract ? [contract] : [],
);

/** Every call the renderer may make, `<part>.<call>`; the preload exposes these and no others. */
export const contracts: readonly Contract[] = [...coreContracts, ...featureContracts];
export const channelNames: readonly string[] = contracts.flatMap(channelsOf);
