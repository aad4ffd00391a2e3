import { describe, expect, it } from 'vitest';
import { createGlobalKeys } from './global-keys.ts';

describe('the keys of the system', () => {
  const clipboard = { readText: () => Promise.resolve('0221') };
  it('that it refuses, or does not have, are not held', async () => {
    const answers = { free: true, taken: false } as const;
    const keys = createGlobalKeys({
      clipboard,
      globalShortcut: {
        register(accelerator) {
          if (accelerator in answers) return answers[accelerator as keyof typeof answers];
          throw new TypeError('conversion failure');
        },
        unregister() {},
      },
    });
    const take = (accelerator: string): boolean => keys.take(accelerator, () => {});
    expect([take('free'), take('taken'), take('nonsense')]).toEqual([true, false, false]);
    await expect(keys.clipboardText()).resolves.toBe('0221');
  });
});
