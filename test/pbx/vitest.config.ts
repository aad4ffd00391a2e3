import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `npm run test:pbx`: everything that needs a real Asterisk. Fails, and never skips, when it cannot be had. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/pbx/**/*.test.ts'],
    setupFiles: ['test/support/patience.ts'],
    globalSetup: ['test/pbx/global-setup.ts'],
    // One file at a time: each starts an Asterisk and measures nothing, but a busy machine makes SIP repeat itself.
    fileParallelism: false,
    // As the end-to-end layer: named as unsteady, docs/decisions/0035-once-more-and-by-name.md.
    retry: 1,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
