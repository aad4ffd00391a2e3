import { describe, expect, it } from 'vitest';
import { HEALTH_STAGES, healthOf, SLOW_LOOKUP_MS } from './health.ts';
import type { HealthFacts, HealthStage } from './health.ts';

const fine: HealthFacts = {
  status: {
    links: [],
    pbx: { state: 'ready', adapter: 'ami' },
    centre: { state: 'online', asOf: 1, pending: 0, rejected: 0 },
    keyStrength: 'keychain',
  },
  linkedAt: 1_000,
  heardAt: 2_000,
  calls: { count: 5, verified: 4 },
  numbers: 2_700,
  lookupP95: 1,
  writeError: null,
};
const pbx = (state: 'off' | 'connecting' | 'waiting' | 'refused', fault?: string): Partial<HealthFacts> => ({
  status: { ...fine.status, pbx: { state, ...(fault === undefined ? {} : { fault, detail: 'why' }) } },
});
const centre = (change: Partial<HealthFacts['status']['centre']>): Partial<HealthFacts> => ({
  status: { ...fine.status, centre: { ...fine.status.centre, ...change } },
});

describe('the lights', () => {
  it('are all green when all is well, one a stage', () => {
    const lights = healthOf(fine);
    expect(lights.map(({ stage }) => stage)).toEqual(HEALTH_STAGES);
    expect(lights.every(({ light, cause }) => light === 'good' && cause === 'good')).toBe(true);
  });

  it.each<[HealthStage, string, string, Partial<HealthFacts>]>([
    ['network', 'off', 'off', pbx('off')],
    ['network', 'busy', 'connecting', pbx('connecting')],
    ['network', 'bad', 'unreachable', pbx('waiting', 'unreachable')],
    ['network', 'bad', 'not-a-pbx', pbx('waiting', 'not-a-pbx')],
    ['network', 'good', 'good', pbx('refused', 'wrong-secret')],
    ['login', 'bad', 'wrong-secret', pbx('refused', 'wrong-secret')],
    ['login', 'bad', 'bad-settings', pbx('refused', 'bad-settings')],
    ['login', 'off', 'waiting', pbx('waiting', 'unreachable')],
    ['events', 'off', 'waiting', pbx('connecting')],
    ['events', 'warn', 'none-yet', { heardAt: null }],
    ['events', 'warn', 'none-yet', { linkedAt: 3_000 }],
    ['presentation', 'off', 'no-call', { calls: { count: 2, verified: 0 } }],
    ['presentation', 'bad', 'never-told', { calls: { count: 3, verified: 0 } }],
    ['matcher', 'warn', 'no-numbers', { numbers: 0 }],
    ['matcher', 'warn', 'slow', { lookupP95: SLOW_LOOKUP_MS + 1 }],
    ['replica', 'bad', 'write-failed', { writeError: 'disk full' }],
    ['replica', 'bad', 'disk', centre({ fault: 'disk' })],
    ['replica', 'warn', 'key-file', { status: { ...fine.status, keyStrength: 'file' } }],
    ['centre', 'off', 'signed-out', centre({ state: 'signed-out' })],
    ['centre', 'warn', 'offline', centre({ state: 'offline', detail: 'ENOTFOUND' })],
    ['centre', 'bad', 'refused', centre({ state: 'refused' })],
    ['centre', 'warn', 'rejected', centre({ rejected: 2 })],
  ])('%s is %s: %s', (stage, light, cause, change) => {
    expect(healthOf({ ...fine, ...change }).find((one) => one.stage === stage)).toMatchObject({
      light,
      cause,
    });
  });
});
