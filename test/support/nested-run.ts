import { startVitest } from 'vitest/node';
import { countTests } from './count-tests.ts';
import type { TestCount } from './count-tests.ts';

type Options = NonNullable<Parameters<typeof startVitest>[2]>;

/** Runs the tests in a folder, as a run of its own within this one: the exit code of this one stays. */
export async function runNested(
  root: string,
  options: Pick<Options, 'retry' | 'globalSetup'>,
): Promise<TestCount> {
  const code = process.exitCode;
  const vitest = await startVitest('test', [], {
    ...options,
    root,
    config: false,
    run: true,
    watch: false,
    reporters: [],
  });
  const count = countTests(vitest.state.getTestModules(), vitest.state.getUnhandledErrors());
  await vitest.close();
  process.exitCode = code;
  return count;
}
