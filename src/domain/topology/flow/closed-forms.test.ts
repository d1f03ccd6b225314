import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../cli/load-catalog.ts';
import { buildDrawing } from '../build-drawing.ts';
import { drawTree, fabricOf, pace, shapeOf } from './testing/route-for-tests.ts';

const index = loadCatalog();
describe('the textbook', () => {
  const port = 50e9;

  it('knows one switch', () => {
    const fabric = fabricOf(
      buildDrawing(
        [
          { id: 'node', kind: 'node', count: 8, catalogId: 'gh200-node' },
          { id: 'leaf', kind: 'switch' },
        ],
        [{ from: 'node', to: 'leaf', catalogId: 'ib-ndr', bandwidthBytesPerSecond: 10e9 }],
      ),
      index,
    );
    const shape = shapeOf({ data: 8, expert: 8 });
    expect(pace(fabric, shape, 'shard', 'ring') * 10e9).toBeCloseTo(1, 9);
    expect(pace(fabric, shape, 'shard', 'tree') * 10e9).toBeCloseTo(2, 9);
    expect(pace(fabric, shape, 'expert', 'exchange') * 10e9).toBeCloseTo(7 / 8, 9);
    expect(pace(fabric, shape, 'shard', 'next') * 10e9).toBeCloseTo(1, 9);
  });

  it('knows the inside of a node', () => {
    const fabric = fabricOf(buildDrawing([{ id: 'node', kind: 'node', catalogId: 'dgx-h100' }]), index);
    const shape = shapeOf({ tensor: 8, expert: 8 });
    expect(pace(fabric, shape, 'tensor', 'ring') * 450e9).toBeCloseTo(1, 9);
    expect(pace(fabric, shape, 'expert', 'exchange') * 450e9).toBeCloseTo(7 / 8, 9);
  });

  it('knows fat trees, full and oversubscribed', () => {
    for (const oversubscription of [1, 2, 4]) {
      const fabric = fabricOf(drawTree(4 / oversubscription, 1), index);
      // Every byte for another unit crosses the leaf's uplinks, four accelerators to a leaf.
      const exchange = pace(fabric, shapeOf({ data: 128, expert: 128 }), 'expert', 'exchange') * port;
      expect(exchange).toBeCloseTo(Math.max(120 / 128, (oversubscription * 96) / 128), 9);
      // Groups across all units, one rank in each: all rings leave every unit.
      const apart = shapeOf({ tensor: 8, pipeline: 4, data: 4, rankOrder: ['tensor', 'pipeline', 'data', 'context'] });
      expect(pace(fabric, apart, 'shard', 'ring') * port).toBeCloseTo(oversubscription, 9);
      expect(pace(fabric, apart, 'pipeline', 'next') * port).toBeCloseTo(1, 9);
      // Rings that visit the nodes of a unit one after the other leave it once.
      const along = shapeOf({ tensor: 8, data: 16 });
      expect(pace(fabric, along, 'shard', 'ring') * port).toBeCloseTo(Math.max(1, oversubscription / 4), 9);
    }
  });

  it('knows tori of two and three dimensions', () => {
    const link = 100e9;
    for (const dims of [[16], [8, 8], [4, 16], [8, 8, 8], [4, 8, 16]]) {
      const size = dims.reduce((product, side) => product * side, 1);
      const fabric = fabricOf(
        buildDrawing([
          { id: 'pod', kind: 'row', torusDims: dims },
          { id: 'host', kind: 'node', parent: 'pod', count: size / 4, catalogId: 'tpu-v5p-host' },
        ]),
        index,
      );
      const shape = shapeOf({ data: size, expert: size });
      // Rings along all sides, both ways; an exchange crosses a quarter of the longest side, half of it each way.
      expect(pace(fabric, shape, 'shard', 'ring') * link).toBeCloseTo(1 / (2 * dims.length), 9);
      expect(pace(fabric, shape, 'expert', 'exchange') * link).toBeCloseTo(Math.max(...dims) / 8, 9);
    }
  });

  it('uses all adapters of a node for one ring', () => {
    expect(pace(fabricOf(drawTree(4, 1), index), shapeOf({ data: 128 }), 'shard', 'ring') * port).toBeCloseTo(1 / 8, 9);
  });
});
