/** Nameplate power of what is drawn: the ratings of systems and switches, added up. */
import type { PowerInputs } from '../assumptions/power-inputs.ts';
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { BlockPower } from '../overlay/block-power.ts';
import { groupByParent } from '../plan/drawing/block-tree.ts';
import type { Block, Drawing } from '../plan/plan-document.ts';
import { findEndpoints } from '../topology/endpoint.ts';

/** Rating of one instance of a block with all that is inside, watts, and what training draws of it by published shares. */
export interface RatedPower {
  readonly ratedWatts: number;
  readonly typicalWatts: number;
}

/** Ratings by block id. What has no rating counts with the most that the model has it draw. */
export function findRatedPower(
  drawing: Drawing,
  index: CatalogIndex,
  inputs: PowerInputs,
  powers: ReadonlyMap<string, BlockPower>,
): ReadonlyMap<string, RatedPower> {
  const children = groupByParent(drawing);
  const endpoints = findEndpoints(drawing, index);
  const rated = new Map<string, RatedPower>();
  const ownOf = (block: Block): RatedPower | null => {
    const known = powers.get(block.id);
    const endpoint = endpoints.get(block.id);
    if (endpoint !== undefined) {
      const ratedWatts = endpoint.system?.maxPowerWatts ?? known?.peakWatts ?? 0;
      return { ratedWatts, typicalWatts: inputs.typicalOfRated * ratedWatts };
    }
    const found = block.kind === 'switch' && block.catalogId !== null ? index.switches.get(block.catalogId) : undefined;
    if (found !== undefined) {
      const typicalWatts = found.typicalPowerWatts ?? found.maxPowerWatts ?? 0;
      return { ratedWatts: found.maxPowerWatts ?? typicalWatts, typicalWatts };
    }
    const inside = children.get(block.id) ?? [];
    return inside.length === 0 && known !== undefined
      ? { ratedWatts: known.peakWatts, typicalWatts: known.averageWatts }
      : null;
  };
  const visit = (block: Block): RatedPower => {
    let found = ownOf(block);
    if (found === null) {
      let [ratedWatts, typicalWatts] = [0, 0];
      for (const child of children.get(block.id) ?? []) {
        const each = visit(child);
        ratedWatts += child.count * each.ratedWatts;
        typicalWatts += child.count * each.typicalWatts;
      }
      found = { ratedWatts, typicalWatts };
    }
    rated.set(block.id, found);
    return found;
  };
  for (const block of children.get(null) ?? []) visit(block);
  return rated;
}
