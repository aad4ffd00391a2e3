import { describe, expect, it } from 'vitest';
import { backoffMs, SYNC_BACKOFF } from './backoff.ts';

describe('backoffMs', () => {
  it('doubles up to the cap and spreads every wait, the capped ones too', () => {
    const at = (failures: number, random: number): number => backoffMs(failures, () => random, SYNC_BACKOFF);
    expect([1, 2, 3, 6, 7, 8, 1_000].map((failures) => at(failures, 1))).toEqual([
      500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000,
    ]);
    expect([at(1, 0), at(1_000, 0), at(1_000, 0.5)]).toEqual([250, 15_000, 22_500]);
  });
});
