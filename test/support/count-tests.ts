import type { TestModule } from 'vitest/node';

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  /** A line for each failure: file, names, what was said first. */
  readonly failures: readonly string[];
  /** A line for each test that failed first and passed when it was run once more: counted as passed, and still a defect. */
  readonly unsteady: readonly string[];
}

interface TestFault {
  readonly message: string;
}

/** Enough of a message to know the fault by, in one line of a log of which only the end may be kept. */
const MESSAGE_LENGTH = 400;

/** A file that could not be loaded, a failing hook and an error outside any test count as failed tests. */
export function countTests(modules: readonly TestModule[], strayErrors: readonly unknown[]): TestCount {
  let passed = 0;
  const unsteady: string[] = [];
  const failures = strayErrors.map((error) => lineOf('outside any test', [asFault(error)]));
  for (const module of modules) {
    const here: string[] = [];
    for (const test of module.children.allTests()) {
      const { state, errors = [] } = test.result();
      const name = `${module.relativeModuleId} > ${test.fullName}`;
      if (state === 'passed') passed += 1;
      if (state === 'passed' && test.diagnostic()?.flaky) unsteady.push(lineOf(name, errors));
      if (state === 'failed') here.push(lineOf(name, errors));
    }
    if (here.length === 0 && module.state() === 'failed')
      here.push(lineOf(module.relativeModuleId, [...module.errors(), ...hookFaults(module)]));
    failures.push(...here);
  }
  return { passed, failed: failures.length, failures, unsteady };
}

/** How a layer of tests closes; CI reads these lines. */
export function reportTests({ passed, failed, failures, unsteady }: TestCount): void {
  for (const each of unsteady) process.stdout.write(`unsteady: ${each}\n`);
  for (const failure of failures) process.stdout.write(`failed: ${failure}\n`);
  process.stdout.write(`tests: ${passed} passed, ${failed} failed\n`);
}

function hookFaults(module: TestModule): readonly TestFault[] {
  return [...module.children.allSuites()].flatMap((suite) => suite.errors());
}

function lineOf(name: string, faults: readonly TestFault[]): string {
  const [first] = faults;
  const said = (first?.message ?? 'no message').replaceAll(/\s+/gu, ' ').trim();
  return `${name}: ${said.length > MESSAGE_LENGTH ? `${said.slice(0, MESSAGE_LENGTH)}…` : said}`;
}

function asFault(error: unknown): TestFault {
  return { message: error instanceof Error ? error.message : String(error) };
}
