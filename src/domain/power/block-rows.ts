/** Average, peak, rating, limit and swing of every drawn block that draws power. */
import type { RampInputs } from '../assumptions/power-inputs.ts';
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Estimate } from '../estimate/estimate.ts';
import type { Scenario } from '../estimate/scenario.ts';
import { findBlockPower } from '../overlay/block-power.ts';
import { nameOf } from '../plan/describe-items.ts';
import type { Block, Drawing } from '../plan/plan-document.ts';
import { measureSwing, type PowerSwing } from './measure-swing.ts';
import { countByPipelineRank, findBlockRanks } from './ranks-in-block.ts';
import { findRatedPower } from './rated-power.ts';
import { type StepTrace, sumTraces } from './step-trace.ts';

/** Power of one instance of a block; watts of equipment, cooling comes on top. */
export interface BlockPowerRow {
  readonly id: string;
  readonly name: string;
  readonly kind: Block['kind'];
  readonly instances: number;
  /** Accelerators in one instance. */
  readonly accelerators: number;
  /** Over the whole run, recoveries included. */
  readonly averageWatts: number;
  /** Everything at its limit, or at the power cap. */
  readonly peakWatts: number;
  /** All working instances. */
  readonly totalAverageWatts: number;
  readonly totalPeakWatts: number;
  /** By the nameplates of what is inside, and what training draws of them by published shares. */
  readonly ratedWatts: number;
  readonly typicalWatts: number;
  /** As drawn; null = none. */
  readonly limitWatts: number | null;
  readonly isOverLimit: boolean;
  /** Within a step, of the instance that swings most; null where no step is known or nothing inside computes. */
  readonly swing: PowerSwing | null;
  /** What the ramp is held against; null = none stated. */
  readonly rampLimitWattsPerSecond: number | null;
  readonly isOverRampLimit: boolean;
}

/** Lists the blocks, outer ones first as they are drawn. */
export function listBlockPower(
  drawing: Drawing,
  index: CatalogIndex,
  scenario: Scenario,
  estimate: Estimate,
  trace: StepTrace | null,
): readonly BlockPowerRow[] {
  const inputs = scenario.economy.power;
  const powers = findBlockPower(drawing, index, inputs, estimate.power);
  const ranks = findBlockRanks(drawing, index, scenario.strategy);
  const rated = findRatedPower(drawing, index, inputs, powers);
  const rows: BlockPowerRow[] = [];
  for (const [id, power] of powers) {
    const block = drawing.blocks[id];
    if (block === undefined) continue;
    const place = ranks.get(id);
    const accelerators = place?.accelerators ?? 0;
    const fixedWatts = power.peakWatts - accelerators * inputs.acceleratorPeakWatts;
    let swing: PowerSwing | null = null;
    if (trace !== null && place !== undefined) {
      const seen = new Set<string>();
      for (const start of place.starts) {
        const counts = countByPipelineRank(start, accelerators, scenario.strategy);
        const key = counts.join();
        if (seen.has(key)) continue;
        seen.add(key);
        const watts = sumTraces(trace, counts, fixedWatts);
        const found = measureSwing(watts, trace.stepSeconds, inputs.ramp.smoothingSeconds);
        if (swing === null || found.amplitudeWatts > swing.amplitudeWatts) swing = found;
      }
    }
    const rampLimit = rampLimitOf(block.kind, inputs.ramp);
    rows.push({
      id,
      name: nameOf(drawing, id),
      kind: block.kind,
      instances: power.instances,
      accelerators,
      averageWatts: power.averageWatts,
      peakWatts: power.peakWatts,
      totalAverageWatts: power.totalAverageWatts,
      totalPeakWatts: power.totalPeakWatts,
      ratedWatts: rated.get(id)?.ratedWatts ?? power.peakWatts,
      typicalWatts: rated.get(id)?.typicalWatts ?? power.averageWatts,
      limitWatts: block.powerLimitWatts,
      isOverLimit: block.powerLimitWatts !== null && power.peakWatts > block.powerLimitWatts * (1 + 1e-9),
      swing,
      rampLimitWattsPerSecond: rampLimit,
      isOverRampLimit: rampLimit !== null && swing !== null && swing.rampWattsPerSecond > rampLimit * (1 + 1e-9),
    });
  }
  return rows.sort((a, b) => depthOf(drawing, a.id) - depthOf(drawing, b.id));
}

function rampLimitOf(kind: Block['kind'], ramp: RampInputs): number | null {
  if (kind === 'site') return ramp.siteWattsPerSecond;
  if (kind === 'row' || kind === 'hall') return ramp.rowWattsPerSecond;
  return kind === 'rack' ? ramp.rackWattsPerSecond : null;
}

function depthOf(drawing: Drawing, id: string): number {
  const seen = new Set<string>();
  for (let at: string | null = id; at !== null && !seen.has(at); at = drawing.blocks[at]?.parent ?? null) seen.add(at);
  return seen.size;
}
