/**
 * What hangs together below each tier: leaves with their hosts, pods of leaves and spines, and so on. Parts lie in parts, so they
 * become the containers of the drawing.
 */
import type { NetworkGraph } from '../network-graph.ts';

/** Devices that hang together over devices of their own tier and below. */
export interface Component {
  /** Tier of its highest devices; a site is above all of them. */
  readonly tier: number;
  /** Devices of that tier. */
  readonly devices: readonly number[];
  /** Parts of lower tiers. */
  readonly parts: readonly Component[];
  /** Name of the site; '' = it is none. */
  readonly site: string;
}

/** The outermost components. With several sites each is one; cables between sites join nothing. */
export function buildComponents({ devices, cables }: NetworkGraph, tiers: Int32Array): readonly Component[] {
  const parent = Int32Array.from(devices.keys());
  const find = (start: number): number => {
    let at = start;
    while ((parent[at] ?? at) !== at) {
      const up = parent[parent[at] ?? at] ?? at;
      parent[at] = up;
      at = up;
    }
    return at;
  };
  const byTier = groupBy(devices.keys(), (at) => tiers[at] ?? 0);
  const cablesByTier = groupBy(cables.keys(), (at) => {
    const cable = cables[at];
    return cable === undefined ? 0 : Math.max(tiers[cable.from] ?? 0, tiers[cable.to] ?? 0);
  });
  const current = new Map<number, Component>();
  for (const tier of [...new Set([...byTier.keys(), ...cablesByTier.keys()])].sort((a, b) => a - b)) {
    const joining = (cablesByTier.get(tier) ?? []).flatMap((at) => {
      const cable = cables[at];
      return cable === undefined || devices[cable.from]?.site !== devices[cable.to]?.site ? [] : [cable];
    });
    // Only what this tier touches is looked at: many tiers of many parts stay cheap.
    const touched = new Set(joining.flatMap(({ from, to }) => [find(from), find(to)]));
    for (const { from, to } of joining) parent[find(from)] = find(to);
    const members = new Map<number, { devices: number[]; parts: Component[] }>();
    const memberOf = (root: number) => {
      const known = members.get(root) ?? { devices: [], parts: [] };
      members.set(root, known);
      return known;
    };
    for (const root of touched) {
      const part = current.get(root);
      current.delete(root);
      if (part !== undefined) memberOf(find(root)).parts.push(part);
    }
    for (const at of byTier.get(tier) ?? []) memberOf(find(at)).devices.push(at);
    for (const [root, { devices: own, parts }] of members) {
      const only = parts[0];
      const isSame = own.length === 0 && parts.length === 1 && only !== undefined;
      current.set(root, isSame ? only : { tier, devices: own, parts, site: '' });
    }
  }
  const tops = [...current.values()];
  const sites = groupBy(tops.keys(), (at) => siteOf(tops[at], devices));
  if (sites.size < 2) return tops;
  return [...sites].flatMap(([site, places]): Component[] => {
    const parts = places.flatMap((at) => tops[at] ?? []);
    return site === '' ? parts : [{ tier: Number.MAX_SAFE_INTEGER, devices: [], parts, site }];
  });
}

function siteOf(component: Component | undefined, devices: NetworkGraph['devices']): string {
  for (let at = component; at !== undefined; at = at.parts[0]) {
    const device = at.devices[0];
    if (device !== undefined) return devices[device]?.site ?? '';
  }
  return '';
}

function groupBy(items: Iterable<number>, keyOf: (item: number) => number): Map<number, number[]>;
function groupBy(items: Iterable<number>, keyOf: (item: number) => string): Map<string, number[]>;
function groupBy<K>(items: Iterable<number>, keyOf: (item: number) => K): Map<K, number[]> {
  const groups = new Map<K, number[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
