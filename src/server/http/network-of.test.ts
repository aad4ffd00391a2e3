import fc from 'fast-check';
import { expect, it } from 'vitest';
import { networkOf } from './network-of.ts';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:cb00:7107', '203.0.113.7'],
  ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['niemand', 'niemand'],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it('is the same for all addresses of a /64, however they are written, and for no other', () => {
  const group = fc.integer({ min: 0, max: 0xff_ff });
  const half = fc.tuple(group, group, group, group);
  const write = (groups: readonly number[]): string => groups.map((each) => each.toString(16)).join(':');
  const isPlain = ([a, b, c, d]: readonly number[]): boolean => [a, b, c, d].some((each) => each !== 0);
  fc.assert(
    fc.property(half.filter(isPlain), half, half, fc.nat({ max: 3 }), (net, one, other, place) => {
      expect(networkOf(write([...net, ...one]))).toBe(networkOf(write([...net, ...other]).toUpperCase()));
      const elsewhere = net.map((each, index) => (index === place ? (each + 1) % 0x1_00_00 : each));
      expect(networkOf(write([...elsewhere, ...one]))).not.toBe(networkOf(write([...net, ...one])));
    }),
  );
});
