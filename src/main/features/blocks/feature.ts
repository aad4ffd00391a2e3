import { blocksContract } from '#shared/features/blocks/contract.ts';
import { blocks as shared } from '#shared/features/blocks/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { blockHistory } from './history.ts';
import { migrations } from './migrations.ts';
import { blocksOf } from './queries.ts';

export const blocks: MainFeature = {
  shared,
  migrations,
  timeline: blockHistory,
  parts: (host) => ({
    implementation: implement(blocksContract, { ofParty: (input) => blocksOf(host, input) }),
  }),
};
