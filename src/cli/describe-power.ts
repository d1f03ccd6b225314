/** The part of an estimate's JSON that looks into power: within a step, block by block, and under caps. */
import type { EngineApi } from '../../workers/contract.ts';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import type { Estimate } from '../domain/estimate/estimate.ts';
import type { PowerEstimate } from '../domain/estimate/power-estimate.ts';
import type { Scenario } from '../domain/estimate/scenario.ts';
import type { Drawing } from '../domain/plan/plan-document.ts';
import { type BlockPowerRow, listBlockPower } from '../domain/power/block-rows.ts';
import { capScenario } from '../domain/power/cap-scenario.ts';
import {
  type BestCaps,
  findBestCaps,
  fitCapOf,
  listCaps,
  type PowerCapRow,
  toCapRow,
} from '../domain/power/cap-sweep.ts';
import { describeStepPower, type StepPower } from '../domain/power/describe-step-power.ts';
import { findLimitFit, type LimitFit } from '../domain/power/limits.ts';
import type { PowerSwing } from '../domain/power/measure-swing.ts';

/** The job's power within a step, without its thousands of parts. */
type StepSwing = PowerSwing & Omit<StepPower, 'swing' | 'watts' | 'trace'>;

/** Power as it is printed. */
export interface PowerOutput extends PowerEstimate {
  /** The whole job within a step; null where the step could not be simulated. */
  readonly swing: StepSwing | null;
  readonly byBlock: readonly BlockPowerRow[];
  readonly cap: {
    /** In force; null = none. */
    readonly watts: number | null;
    readonly limitWatts: number;
    readonly lowestWatts: number;
    readonly clockShare: number;
    readonly limits: LimitFit;
    readonly best: BestCaps;
  };
}

/** Looks into the power of an estimate, and tries caps. */
export async function describePower(
  drawing: Drawing,
  catalog: CatalogIndex,
  engine: EngineApi,
  scenario: Scenario,
  estimate: Estimate,
): Promise<{ readonly power: PowerOutput; readonly powerCap: readonly PowerCapRow[] }> {
  const inputs = scenario.economy.power;
  const timeline = await engine.timeline(3, scenario);
  const step = timeline.ok ? describeStepPower(scenario, estimate, timeline.value) : null;
  const limits = findLimitFit(drawing, catalog, scenario);
  const powerCap: PowerCapRow[] = [];
  for (const cap of listCaps(inputs, [limits.capWatts])) {
    const result = await engine.estimate(4, capScenario(scenario, cap));
    if (!result.ok) continue;
    powerCap.push(toCapRow(cap, result.value, scenario.training.trainingTokens, fitCapOf(limits)));
  }
  return {
    power: {
      ...estimate.power,
      swing: step === null ? null : summarize(step),
      byBlock: listBlockPower(drawing, catalog, scenario, estimate, step?.trace ?? null),
      cap: {
        watts: inputs.acceleratorPeakWatts < inputs.acceleratorLimitWatts ? inputs.acceleratorPeakWatts : null,
        limitWatts: inputs.acceleratorLimitWatts,
        lowestWatts: inputs.acceleratorLowestCapWatts,
        clockShare: estimate.power.clockShare,
        limits,
        best: findBestCaps(powerCap),
      },
    },
    powerCap,
  };
}

function summarize({ swing, watts: _watts, trace: _trace, ...rest }: StepPower): StepSwing {
  return { ...swing, ...rest };
}
