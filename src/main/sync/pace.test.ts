import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

it('tells the time left by the speed of the last seconds, once it can', () => {
  let now = 0;
  const pace = createPace({ now: () => now });
  expect(pace(0, 1000)).toEqual({});
  now = 500;
  expect(pace(100, 1000)).toEqual({});
  now = 1000;
  expect(pace(200, 1000)).toEqual({ remainingMs: 4000 });
  // Ten times slower from here on: after ten seconds the beginning counts no more.
  now = 11_000;
  expect(pace(400, 1000)).toEqual({ remainingMs: 30_000 });
});

it('F27 begins anew where the clock was set or something else is counted', () => {
  let now = 100_000;
  const pace = createPace({ now: () => now });
  pace(0, 1000);
  now = 0;
  expect(pace(500, 1000)).toEqual({});
  now = 2000;
  expect(pace(600, 1000)).toEqual({ remainingMs: 8000 });
  expect(pace(1, 50)).toEqual({});
});
