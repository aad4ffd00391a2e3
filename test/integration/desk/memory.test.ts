import { afterAll, beforeAll, expect, it } from 'vitest';
import { MOST_ENDED } from '#shared/calls/live-calls.ts';
import { endedLimit } from '#main/telephony/ami/tracker/state.ts';
import { startSoak } from '../../../bench/ami/soak.ts';
import type { Soak } from '../../../bench/ami/soak.ts';

/* `npm run bench -- ami` measures a hundred thousand; here it is enough to see a leak of one small object a call. */

const WARM_UP = 2_000;
const CALLS = 4_000;
/** The events of one call alone are several times this; what the engine keeps for itself is far less. */
const MOST_BYTES_A_CALL = 700;

let soak: Soak;
beforeAll(async () => {
  soak = await startSoak();
});
afterAll(() => soak?.close());

it('a desk keeps nothing of calls that are over, but for the few it shows', async () => {
  await soak.play(WARM_UP);
  const before = soak.heap();
  await soak.play(CALLS);
  const growth = (soak.heap() - before) / CALLS;

  const { toldEnded, toldEvents, toldAnnounced, toldWithheld, ...held } = soak.holding();
  expect([toldEnded, toldWithheld]).toEqual([WARM_UP + CALLS, (WARM_UP + CALLS) / 10]);
  expect(toldAnnounced).toBeGreaterThan((WARM_UP + CALLS) / 2);
  expect(toldEvents).toBeGreaterThan(3 * (WARM_UP + CALLS));
  // The latest ids, and no more, so that a straggling frame neither begins a call again nor shows who withheld it.
  const { ended, restricted, shown, traces, ...rest } = held;
  expect(ended).toBe(endedLimit);
  expect(restricted).toBe(256);
  expect(shown).toBeLessThanOrEqual(MOST_ENDED + 1);
  expect(traces).toBe(200);
  expect(Object.entries(rest).filter(([, count]) => count !== 0)).toEqual([]);
  expect(Object.keys(rest)).toEqual(
    expect.arrayContaining([
      'channels',
      'calls',
      'presentations',
      'waiting',
      'boxes',
      'groups',
      'live',
      'recording',
    ]),
  );
  expect(growth).toBeLessThan(MOST_BYTES_A_CALL);
});
