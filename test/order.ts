import { relative } from 'node:path';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/**
 * The files that take longest, from two minutes down to ten seconds on two cores; the simulator, which takes all the
 * processor it gets, before whatever has a browser. Only the order of a run depends on it: a file that is not listed
 * comes after these, a name that is gone does nothing.
 */
const LONGEST: readonly string[] = [
  'test/simulation/simulation.test.ts',
  'test/integration/centre/backup.test.ts',
  'src/server/postgres/supervisor.test.ts',
  'test/e2e/browser-shell.test.ts',
  'test/simulation/f-lines.test.ts',
  'test/integration/faults/killed.test.ts',
  'test/integration/centre/operating.test.ts',
  'test/integration/centre/nodes.test.ts',
  'test/e2e/person-rights.test.ts',
  'test/e2e/keyboard.test.ts',
  'test/integration/centre/secrets.test.ts',
  'test/house/imports.test.ts',
  'test/integration/centre/account.test.ts',
  'test/integration/centre/webhook-cli.test.ts',
  'test/integration/desk/attachments.test.ts',
  'test/integration/centre/push.test.ts',
  'test/integration/demo/demo.test.ts',
  'test/e2e/browser/house-administration.test.ts',
  'test/integration/desk/duty.test.ts',
  'test/e2e/electron-shell.test.ts',
  'test/integration/centre/scope-cli.test.ts',
  'test/integration/centre/cli.test.ts',
  'test/e2e/browser/story-3-unknown-extension.test.ts',
  'test/integration/desk/person-rights.test.ts',
  'test/integration/faults/killed-bootstrap.test.ts',
  'test/integration/desk/callbacks.test.ts',
  'test/integration/desk/sync-inbox.test.ts',
  'src/server/backup/reader.test.ts',
  'test/integration/centre/simulated.test.ts',
  'test/integration/centre/administration.test.ts',
  'test/integration/centre/standing-pulls.test.ts',
  'test/integration/centre/webhook-source.test.ts',
  'test/e2e/browser/first-start.test.ts',
  'test/e2e/browser/story-2-family-number.test.ts',
  'test/integration/centre/bootstrap.test.ts',
  'test/integration/centre/requests.test.ts',
];

/** Longest first, whatever the layer: no worker is left alone with a long file at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const place = ({ moduleId }: TestSpecification): number => {
      const listed = LONGEST.indexOf(relative(root, moduleId).replaceAll('\\', '/'));
      return listed === -1 ? LONGEST.length : listed;
    };
    // Sorting is stable: among the others Vitest's own order stays, by layer, and by what it knows of them or by size.
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
