import { isIPv6 } from 'node:net';

const GROUPS = 8;
/** Of a /64. */
const NETWORK_GROUPS = 4;

/**
 * What one guesser has for itself: an IPv4 address; of IPv6 the /64, for every line has 2^64 addresses in it and a
 * guesser as many as tries. An IPv4 address in IPv6 is itself. What is no address stays as it is.
 */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '');
  if (!isIPv6(bare)) return address;
  // In one spelling: hexadecimal groups without leading zeros, the longest run of zeros as `::`.
  const [head = '', tail = ''] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const [before, after] = [groupsOf(head), groupsOf(tail)];
  const between = Array.from({ length: GROUPS - before.length - after.length }, () => '0');
  const groups = [...before, ...between, ...after];
  const [mapped, high = 0, low = 0] = groups.slice(5).map((group) => Number.parseInt(group, 16));
  const isMapped = mapped === 0xff_ff && groups.slice(0, 5).every((group) => group === '0');
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return `${groups.slice(0, NETWORK_GROUPS).join(':')}::/64`;
}

function groupsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':');
}
