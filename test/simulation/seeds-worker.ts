import { parentPort, workerData } from 'node:worker_threads';
import { findMutant } from './mutants.ts';
import { openPostgresCentre } from './postgres-centre.ts';
import { simulate } from './simulate.ts';
import type { SimulationReport } from './simulate.ts';

export interface Job {
  readonly seed: number;
  readonly mutant: string | undefined;
}

// Refusals are thrown by the thousand, and nobody reads where from.
Error.stackTraceLimit = 0;

export type Outcome = Omit<SimulationReport, 'trace'>;

const url: unknown = workerData;
const postgres = typeof url === 'string' ? await openPostgresCentre(url) : undefined;

parentPort?.on('message', ({ seed, mutant }: Job) => {
  void simulate({ seed, postgres, mutant: mutant === undefined ? undefined : findMutant(mutant) }).then(
    ({ trace: _trace, ...outcome }) => parentPort?.postMessage(outcome satisfies Outcome, []),
  );
});
