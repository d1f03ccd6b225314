import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphCable, GraphDevice, NetworkGraph } from '../network-graph.ts';
import { countDevices, foldGraph } from './fold-graph.ts';
import { buildAdjacency, refineColours } from './refine-colours.ts';

const device = (name: string, role: GraphDevice['role'], tier: number | null = null): GraphDevice => ({
  name,
  role,
  kind: '',
  count: 1,
  tier,
  site: '',
});
const cable = (from: number, to: number, count = 1): GraphCable => ({
  from,
  to,
  count,
  bandwidthBytesPerSecond: null,
  family: null,
});

/** The obvious way: split by the sorted list of neighbours' colours until nothing changes. */
function refineSlowly(
  initial: readonly number[],
  edges: readonly { from: number; to: number; weight: number }[],
): number[] {
  let colours = [...initial];
  for (;;) {
    const keys = colours.map((colour, at) => {
      const sums = new Map<number, number>();
      for (const { from, to, weight } of edges) {
        if (from === at) sums.set(colours[to] ?? 0, (sums.get(colours[to] ?? 0) ?? 0) + weight);
        if (to === at) sums.set(colours[from] ?? 0, (sums.get(colours[from] ?? 0) ?? 0) + weight);
      }
      return `${colour}|${[...sums].sort((a, b) => a[0] - b[0]).join(';')}`;
    });
    const numbers = new Map<string, number>();
    const next = keys.map((key) => {
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    });
    if (numbers.size === new Set(colours).size) return next;
    colours = next;
  }
}

function samePartition(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  const forth = new Map<number, number>();
  const back = new Map<number, number>();
  for (let at = 0; at < one.length; at++) {
    const a = one[at] ?? 0;
    const b = other[at] ?? 0;
    if ((forth.get(a) ?? b) !== b || (back.get(b) ?? a) !== a) return false;
    forth.set(a, b);
    back.set(b, a);
  }
  return true;
}

const randomEdges = fc.integer({ min: 1, max: 24 }).chain((size) =>
  fc.tuple(
    fc.array(fc.integer({ min: 0, max: 2 }), { minLength: size, maxLength: size }),
    fc.array(
      fc.record({
        from: fc.integer({ min: 0, max: size - 1 }),
        to: fc.integer({ min: 0, max: size - 1 }),
        weight: fc.integer({ min: 1, max: 2 }),
      }),
      { maxLength: 60 },
    ),
  ),
);

describe('refining colours', () => {
  it('finds the same parts as the obvious way', () => {
    fc.assert(
      fc.property(randomEdges, ([initial, all]) => {
        const edges = all.filter(({ from, to }) => from !== to);
        const colours = refineColours(initial, [buildAdjacency(initial.length, edges)], 1000);
        expect(colours).not.toBeNull();
        expect(samePartition(colours ?? [], refineSlowly(initial, edges))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives up where there are too many', () => {
    const path = Array.from({ length: 40 }, (_, at) => ({ from: at, to: at + 1, weight: 1 }));
    expect(refineColours(new Array(41).fill(0), [buildAdjacency(41, path)], 10)).toBeNull();
  });
});

/** Hosts and switches with random cables. */
const randomGraph = fc
  .tuple(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 1, max: 8 }))
  .chain(([hosts, switches]) =>
    fc.record({
      devices: fc.constant([
        ...Array.from({ length: hosts }, (_, at) => device(`h${at}`, 'host', 0)),
        ...Array.from({ length: switches }, (_, at) => device(`s${at}`, 'switch')),
      ]),
      cables: fc.array(
        fc
          .tuple(
            fc.integer({ min: 0, max: hosts + switches - 1 }),
            fc.integer({ min: 0, max: hosts + switches - 1 }),
            fc.integer({ min: 1, max: 3 }),
          )
          .map(([from, to, count]) => cable(from, to, count)),
        { maxLength: 40 },
      ),
    }),
  )
  .map(({ devices, cables }): NetworkGraph => ({ devices, cables: cables.filter(({ from, to }) => from !== to) }));

describe('folding', () => {
  it('loses no device and no cable of any network', () => {
    fc.assert(
      fc.property(randomGraph, (graph) => {
        const folded = foldGraph(graph, 1000);
        if (folded === null) throw new Error('not folded');
        const seen = folded.blocks.flatMap(({ devices }) => devices).sort((a, b) => a - b);
        expect(seen).toEqual(graph.devices.map((_, at) => at));
        const cables = folded.links.reduce((sum, link) => sum + (link.cables ?? 0), 0);
        expect(cables).toBe(graph.cables.reduce((sum, { count }) => sum + (count ?? 0), 0));
        let instances = 0;
        const add = (parts: typeof folded.roots, times: number): void => {
          for (const part of parts) {
            for (const at of part.blocks) instances += (folded.blocks[at]?.count ?? 0) * times * part.count;
            add(part.parts, times * part.count);
          }
        };
        add(folded.roots, 1);
        for (const at of folded.loose) instances += folded.blocks[at]?.count ?? 0;
        expect(instances).toBe(graph.devices.length);
        for (const { count } of folded.blocks) expect(Number.isInteger(count)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('folds a fat-tree of equal pods to five blocks, whatever the order of its parts', () => {
    const devices: GraphDevice[] = [];
    const cables: GraphCable[] = [];
    const add = (name: string, role: GraphDevice['role']): number => devices.push(device(name, role)) - 1;
    const cores = Array.from({ length: 4 }, (_, at) => add(`core${at}`, 'switch'));
    for (let pod = 0; pod < 3; pod++) {
      const spines = Array.from({ length: 2 }, (_, at) => add(`spine${pod}-${at}`, 'switch'));
      for (const [at, spine] of spines.entries())
        for (const core of cores.slice(2 * at, 2 * at + 2)) cables.push(cable(spine, core));
      for (let leaf = 0; leaf < 4; leaf++) {
        const leafAt = add(`leaf${pod}-${leaf}`, 'switch');
        for (const spine of spines) cables.push(cable(leafAt, spine));
        for (let host = 0; host < 5; host++) cables.push(cable(add(`h${pod}-${leaf}-${host}`, 'host'), leafAt));
      }
    }
    const folded = foldGraph({ devices, cables: cables.reverse() }, 100);
    expect(folded?.blocks.map((block) => countDevices(block, { devices, cables })).sort((a, b) => a - b)).toEqual([
      4, 6, 12, 60,
    ]);
    expect(folded?.roots).toHaveLength(1);
    expect(folded?.roots[0]?.parts[0]).toMatchObject({ count: 3, parts: [{ count: 4 }] });
    expect(folded?.uneven).toBe(0);
  });

  it('keeps a leaf with a dead uplink apart', () => {
    const devices = [device('s1', 'switch', 2), device('s2', 'switch', 2)];
    const cables: GraphCable[] = [];
    for (let leaf = 0; leaf < 4; leaf++) {
      const at = devices.push(device(`leaf${leaf}`, 'switch', 1)) - 1;
      cables.push(cable(at, 0));
      if (leaf !== 2) cables.push(cable(at, 1));
      cables.push(cable(devices.push(device(`h${leaf}`, 'host')) - 1, at));
    }
    const folded = foldGraph({ devices, cables }, 100);
    expect(folded?.blocks.map(({ devices: members }) => members.length).sort()).toEqual([1, 1, 1, 1, 3, 3]);
  });
});
