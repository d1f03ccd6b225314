/** Tries remedies on copies of the plan: what each saves of the run, and what it costs. */
import type { Estimate } from '../estimate/estimate.ts';
import type { Scenario } from '../estimate/scenario.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { planAfter } from '../topology/checks/choose-mend.ts';
import { listRemedies, type Remedy } from './list-remedies.ts';
import { type LossGround, usdPerAcceleratorHour } from './loss.ts';

const SECONDS_PER_YEAR = 365.25 * 86_400;

/** A remedy with what it comes to. */
export interface RemedyRow extends Remedy {
  /** Over the run; null = nobody sells it. */
  readonly costUsd: number | null;
  readonly savedSeconds: number;
  readonly savedAcceleratorHours: number;
  readonly savedUsd: number;
  readonly interruptionsPerDay: number;
  /** Money saved per money spent; null where nothing is spent, or the price is not known. */
  readonly savedPerUsd: number | null;
}

/** Compiles and estimates a plan; null where it has no figures. */
export type EstimatePlan = (
  plan: PlanDocument,
) => Promise<{ readonly scenario: Scenario; readonly estimate: Estimate } | null>;

/** Tries all remedies; what saves most money per money spent first. Those that the plan cannot be estimated with are left out. */
export async function tryRemedies(ground: LossGround, estimatePlan: EstimatePlan): Promise<readonly RemedyRow[]> {
  const rows: RemedyRow[] = [];
  for (const remedy of listRemedies(ground)) {
    const { command } = remedy;
    if (command === null) {
      rows.push(describe(ground, remedy, { scenario: ground.scenario, estimate: ground.estimate }));
      continue;
    }
    const after = await estimatePlan(planAfter(ground.plan, command));
    if (after !== null) rows.push(describe(ground, remedy, after));
  }
  return rows.sort((a, b) => rankOf(b) - rankOf(a) || b.savedUsd - a.savedUsd || (a.id < b.id ? -1 : 1));
}

/** What costs nothing and saves something comes first; what has no price goes by its saving alone, after what pays. */
function rankOf({ savedUsd, costUsd, savedPerUsd }: RemedyRow): number {
  if (savedUsd <= 0) return -1;
  if (costUsd === 0) return Number.POSITIVE_INFINITY;
  return savedPerUsd ?? 0;
}

function describe(
  ground: LossGround,
  remedy: Remedy,
  after: { readonly scenario: Scenario; readonly estimate: Estimate },
): RemedyRow {
  const { run } = ground.estimate;
  const lost = after.estimate.run;
  const savedSeconds = run.wallSeconds - lost.wallSeconds;
  const savedAcceleratorHours = run.acceleratorHours - lost.acceleratorHours;
  const savedUsd = savedAcceleratorHours * usdPerAcceleratorHour(ground.estimate);
  const costUsd = priceOf(ground, remedy, after.scenario);
  return {
    ...remedy,
    costUsd,
    savedSeconds,
    savedAcceleratorHours,
    savedUsd,
    interruptionsPerDay: after.estimate.reliability.interruptionsPerDay,
    savedPerUsd: costUsd === null || costUsd <= 0 ? null : savedUsd / costUsd,
  };
}

/** Over the run: what is bought is written down over its years, and only the run's part counts. */
function priceOf(ground: LossGround, { price }: Remedy, after: Scenario): number | null {
  const { estimate, scenario } = ground;
  if (price.kind === 'free') return 0;
  if (price.kind === 'unknown') return null;
  if (price.kind === 'accelerators') {
    return price.count * (estimate.run.wallSeconds / 3600) * usdPerAcceleratorHour(estimate);
  }
  const { cost } = scenario.economy;
  const total = (inputs: Scenario['economy']['cost']): number => inputs.capital.reduce((sum, { usd }) => sum + usd, 0);
  const more = Math.max(0, total(after.economy.cost) - total(cost));
  const share = estimate.run.wallSeconds / SECONDS_PER_YEAR / Math.max(cost.depreciationYears, 1e-9);
  return more * Math.min(1, share);
}
