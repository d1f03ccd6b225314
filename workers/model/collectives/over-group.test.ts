import '../../build/portable-globals.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as abi from '../abi.ts';
import { scenario, TENSOR_GROUP } from '../arena.ts';
import { placeGroups } from './groups.ts';
import { allReduceKind, allReduceOver, gatherOver, plainExchangeOver, sendOver } from './over-group.ts';
import { IN_SWITCH, RING, TREE } from './record.ts';

interface Level {
  readonly accelerators: number;
  readonly bandwidth: number;
  readonly latency?: number;
  readonly reduction?: number;
  readonly mesh?: number;
  readonly isHost?: boolean;
}

/** One group of `ranks` on nested levels; the outermost holds all. */
function place(ranks: number, levels: readonly Level[]): void {
  for (let at = abi.PLAN_ACCELERATORS; at <= abi.PLAN_EXPERT_TENSOR; at += 1) scenario[at] = 1;
  scenario[abi.PLAN_ACCELERATORS] = ranks;
  scenario[abi.PLAN_TENSOR] = ranks;
  scenario[abi.PLAN_SHARDING_GROUP] = 1;
  for (let at = 0; at < 4; at += 1) scenario[abi.PLAN_ORDER_0 + at] = at;
  scenario[abi.NET_COUNT] = levels.length;
  levels.forEach((level, at) => {
    const base = abi.NET_FIRST + at * abi.LEVEL_STRIDE;
    scenario[base + abi.LEVEL_ACCELERATORS] = level.accelerators;
    scenario[base + abi.LEVEL_KIND] = level.isHost === true ? 4 : level.mesh === undefined ? 0 : 1;
    scenario[base + abi.LEVEL_BANDWIDTH] = level.bandwidth;
    scenario[base + abi.LEVEL_LATENCY] = level.latency ?? 1e-6;
    scenario[base + abi.LEVEL_EFFICIENCY] = 0.9;
    scenario[base + abi.LEVEL_REDUCTION] = level.reduction ?? 0;
    scenario[base + abi.LEVEL_NEIGHBOUR] = level.mesh ?? 0;
    scenario[base + abi.LEVEL_RAMP] = 1e-5;
  });
  placeGroups();
}

const node: Level = { accelerators: 8, bandwidth: 400e9 };
const cluster = (ranks: number, inner = node): readonly Level[] =>
  ranks <= 8 ? [{ ...inner, accelerators: ranks }] : [inner, { accelerators: ranks, bandwidth: 50e9, latency: 2e-6 }];

const sizes = fc.double({ min: 1e3, max: 1e11, noNaN: true });
const counts = fc.constantFrom(2, 4, 8, 16, 32, 64, 128, 512, 1024);

