/** One plan, estimated: what the command line prints and the tests look at. */
import type { EngineApi, NearestValid } from '../../workers/contract.ts';
import { summarizeEvidence } from '../domain/calibration/describe-calibration.ts';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import { compileScenario } from '../domain/estimate/compile-scenario.ts';
import type { Estimate } from '../domain/estimate/estimate.ts';
import { findLinkLoads, type LinkLoad } from '../domain/estimate/link-load.ts';
import type { NetworkLevel, Scenario } from '../domain/estimate/scenario.ts';
import type { ScenarioProblem } from '../domain/estimate/scenario-problem.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import type { PowerCapRow } from '../domain/power/cap-sweep.ts';
import { checkStageMemory } from '../domain/schedule/check-stage-memory.ts';
import { scheduleRun } from '../domain/schedule/schedule-run.ts';
import type { BudgetCheck, RunSchedule } from '../domain/schedule/schedule-types.ts';
import type { SimulatedRuns } from '../domain/simulation/simulated-runs.ts';
import {
  DEFAULT_SETTINGS,
  SIMULATED_ABOVE,
  type SimulationSettings,
} from '../domain/simulation/simulation-settings.ts';
import { estimateStorage } from '../domain/storage/estimate-storage.ts';
import type { StorageEstimate } from '../domain/storage/storage-estimate.ts';
import { findStorageWarnings } from '../domain/storage/storage-warnings.ts';
import { estimateSpeeds } from './assess-plan.ts';
import { type CostOutput, type DatedBillLine, describeCost } from './describe-cost.ts';
import { describePower, type PowerOutput } from './describe-power.ts';

/** An estimate as it is printed; see `docs/estimate-output.md`. */
export interface EstimateOutput extends Omit<Estimate, 'power' | 'cost'> {
  readonly cost: CostOutput;
  /** Everything bought, line by line; the amounts sum to `cost.capitalUsd`. */
  readonly bill: readonly DatedBillLine[];
  readonly power: PowerOutput;
  /** The run under caps on the accelerators' power, the lowest first. */
  readonly powerCap: readonly PowerCapRow[];
  readonly plan: {
    readonly name: string;
    readonly accelerators: number;
    readonly strategy: Scenario['strategy'];
    readonly network: readonly NetworkLevel[];
    /** What the figures were moved by, in one line; null = nothing. */
    readonly calibration: string | null;
  };
  readonly warnings: readonly ScenarioProblem[];
  /** The run on the calendar, from the order to its end. */
  readonly schedule: RunSchedule;
  /** Limits that the plan sets, broken or not. */
  readonly budgets: readonly BudgetCheck[];
  /** How long the drawn links are busy in one step, the busiest first; null where traffic is charged by nested domains instead. */
  readonly links: readonly LinkLoad[] | null;
  /** Why it is; null where links are known. */
  readonly unrouted: string | null;
  /** What storage does for the run, and what holds it up. */
  readonly storage: StorageEstimate;
  /** Random runs of the job; null where none were asked for and the closed form is what is shown. */
  readonly simulation: SimulationOutput | null;
}

/** Random runs as they are printed: without the figures of every single one. */
export interface SimulationOutput extends Omit<SimulatedRuns, 'byRun'> {
  /** Whether these are the figures to go by, rather than the closed form. */
  readonly isHeadline: boolean;
}

/** Why there is no estimate; `nearest` is the valid strategy nearest to the plan's, where only that is wrong. */
export interface EstimateFailure {
  readonly problems: readonly Pick<ScenarioProblem, 'code' | 'message' | 'mend'>[];
  readonly nearest: NearestValid | null;
}

/**
 * Estimates a plan. Never throws on a valid plan.
 * @param settings how many runs to simulate; null = none, unless the job is so large that the closed form is not what is shown
 * @param today the day that ages of prices are counted to
 */
export async function estimatePlan(
  plan: PlanDocument,
  catalog: CatalogIndex,
  engine: EngineApi,
  settings: SimulationSettings | null = null,
  today: string = new Date().toISOString().slice(0, 10),
): Promise<
  { readonly ok: true; readonly output: EstimateOutput } | { readonly ok: false; readonly failure: EstimateFailure }
> {
  const compiled = compileScenario(plan, catalog);
  if (!compiled.ok) {
    const found = compiled.scenario === null ? null : await engine.nearestValid(1, compiled.scenario);
    return { ok: false, failure: { problems: compiled.problems, nearest: found?.ok ? found.value : null } };
  }
  const { scenario, warnings, routing } = compiled;
  const result = await engine.estimate(2, scenario);
  if (!result.ok) {
    const { code, params } = result.error;
    const message = `The model gives no estimate (${code}): ${params.message ?? 'no reason given'}.`;
    return { ok: false, failure: { problems: [{ code, message, mend: null }], nearest: null } };
  }
  const storage = estimateStorage(compiled.storage, scenario, result.value);
  const isHeadline = scenario.strategy.accelerators > SIMULATED_ABOVE;
  const wanted = settings ?? (isHeadline ? DEFAULT_SETTINGS : null);
  // Where the headline is simulated, it must not wait for the steps without each part.
  const run =
    wanted === null || isHeadline
      ? scenario
      : await estimateSpeeds(plan, catalog, engine, { scenario, estimate: result.value });
  const simulated = wanted === null ? null : await engine.simulate(3, run, wanted, () => {});
  if (simulated?.ok === false) {
    const { code, params } = simulated.error;
    const message = `The runs cannot be simulated (${code}): ${params.message ?? 'no reason given'}.`;
    return { ok: false, failure: { problems: [{ code, message, mend: null }], nearest: null } };
  }
  const output: EstimateOutput = {
    plan: {
      name: plan.name,
      accelerators: scenario.strategy.accelerators,
      strategy: scenario.strategy,
      network: scenario.network.levels,
      calibration: plan.calibration === null ? null : summarizeEvidence(plan.calibration),
    },
    warnings: [
      ...warnings,
      ...findStorageWarnings(compiled.storage, storage, scenario),
      ...checkStageMemory(result.value),
    ],
    storage,
    ...scheduleRun(plan, catalog, result.value, scenario.strategy.accelerators),
    links: routing.ok ? findLinkLoads(routing.routed.traffic, result.value.step, scenario) : null,
    unrouted: routing.ok ? null : routing.reason,
    simulation: simulated === null ? null : describeRuns(simulated.value, isHeadline),
    ...result.value,
    ...describeCost(plan, catalog, result.value.cost, compiled.sources, today),
    ...(await describePower(plan.drawing, catalog, engine, scenario, result.value)),
  };
  return { ok: true, output };
}

function describeRuns({ byRun: _byRun, ...rest }: SimulatedRuns, isHeadline: boolean): SimulationOutput {
  return { ...rest, isHeadline };
}
