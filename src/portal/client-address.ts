import { BlockList, isIPv6 } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** Where proxies stand: this machine and private networks. */
const NEARBY = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  NEARBY.addSubnet(network, bits);
for (const [network, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  NEARBY.addSubnet(network, bits, 'ipv6');

/**
 * Where a request comes from: its peer, or where that is a proxy nearby, whom the proxy names last. Of IPv6 the network, of which one client has all
 * addresses. What somebody nearby claims to be isn't proved: whoever counts by it counts all together too.
 */
export function clientAddressOf({ req, env }: Context): string {
  const { incoming } = (env ?? {}) as Partial<HttpBindings>;
  const peer = plain(incoming?.socket.remoteAddress ?? '');
  const named = req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  const isNearby = NEARBY.check(peer, isIPv6(peer) ? 'ipv6' : 'ipv4');
  return networkOf(named && isNearby ? plain(named) : peer);
}

/** IPv4 as it is written in itself, no zone. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '');
}

function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::').map((part) => part.split(':').filter(Boolean)) as [string[], string[]?];
  const zeros = Array.from({ length: 8 - head.length - (tail?.length ?? 0) }, () => '0');
  return [...head, ...zeros, ...(tail ?? [])].slice(0, 4).join(':');
}
