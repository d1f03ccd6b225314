/** What one event takes from the run: time of all accelerators of the job, and money. */
import { createAssumptionContext } from '../assumptions/assumption-context.ts';
import type { AssumptionContext } from '../assumptions/assumption-types.ts';
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Estimate } from '../estimate/estimate.ts';
import type { Scenario } from '../estimate/scenario.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { countBillOfMaterials } from '../topology/bill-of-materials.ts';
import type { FailureEffect, FailureMode } from './failure-mode.ts';
import { RadiusFinder } from './find-radius.ts';
import { listFailureModes } from './list-failure-modes.ts';

const SECONDS_PER_HOUR = 3600;

/** A plan with its figures, as losses are computed from. */
export interface LossGround {
  readonly plan: PlanDocument;
  readonly catalog: CatalogIndex;
  readonly scenario: Scenario;
  readonly estimate: Estimate;
  readonly context: AssumptionContext;
  readonly modes: readonly FailureMode[];
  readonly radii: RadiusFinder;
}

/** Gathers it. */
export function prepareLosses(
  plan: PlanDocument,
  catalog: CatalogIndex,
  scenario: Scenario,
  estimate: Estimate,
): LossGround {
  const bill = countBillOfMaterials(plan.drawing, catalog);
  const context = createAssumptionContext(plan, catalog, bill, scenario.strategy.accelerators);
  const radii = new RadiusFinder(plan, catalog);
  return { plan, catalog, scenario, estimate, context, modes: listFailureModes(context), radii };
}

/** What is out, as far as the structure says. */
export interface LossCase {
  readonly effect: FailureEffect;
  readonly interrupts: boolean;
  readonly acceleratorsLost: number;
  readonly machinesLost: number;
  readonly machinesTouched: number;
  readonly repairSeconds: number;
  /** Whether nothing can take the place of what is out, so that the job waits for it. */
  readonly isIrreplaceable?: boolean;
}

/** What one event costs. */
export interface Loss {
  readonly effect: FailureEffect;
  /** Whether the running job ends, if only to restart at once. */
  readonly interrupts: boolean;
  readonly acceleratorsLost: number;
  readonly machinesLost: number;
  /** Whether machines that are ready take the place of those that are lost. */
  readonly hasReplacement: boolean;
  /** From the event until the job trains again; 0 where it never stops. */
  readonly recoverySeconds: number;
  /** Work since the last checkpoint that is done twice, on average. */
  readonly redoneSeconds: number;
  /** Share of its speed that the job keeps while the part is out, 0–1. */
  readonly speedFraction: number;
  /** Step time on the drawing without the part; null where the job does not run without it, or where it was not computed. */
  readonly stepSecondsWithout: number | null;
  /** How long the job runs more slowly. */
  readonly slowSeconds: number;
  readonly acceleratorHours: number;
  readonly usd: number;
}

/** US dollars of one accelerator-hour of the run, everything included. */
export function usdPerAcceleratorHour({ cost, run }: Pick<Estimate, 'cost' | 'run'>): number {
  return run.acceleratorHours > 0 ? cost.headlineUsd / run.acceleratorHours : 0;
}

/** Assesses one event. `stepSecondsWithout` null = not known: then only what stops counts. */
export function assessLoss(ground: LossGround, out: LossCase, stepSecondsWithout: number | null): Loss {
  const { scenario, estimate } = ground;
  const { reliability, step, run } = estimate;
  const inputs = scenario.economy.reliability;
  const accelerators = scenario.strategy.accelerators;
  const isStopped = out.effect === 'stops' || out.interrupts;
  const machines = out.effect === 'stops' ? out.machinesLost : out.machinesTouched;
  // A share of a machine that is paid for stands for a whole one that is ready now and then.
  const spare = Math.ceil(inputs.spareMachines - 1e-9) + spareDrawn(ground, out.acceleratorsLost);
  const hasReplacement = out.isIrreplaceable !== true && machines <= spare + 1e-9;
  const replaceSeconds =
    out.effect === 'stops' && !hasReplacement
      ? Math.max(inputs.replaceSeconds, out.repairSeconds)
      : inputs.replaceSeconds;
  const recoverySeconds = isStopped ? reliability.recoverySeconds - inputs.replaceSeconds + replaceSeconds : 0;
  const redoneSeconds = isStopped ? meanRedoneSeconds(estimate) : 0;
  const slower = out.effect === 'slows' && stepSecondsWithout !== null ? step.seconds / stepSecondsWithout : 1;
  const speedFraction = out.effect === 'stops' ? 0 : Math.min(1, slower);
  // What ends the job anyway is left behind, as long as machines stand ready for it.
  const isLeftBehind = out.interrupts && hasReplacement;
  const slowSeconds = out.effect === 'slows' && !isLeftBehind && speedFraction < 1 ? out.repairSeconds : 0;
  const lostSeconds = recoverySeconds + redoneSeconds + slowSeconds * (1 - speedFraction);
  const acceleratorHours = (accelerators * Math.min(lostSeconds, run.wallSeconds)) / SECONDS_PER_HOUR;
  const isNothing = !isStopped && speedFraction > 1 - 1e-9;
  return {
    effect: isNothing ? 'nothing' : out.effect,
    interrupts: isStopped,
    acceleratorsLost: out.acceleratorsLost,
    machinesLost: out.machinesLost,
    hasReplacement,
    recoverySeconds,
    redoneSeconds,
    speedFraction,
    stepSecondsWithout: out.effect === 'stops' ? null : stepSecondsWithout,
    slowSeconds,
    acceleratorHours,
    usd: acceleratorHours * usdPerAcceleratorHour(estimate),
  };
}

/** Drawn machines that the job does not use, once those that are lost are gone. */
function spareDrawn({ scenario, context }: LossGround, acceleratorsLost: number): number {
  const { acceleratorCount, hosts } = context.bill;
  const left = acceleratorCount - scenario.strategy.accelerators;
  if (left <= 0 || acceleratorsLost === 0) return 0;
  return hosts > 0 ? (left * hosts) / acceleratorCount : left / 8;
}

/** Work that an interruption costs on average, as the closed form has it over the run. */
function meanRedoneSeconds({ reliability, run }: Estimate): number {
  const share = reliability.lostShares.find(({ key }) => key === 'work-since-checkpoint')?.amount ?? 0;
  const { interruptionsInRun, checkpointIntervalSeconds } = reliability;
  return interruptionsInRun > 0 ? (share * run.wallSeconds) / interruptionsInRun : checkpointIntervalSeconds / 2;
}
