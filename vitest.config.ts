import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/order.ts';

/** Of every layer. The limits are for what never ends; on a busy machine the same work takes ten times as long. */
const PATIENT = {
  setupFiles: ['test/support/patience.ts'],
  testTimeout: 240_000,
  hookTimeout: 240_000,
  expect: { poll: { timeout: 20_000 } },
};

/**
 * Of the layers with processes, sockets and a browser: what fails there once is run once more, and named as unsteady at
 * the end of the run (docs/decisions/0035-once-more-and-by-name.md). What is computed has no second go.
 */
const ONCE_MORE = { retry: 1 };

/** Layers by how much of the world they need; `npm test` runs them all (test/run.ts). */
export default defineConfig({
  test: {
    // Most tests wait for a database or a process: on two cores one worker, vitest's own choice, leaves both idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    // Of the whole run, whichever layers it has.
    globalSetup: ['test/support/key-folder.ts'],
    projects: [
      {
        test: {
          ...PATIENT,
          name: 'unit',
          include: ['src/**/*.test.ts', 'test/house/**/*.test.ts'],
          exclude: ['src/renderer/**'],
          environment: 'node',
        },
      },
      {
        test: {
          ...PATIENT,
          name: 'renderer',
          include: ['src/renderer/**/*.test.{ts,tsx}', 'test/renderer/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
        },
      },
      {
        test: {
          ...PATIENT,
          name: 'simulation',
          include: ['test/simulation/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        test: {
          ...PATIENT,
          ...ONCE_MORE,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        test: {
          ...PATIENT,
          ...ONCE_MORE,
          name: 'e2e',
          include: [
            'test/e2e/**/*.test.ts',
            'test/electron-stand-in/**/*.test.ts',
            'test/browser/**/*.test.ts',
          ],
          environment: 'node',
          // Each file has a centre, desks and a browser of its own; what they share is built before.
          globalSetup: ['test/e2e/build.ts'],
        },
      },
    ],
  },
});
