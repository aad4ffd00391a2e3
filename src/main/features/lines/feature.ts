import { linesContract } from '#shared/features/lines/contract.ts';
import { lines as shared } from '#shared/features/lines/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { migrations } from './migrations.ts';
import { houseLines, lineOfCall } from './queries.ts';

export const lines: MainFeature = {
  shared,
  migrations,
  parts: (host) => ({
    implementation: implement(linesContract, {
      list: () => houseLines(host.db),
      ofCall: (told) => lineOfCall(host.db, told, host.settings().dialProfile),
    }),
  }),
};
