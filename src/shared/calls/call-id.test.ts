import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callIdOf } from './call-id.ts';

const SECOND = 1_795_000_000;
const AT = SECOND * 1000 + 250;
const leg = { call: `${SECOND}.17`, device: 'PJSIP/201', at: AT };

describe('the id of a call', () => {
  it('is the same for one leg, whenever and wherever it is seen', () => {
    expect(callIdOf({ ...leg, at: AT + 3 * 3_600_000 })).toBe(callIdOf(leg));
    expect(callIdOf(leg)).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('is another for another leg or device', () => {
    const others = [{ call: `${SECOND}.18` }, { device: 'PJSIP/202' }, { call: `west-${SECOND}.17` }];
    const ids = others.map((other) => callIdOf({ ...leg, ...other }));
    expect(new Set([callIdOf(leg), ...ids]).size).toBe(4);
  });

  it('is the desk’s own of a click-to-dial', () => {
    const own = '019aa1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b';
    expect(callIdOf({ ...leg, call: `cti-${own}` })).toBe(own);
    expect(callIdOf({ ...leg, call: own })).not.toBe(own);
    expect(callIdOf({ ...leg, call: `cti-${own}x` })).not.toContain(own);
  });

  it('has the day in it where the PBX does not know the time, and counts from nought at each start', () => {
    const lost = { ...leg, call: '12.3' };
    const day = 86_400_000;
    expect(callIdOf({ ...lost, at: AT + day })).not.toBe(callIdOf(lost));
    expect(callIdOf({ ...lost, at: AT + 1 })).toBe(callIdOf(lost));
    expect(callIdOf({ ...lost, call: 'west-12.3', at: AT + day })).not.toBe(
      callIdOf({ ...lost, call: 'west-12.3' }),
    );
  });

  it('never throws, whatever a source calls its legs', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.nat(), (call, device, at) => {
        expect(callIdOf({ call, device, at })).toBe(callIdOf({ call, device, at }));
      }),
      { numRuns: 20 },
    );
  });
});
