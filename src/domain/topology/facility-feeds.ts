/**
 * What drawn units of power and cooling carry, against what lies around them. Units of one kind in one block stand side by side and share
 * the load, whether they are drawn as one block or as several: how many may fail follows from their numbers and sizes.
 */
import type { BlockPower } from '../overlay/block-power.ts';
import { isFacilityUnit } from '../plan/drawing/nesting-rules.ts';
import type { Block, Drawing } from '../plan/plan-document.ts';

/** Units of one kind in one block. */
export interface FacilityFeed {
  readonly kind: 'power' | 'cooling';
  /** Block that they lie in and feed; null = everything drawn. */
  readonly parent: string | null;
  readonly blocks: readonly Block[];
  /** Units in each instance of the parent. */
  readonly units: number;
  /** What all units of one parent instance carry, watts; infinite where one alone is enough. */
  readonly capacityWatts: number;
  /** What they have to carry at its peak, watts of equipment; null = not known. */
  readonly loadWatts: number | null;
  /** The most units that may fail while the rest still carries the load; -1 = not even all together do. Null where the load is not known. */
  readonly spareUnits: number | null;
}

/** Every group of units. `power` gives peaks by block; without it, loads are not known. */
export function findFacilityFeeds(
  drawing: Drawing,
  power: ReadonlyMap<string, Pick<BlockPower, 'peakWatts' | 'instances'>> | null,
): FacilityFeed[] {
  const groups = new Map<string, Block[]>();
  for (const block of Object.values(drawing.blocks)) {
    if (!isFacilityUnit(block.kind)) continue;
    const key = `${block.kind} ${block.parent ?? ''}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [block]);
    else known.push(block);
  }
  return [...groups.values()].flatMap((blocks) => {
    const [first] = blocks;
    if (first === undefined || !isFacilityUnit(first.kind)) return [];
    const loadWatts = power === null ? null : findLoad(drawing, first.parent, power);
    return [
      {
        kind: first.kind,
        parent: first.parent,
        blocks,
        units: blocks.reduce((sum, { count }) => sum + count, 0),
        capacityWatts: blocks.reduce((sum, block) => sum + block.count * capacityOf(block), 0),
        loadWatts,
        spareUnits: loadWatts === null ? null : countSpareUnits(blocks, loadWatts),
      },
    ];
  });
}

function capacityOf(block: Block): number {
  return block.powerLimitWatts ?? Number.POSITIVE_INFINITY;
}

function findLoad(
  drawing: Drawing,
  parent: string | null,
  power: ReadonlyMap<string, Pick<BlockPower, 'peakWatts' | 'instances'>>,
): number {
  if (parent !== null) return power.get(parent)?.peakWatts ?? 0;
  let watts = 0;
  for (const [id, { peakWatts, instances }] of power) {
    if (drawing.blocks[id]?.parent === null) watts += peakWatts * instances;
  }
  return watts;
}

/** The largest units fail first: what is left must carry the load. */
function countSpareUnits(blocks: readonly Block[], loadWatts: number): number {
  const bySize = [...blocks].sort((a, b) => capacityOf(a) - capacityOf(b));
  const needed = loadWatts * (1 - 1e-9);
  let carried = 0;
  let kept = 0;
  for (const block of bySize) {
    const each = capacityOf(block);
    const missing =
      carried >= needed ? 0 : each === Number.POSITIVE_INFINITY ? 1 : Math.ceil((needed - carried) / each);
    const taken = Math.min(block.count, missing);
    kept += taken;
    carried += taken * each;
  }
  // Nothing to carry still takes one unit to count the others as spare.
  if (carried < needed) return -1;
  return blocks.reduce((sum, { count }) => sum + count, 0) - Math.max(1, kept);
}

/** How the units of a group back each other: `2N`, `N+1`, or that there is none to spare. */
export function redundancyWords(feed: FacilityFeed): string {
  const { units, spareUnits } = feed;
  if (spareUnits === null) return units === 1 ? 'one unit' : `${units} units`;
  if (spareUnits < 0) return 'too little, even with all of them';
  if (spareUnits === 0) return units === 1 ? 'none: it is the only one' : 'none: all of them are needed';
  const needed = units - spareUnits;
  if (spareUnits >= needed && units % needed === 0) return `${units / needed === 2 ? '2N' : `${units / needed}N`}`;
  return `N+${spareUnits}`;
}
