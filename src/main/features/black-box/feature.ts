import { blackBoxContract } from '#shared/features/black-box/contract.ts';
import { blackBox as shared } from '#shared/features/black-box/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Host, MainFeature } from '../../host/host.ts';
import { exportCall } from './export-call.ts';
import { createHealthWatch } from './health-watch.ts';
import { migrations } from './migrations.ts';
import { createPruner } from './pruner.ts';
import { createRecorder } from './recorder.ts';
import { boxOfCall, keptDays, listBoxes, LOCAL_TABLES, readBox, setKeptDays } from './store.ts';
import { createTestCalls } from './test-call.ts';
import { systemAfter } from './timers.ts';

export const blackBox: MainFeature = {
  shared,
  migrations,
  localTables: LOCAL_TABLES,
  parts: (host) => {
    const recorder = createRecorder(host, systemAfter);
    const health = createHealthWatch(host, recorder);
    const tests = createTestCalls(host, systemAfter);
    return {
      services: [recorder, createPruner(host, systemAfter), health, tests],
      implementation: implement(blackBoxContract, {
        list: ({ limit }) => listBoxes(host.db, { limit }),
        box: ({ id }) => readBox(host.db, { id }),
        ofCall: (input) => {
          // What is only gathered yet: somebody asks while the call is live.
          recorder.flush();
          return boxOfCall(host.db, input);
        },
        export: ({ id }) => exportFile(host, id),
        keepDays: () => keptDays(host.db),
        setKeepDays: ({ days }) => host.local(['black_box_setting'], (db) => setKeptDays(db, { days })),
        health: () => health.report(),
        checkSetup: () => host.checkSetup(),
        testCall: () => tests.current(),
        startTest: (test) => tests.begin(test),
        stopTest: () => tests.cancel(),
      }),
    };
  },
};

function exportFile(host: Host, id: string): { readonly name: string; readonly text: string } {
  const box = readBox(host.db, { id });
  if (!box) throw new AppError('black-box.gone', `no trace ${id}`);
  const { device, frames, stages, facts } = box;
  const { country } = host.settings().dialProfile;
  const file = exportCall(
    { device, frames, stages, rule: facts?.rule ?? null },
    { random: Math.random, country },
  );
  return { name: 'rufblatt-anrufspur.json', text: `${JSON.stringify(file, null, 1)}\n` };
}
