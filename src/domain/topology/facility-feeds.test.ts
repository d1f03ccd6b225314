import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BlockSketch, buildDrawing } from './build-drawing.ts';
import { findFacilityFeeds, redundancyWords } from './facility-feeds.ts';

/** A rack with units, the whole drawing of a room around ten of them. */
function feedsOf(units: readonly BlockSketch[], rackWatts: number) {
  const drawing = buildDrawing(
    [
      { id: 'hall', kind: 'hall' },
      { id: 'rack', kind: 'rack', parent: 'hall', count: 10 },
      { id: 'node', kind: 'node', parent: 'rack', count: 4, catalogId: 'dgx-h100' },
      ...units,
    ],
    [],
  );
  return findFacilityFeeds(
    drawing,
    new Map([
      ['rack', { peakWatts: rackWatts, instances: 10 }],
      ['hall', { peakWatts: 10 * rackWatts, instances: 1 }],
    ]),
  );
}

function unit(count: number, powerLimitWatts: number | null, more: Partial<BlockSketch> = {}): BlockSketch {
  return { id: `unit-${count}-${powerLimitWatts}`, kind: 'power', parent: 'rack', count, powerLimitWatts, ...more };
}

describe('units of power and cooling', () => {
  it.each([
    [[unit(2, 40e3)], 40e3, '2N'],
    [[unit(3, 40e3)], 40e3, '3N'],
    [[unit(3, 20e3)], 40e3, 'N+1'],
    [[unit(2, 20e3)], 40e3, 'none: all of them are needed'],
    [[unit(1, 40e3)], 40e3, 'none: it is the only one'],
    [[unit(2, 15e3)], 40e3, 'too little, even with all of them'],
    [[unit(1, null)], 40e3, 'none: it is the only one'],
    [[unit(2, null)], 40e3, '2N'],
  ] as const)('say how they back each other: %#', (units, watts, words) => {
    const [feed] = feedsOf(units, watts);
    expect(feed === undefined ? '' : redundancyWords(feed)).toBe(words);
  });

  it('of one kind in one place share the load, whether drawn as one block or as two', () => {
    const asOne = feedsOf([unit(3, 20e3)], 40e3);
    const asTwo = feedsOf([unit(1, 20e3), unit(2, 20e3, { id: 'others' })], 40e3);
    expect(asTwo).toHaveLength(1);
    expect(asTwo[0]).toMatchObject({ units: 3, capacityWatts: 60e3, spareUnits: asOne[0]?.spareUnits });
  });

  it('carry what lies around them: a rack, or all racks of the hall', () => {
    expect(feedsOf([unit(1, 1e6, { parent: 'hall' })], 40e3)[0]).toMatchObject({ parent: 'hall', loadWatts: 400e3 });
    expect(feedsOf([unit(1, 1e6, { kind: 'cooling' })], 40e3)[0]).toMatchObject({ kind: 'cooling', loadWatts: 40e3 });
  });

  it('never lose a spare to a unit more, nor win one by a heavier load', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 400 }),
        (count, kilowatts, load) => {
          const spares = (units: number, watts: number): number =>
            feedsOf([unit(units, kilowatts * 1e3)], watts)[0]?.spareUnits ?? Number.NaN;
          const now = spares(count, load * 1e3);
          expect(spares(count + 1, load * 1e3)).toBeGreaterThanOrEqual(now);
          expect(spares(count, load * 1.1e3)).toBeLessThanOrEqual(now);
          expect(now).toBeLessThan(count);
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });
});
