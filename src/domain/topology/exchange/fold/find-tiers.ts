/** How high each device stands above the hosts. */
import type { NetworkGraph } from '../network-graph.ts';

/** Long rows of switches count as one tier from here on: no network has so many, and parts lie in parts only so deep. */
const HIGHEST_TIER = 32;

/** Tiers: 0 for hosts and storage, then upwards. Where the file says no tier, it is the number of cables to the nearest host. */
export function findDeviceTiers({ devices, cables }: NetworkGraph): Int32Array {
  const tiers = new Int32Array(devices.length).fill(-1);
  const neighbours: number[][] = devices.map(() => []);
  for (const { from, to } of cables) {
    neighbours[from]?.push(to);
    neighbours[to]?.push(from);
  }
  for (const [at, { role, tier }] of devices.entries()) {
    if (role !== 'switch') tiers[at] = 0;
    else if (tier !== null) tiers[at] = Math.min(tier, HIGHEST_TIER);
  }
  const hosts = devices.flatMap(({ role }, at) => (role === 'host' ? [at] : []));
  // Without hosts the lowest switches are those that the file names so; else those with the fewest cables.
  const fewest = neighbours.reduce((least, list) => Math.min(least, list.length), Number.POSITIVE_INFINITY);
  const isTold = devices.some(({ tier, role }) => role === 'switch' && tier !== null);
  const starts =
    hosts.length > 0 || isTold ? hosts : devices.flatMap((_, at) => (neighbours[at]?.length === fewest ? [at] : []));
  const isFromHosts = hosts.length > 0;
  const distance = new Int32Array(devices.length).fill(-1);
  for (const at of starts) distance[at] = isFromHosts ? 0 : 1;
  const queue = [...starts];
  for (let next = 0; next < queue.length; next++) {
    const at = queue[next] ?? 0;
    for (const neighbour of neighbours[at] ?? []) {
      if (distance[neighbour] !== -1) continue;
      distance[neighbour] = (distance[at] ?? 0) + 1;
      queue.push(neighbour);
    }
  }
  for (let at = 0; at < tiers.length; at++) {
    if (tiers[at] === -1) tiers[at] = Math.min(HIGHEST_TIER, Math.max(1, distance[at] ?? 1));
  }
  return tiers;
}