describe('collectives over a placed group', () => {
  it('cost nothing for one rank', () => {
    place(1, [{ accelerators: 1, bandwidth: 1e9 }]);
    expect([
      allReduceOver(TENSOR_GROUP, 1e9),
      gatherOver(TENSOR_GROUP, 1e9),
      plainExchangeOver(TENSOR_GROUP, 1e9),
    ]).toEqual([0, 0, 0]);
  });

  it('get no faster with more bytes, or with more ranks of the same bytes each', () => {
    fc.assert(
      fc.property(sizes, counts, (size, ranks) => {
        place(ranks, cluster(ranks));
        const few = [
          allReduceOver(TENSOR_GROUP, size),
          gatherOver(TENSOR_GROUP, size * ranks),
          plainExchangeOver(TENSOR_GROUP, size),
        ];
        expect(allReduceOver(TENSOR_GROUP, size * 1.1)).toBeGreaterThanOrEqual(few[0] ?? 0);
        place(2 * ranks, cluster(2 * ranks));
        const many = [
          allReduceOver(TENSOR_GROUP, size),
          gatherOver(TENSOR_GROUP, 2 * size * ranks),
          plainExchangeOver(TENSOR_GROUP, size),
        ];
        many.forEach((seconds, at) => {
          expect(seconds).toBeGreaterThanOrEqual((few[at] ?? 0) * (1 - 1e-12));
        });
      }),
    );
  });

  it('reduce no faster than they gather over a ring', () => {
    fc.assert(
      fc.property(sizes, counts, (size, ranks) => {
        place(ranks, cluster(ranks));
        if (allReduceKind(TENSOR_GROUP, size) === RING) {
          expect(allReduceOver(TENSOR_GROUP, size)).toBeGreaterThanOrEqual(gatherOver(TENSOR_GROUP, size));
        }
      }),
    );
  });

  it('are never slower on fast domains joined by a network than on the network alone', () => {
    fc.assert(
      fc.property(sizes, counts, (size, ranks) => {
        place(ranks, [
          { accelerators: 1, bandwidth: 400e9 },
          { accelerators: ranks, bandwidth: 50e9, latency: 2e-6 },
        ]);
        const flat = [
          allReduceOver(TENSOR_GROUP, size),
          gatherOver(TENSOR_GROUP, size),
          plainExchangeOver(TENSOR_GROUP, size),
        ];
        place(ranks, cluster(ranks));
        const nested = [
          allReduceOver(TENSOR_GROUP, size),
          gatherOver(TENSOR_GROUP, size),
          plainExchangeOver(TENSOR_GROUP, size),
        ];
        nested.forEach((seconds, at) => {
          expect(seconds).toBeLessThanOrEqual((flat[at] ?? 0) * (1 + 1e-12));
        });
      }),
    );
  });

  it('use all adapters of a node: a gather over nodes runs at the rate of eight', () => {
    place(64, cluster(64));
    const rate = (1e12 * 63) / 64 / gatherOver(TENSOR_GROUP, 1e12);
    expect(rate / (8 * 50e9 * 0.9)).toBeGreaterThan(0.98);
    expect(rate / (8 * 50e9 * 0.9)).toBeLessThanOrEqual(1);
  });

  it('grow with the ranks where latency rules a ring, with their logarithm over a tree', () => {
    const [few, many] = [256, 2048].map((ranks) => {
      place(ranks, cluster(ranks));
      return { gather: gatherOver(TENSOR_GROUP, 1e3), reduce: allReduceOver(TENSOR_GROUP, 1e3) };
    });
    expect((many?.gather ?? 0) / (few?.gather ?? 1)).toBeGreaterThan(7);
    expect((many?.reduce ?? 0) / (few?.reduce ?? 1)).toBeLessThan(2);
  });

  it('take a ring for large buffers, a tree for small ones between nodes, the switch where it adds up', () => {
    place(256, cluster(256));
    expect(allReduceKind(TENSOR_GROUP, 1e11)).toBe(RING);
    expect(allReduceKind(TENSOR_GROUP, 1e4)).toBe(TREE);
    place(8, cluster(8, { ...node, reduction: 0.6 }));
    expect(allReduceKind(TENSOR_GROUP, 1e10)).toBe(IN_SWITCH);
    expect(allReduceKind(TENSOR_GROUP, 1e4)).toBe(RING);
  });

  it('come within 3 % of the measured all-reduce of eight H100 in the switch: 480 GB/s of bus bandwidth', () => {
    // github:NVIDIA/dgxc-benchmarking@841f546: 16 GiB in 62.648 ms; the catalogue's NVLink 4.
    place(8, [{ accelerators: 8, bandwidth: 450e9, latency: 0.6e-6, reduction: 1.1 / 1.75 }]);
    expect(allReduceOver(TENSOR_GROUP, 17_179_869_184) / 62.648e-3).toBeGreaterThan(0.97);
    expect(allReduceOver(TENSOR_GROUP, 17_179_869_184) / 62.648e-3).toBeLessThan(1.03);
  });

  it('see only the direct link of a pair on a mesh', () => {
    place(2, [{ accelerators: 2, bandwidth: 448e9, mesh: 64e9 }]);
    expect(sendOver(TENSOR_GROUP, 1e11) * 64e9 * 0.9).toBeCloseTo(1e11, -9);
    const two = 1e11 / allReduceOver(TENSOR_GROUP, 1e11);
    place(8, [{ accelerators: 8, bandwidth: 448e9, mesh: 64e9 }]);
    expect((1e11 / allReduceOver(TENSOR_GROUP, 1e11)) * 1.75).toBeGreaterThan(5 * two);
  });

  it('add up in the switch from five ranks on', () => {
    for (const ranks of [2, 3, 4, 5, 8]) {
      place(ranks, [{ ...node, accelerators: ranks, reduction: 0.8 }]);
      expect(allReduceKind(TENSOR_GROUP, 1e10)).toBe(ranks < 5 ? RING : IN_SWITCH);
    }
  });

  it('take what was measured of the addition between nodes, and never more than a tree', () => {
    const seconds = (reduction: number): number => {
      place(128, [
        { ...node, reduction: 0.6 },
        { accelerators: 128, bandwidth: 25e9, reduction },
      ]);
      return allReduceOver(TENSOR_GROUP, 1e14);
    };
    const tree = seconds(0);
    expect(seconds(0.1) / tree).toBeCloseTo(1, 12);
    expect(seconds(0.6) / seconds(0.9)).toBeCloseTo(0.9 / 0.6, 3);
    expect(tree / seconds(0.9)).toBeCloseTo(2, 1);
  });

  it('leave a pair on PCIe all of its bandwidth, and more ranks what crosses the bridges of the host', () => {
    const rate = (ranks: number): number => {
      place(ranks, [{ accelerators: ranks, bandwidth: 63e9, isHost: true }]);
      return (1e12 * (ranks - 0.6)) / ranks / gatherOver(TENSOR_GROUP, 1e12);
    };
    expect(rate(2) / (63e9 * 0.9)).toBeCloseTo(1, 2);
    expect(rate(4) / rate(2)).toBeCloseTo(0.57, 2);
    expect(rate(8) / rate(2)).toBeCloseTo(0.57, 2);
  });

  it('copy their own share of an all-to-all', () => {
    for (const ranks of [2, 8]) {
      place(ranks, cluster(ranks));
      const seconds = plainExchangeOver(TENSOR_GROUP, 1e15);
      expect((seconds * node.bandwidth * 0.9) / 1e15).toBeCloseTo((ranks - 0.6) / ranks, 3);
    }
  });
});
