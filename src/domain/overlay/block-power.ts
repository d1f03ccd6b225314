/**
 * Watts of single blocks: the totals of the power model shared out over what is drawn. Accelerators draw what one accelerator of the job
 * draws, hosts share theirs by their ratings, switches by their data sheets, storage by what it writes. Failed instances draw nothing.
 */
import type { EconomyInputs } from '../assumptions/economy-inputs.ts';
import type { CatalogIndex, System } from '../catalog/catalog-types.ts';
import type { PowerEstimate } from '../estimate/power-estimate.ts';
import { groupByParent } from '../plan/drawing/block-tree.ts';
import type { Block, Drawing } from '../plan/plan-document.ts';
import { findEndpoints } from '../topology/endpoint.ts';
import { countInstances, countLostInstances } from '../topology/summarize-drawing.ts';

/** Power of one block, watts of equipment: cooling and distribution come on top. */
export interface BlockPower {
  /** One working instance with all that is inside it. */
  readonly peakWatts: number;
  readonly averageWatts: number;
  /** All working instances. */
  readonly totalPeakWatts: number;
  readonly totalAverageWatts: number;
  /** Instances in the whole drawing, and those that work. */
  readonly instances: number;
  readonly working: number;
}

interface Watts {
  readonly peak: number;
  readonly average: number;
}

/** Power of every block that draws any, by block id. */
export function findBlockPower(
  drawing: Drawing,
  index: CatalogIndex,
  inputs: EconomyInputs['power'],
  power: Pick<PowerEstimate, 'averageWattsByComponent'>,
): ReadonlyMap<string, BlockPower> {
  const instances = countInstances(drawing);
  const endpoints = findEndpoints(drawing, index);
  const average = new Map(power.averageWattsByComponent.map(({ key, amount }) => [key, amount]));
  const perAccelerator: Watts = {
    peak: inputs.acceleratorPeakWatts,
    average: inputs.accelerators === 0 ? 0 : (average.get('accelerators') ?? 0) / inputs.accelerators,
  };

  let drawnAccelerators = 0;
  let hostWeights = 0;
  let switchWeights = 0;
  let storageWeights = 0;
  const own = new Map<string, { readonly kind: 'system' | 'switch' | 'storage'; readonly weight: number }>();
  for (const [id, { system, accelerators }] of endpoints) {
    const count = instances.get(id) ?? 0;
    const weight = system === null ? 0 : hostWeight(system, inputs);
    own.set(id, { kind: 'system', weight });
    drawnAccelerators += count * accelerators;
    hostWeights += count * weight;
  }
  for (const block of Object.values(drawing.blocks)) {
    const count = instances.get(block.id) ?? 0;
    if (block.kind === 'switch' && block.catalogId !== null) {
      const found = index.switches.get(block.catalogId);
      const weight = found?.typicalPowerWatts ?? found?.maxPowerWatts ?? 0;
      own.set(block.id, { kind: 'switch', weight });
      switchWeights += count * weight;
    } else if (block.kind === 'storage' && block.storage !== null) {
      own.set(block.id, { kind: 'storage', weight: block.storage.writeBytesPerSecond });
      storageWeights += count * block.storage.writeBytesPerSecond;
    }
  }
  // The power model counts the hosts of the job only; drawn ones that stand by are taken to draw as much.
  const usedShare = drawnAccelerators === 0 ? 1 : Math.min(1, inputs.accelerators / drawnAccelerators);
  const share = (total: number, weights: number, weight: number): number =>
    weights === 0 ? 0 : (total / weights) * weight;
  const ownWatts = (id: string): Watts => {
    const found = own.get(id);
    if (found === undefined) return { peak: 0, average: 0 };
    const { kind, weight } = found;
    if (kind === 'switch') {
      const watts = share(inputs.switchWatts, switchWeights, weight);
      return { peak: watts, average: watts };
    }
    if (kind === 'storage') {
      const watts = share(inputs.storageWatts, storageWeights, weight);
      return { peak: watts, average: watts };
    }
    const accelerators = endpoints.get(id)?.accelerators ?? 0;
    const weights = hostWeights * usedShare;
    return {
      peak: accelerators * perAccelerator.peak + share(inputs.hostPeakWatts, weights, weight),
      average: accelerators * perAccelerator.average + share(average.get('hosts') ?? 0, weights, weight),
    };
  };

  const children = groupByParent(drawing);
  const result = new Map<string, BlockPower>();
  /** Watts of one whole instance, and of all working instances together. */
  const visit = (block: Block): { readonly each: Watts; readonly total: Watts } => {
    const count = instances.get(block.id) ?? 0;
    const working = count - countLostInstances(drawing, block, instances);
    let { peak, average: mean } = ownWatts(block.id);
    const total = { peak: peak * working, average: mean * working };
    // What is drawn inside a system is the system's own inside: its rating covers it.
    for (const child of endpoints.has(block.id) ? [] : (children.get(block.id) ?? [])) {
      const inside = visit(child);
      peak += inside.each.peak * child.count;
      mean += inside.each.average * child.count;
      total.peak += inside.total.peak;
      total.average += inside.total.average;
    }
    if (peak > 0) {
      result.set(block.id, {
        peakWatts: peak,
        averageWatts: mean,
        totalPeakWatts: total.peak,
        totalAverageWatts: total.average,
        instances: count,
        working,
      });
    }
    return { each: { peak, average: mean }, total };
  };
  for (const block of children.get(null) ?? []) visit(block);
  return result;
}

/** By what hosts share their power: what the rating leaves beside the accelerators. */
function hostWeight(system: System, inputs: EconomyInputs['power']): number {
  const accelerators = system.acceleratorsPerSystem * inputs.acceleratorLimitWatts;
  if (system.maxPowerWatts === null) return accelerators;
  return Math.max(system.maxPowerWatts - accelerators, 0.05 * accelerators);
}
