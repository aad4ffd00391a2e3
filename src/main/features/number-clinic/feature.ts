import { MOST_CHOSEN, numberClinicContract } from '#shared/features/number-clinic/contract.ts';
import type { ClinicOverview } from '#shared/features/number-clinic/contract.ts';
import { numberClinic as shared } from '#shared/features/number-clinic/feature.ts';
import type { Reason } from '#shared/features/number-clinic/model.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { batchesOf, LOCAL } from './batches.ts';
import { firstLines, previewOf } from './lines.ts';
import { migrations } from './migrations.ts';
import { repair, undoRepair } from './repair.ts';
import { NumberScan } from './scan.ts';
import type { ScanFinding } from './scan.ts';

export const numberClinic: MainFeature = {
  shared,
  migrations,
  localTables: LOCAL,
  parts(host) {
    const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    const scan = new NumberScan({ host, breathe });
    const found = (reason: Reason | null, also: (finding: ScanFinding) => boolean = () => true) =>
      scan
        .state()
        .findings.filter((each) => (reason === null || each.reason === reason) && also(each))
        .map(({ contactId }) => contactId);
    return {
      services: [scan],
      implementation: implement(numberClinicContract, {
        overview: (): ClinicOverview => {
          scan.look();
          const { findings, ...state } = scan.state();
          const groups = Object.entries(Object.groupBy(findings, ({ reason }) => reason));
          const counts = Object.fromEntries(groups.map(([reason, group]) => [reason, group.length]));
          return { ...state, counts, batches: batchesOf(host.db, host.session().userId) };
        },
        lines: ({ reason, limit }) => firstLines(host, found(reason), limit),
        choose: ({ reason }) => found(reason, ({ hasProposal }) => hasProposal).slice(0, MOST_CHOSEN),
        preview: ({ ids }) => previewOf(host, ids),
        repair: ({ ids }) => repair(host, ids, breathe),
        undo: ({ batchId }) => undoRepair(host, batchId, breathe),
      }),
    };
  },
};
