import ipaddr from 'ipaddr.js';

/** Bits of an IPv6 address that name a network; within one, a single client has addresses without end. */
const IPV6_NETWORK_BITS = 64;

/** What to count a client's address by: an IPv4 address, or the /64 of an IPv6 one; what is no address is itself. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  // an IPv4 address that came in IPv6's clothes is that IPv4 address
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${withoutZone(address)}/${IPV6_NETWORK_BITS}`);
  return `${network.toString()}/${IPV6_NETWORK_BITS}`;
}

const withoutZone = (address: string): string => address.replace(/%.*$/, '');
