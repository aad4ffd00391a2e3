import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admissionOf, afterWrong, MAX_WRONG, NO_TRIES } from './tries.ts';
import type { Tries } from './tries.ts';

const DAY_MS = 86_400_000;

describe('wrong PINs', () => {
  it('cost nothing twice, then longer and longer, then the password', () => {
    let tries: Tries = NO_TRIES;
    const waits: unknown[] = [];
    for (let now = 0; tries.wrong < MAX_WRONG; now += DAY_MS) {
      tries = afterWrong(tries, now);
      const admission = admissionOf(tries, now);
      waits.push(admission.is === 'wait' ? admission.ms : admission.is);
    }
    expect(waits).toEqual(['open', 'open', 30_000, 60_000, 300_000, 'password']);
    expect(admissionOf(tries, 1000 * DAY_MS)).toEqual({ is: 'password' });
  });

  it('never let anybody guess more than six times, nor wait more than five minutes, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -DAY_MS, max: DAY_MS }), { maxLength: 60 }), (jumps) => {
        let tries: Tries = NO_TRIES;
        let now = 1_800_000_000_000;
        let guesses = 0;
        for (const jump of jumps) {
          now += jump;
          const admission = admissionOf(tries, now);
          if (admission.is === 'wait') expect(admission.ms).toBeLessThanOrEqual(300_000);
          if (admission.is !== 'open') continue;
          guesses++;
          tries = afterWrong(tries, now);
        }
        expect(guesses).toBeLessThanOrEqual(MAX_WRONG);
      }),
    );
  });
});
