import { BlockList, isIPv4 } from 'node:net';

/**
 * Addresses a request of the centre must not reach on somebody else's word: this machine, the house's own network,
 * the cloud's metadata service. Source: IANA special-purpose address registries (RFC 6890 and its updates).
 */
const PRIVATE_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Of IPv6 only global unicast is public, and of that not what wraps an IPv4 address or is documentation. */
const PUBLIC_V6: readonly (readonly [string, number])[] = [['2000::', 3]];
const NOT_PUBLIC_V6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const privateV4 = listOf(PRIVATE_V4, 'ipv4');
const publicV6 = listOf(PUBLIC_V6, 'ipv6');
const notPublicV6 = listOf(NOT_PUBLIC_V6, 'ipv6');

/** `address` is an IP address as the resolver tells it; what is none counts as private. */
export function isPrivateAddress(address: string): boolean {
  if (isIPv4(address)) return privateV4.check(address, 'ipv4');
  const bare = address.replace(/%.*$/, '');
  try {
    return !publicV6.check(bare, 'ipv6') || notPublicV6.check(bare, 'ipv6');
  } catch {
    return true;
  }
}

function listOf(subnets: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, family);
  return list;
}
