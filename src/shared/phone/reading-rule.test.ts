import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidates } from './candidates.ts';
import type { DialProfile } from './dial-profile.ts';
import { ruleOfReading } from './reading-rule.ts';

const profile: DialProfile = {
  inbound: 'auto',
  outsideLine: '0',
  country: '49',
  area: '621',
  internalLength: 3,
};

describe('the rule a reading comes from', () => {
  it.each([
    ['201', '201', 'internal', false],
    ['+49 621 3456217', '496213456217', 'plus', false],
    ['0049 621 3456217', '496213456217', 'international-00', false],
    ['0621 3456217', '496213456217', 'national-0', false],
    ['00621 3456217', '496213456217', 'national-0', true],
    ['000621 3456217', '496213456217', 'national-0', true],
    ['496213456217', '496213456217', 'with-country-code', false],
    ['3456217', '496213456217', 'local', false],
    ['6213456217', '496213456217', 'national-without-0', false],
    ['+0621 3456217', '496213456217', 'national-0', false],
    ['0+49 621 3456217', '496213456217', 'plus', true],
    ['116117', '49116117', 'national-without-0', false],
    ['anonymous', '49621', 'other', false],
  ])('%s read as %s: %s', (raw, digits, rule, outsideLine) => {
    expect(ruleOfReading(raw, digits, profile)).toEqual({ rule, outsideLine });
  });

  it('is there for whatever the profile reads', () => {
    const inbound = fc.constantFrom('auto', 'e164', 'e164-without-plus', 'national', 'international-00');
    fc.assert(
      fc.property(
        fc.stringMatching(/^(?:\+?0{0,4})[1-9]\d{0,14}$/),
        inbound,
        fc.constantFrom('', '0', '9'),
        (raw, how, outsideLine) => {
          const house = { ...profile, inbound: how, outsideLine } as DialProfile;
          const found = candidates(raw, house);
          const read =
            found.kind === 'external' ? found.digits : found.kind === 'internal' ? [found.digits] : [];
          for (const digits of read) expect(ruleOfReading(raw, digits, house).rule).not.toBe('other');
        },
      ),
    );
  });
});
