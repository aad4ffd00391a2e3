import type { TestModule } from 'vitest/node';

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
}

/** A file that could not be loaded, a failing hook and an error outside any test count as failed tests. */
export function countTests(modules: readonly TestModule[], strayErrors: number): TestCount {
  let passed = 0;
  let failed = strayErrors;
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed += 1;
      if (state === 'failed') failedHere += 1;
    }
    failed += failedHere === 0 && module.state() === 'failed' ? 1 : failedHere;
  }
  return { passed, failed };
}
