import { useEffect, useState } from 'react';
import type { CompiledScenario } from '../../domain/estimate/compiled-scenario.ts';
import type { SimulatedFigure, SimulatedRuns } from '../../domain/simulation/simulated-runs.ts';
import { HEADLINE_SETTINGS, SIMULATED_ABOVE } from '../../domain/simulation/simulation-settings.ts';
import { useEstimate } from '../results/estimate-context.ts';
import { useSimulation } from './use-simulation.ts';

/** How long a plan must have stood still before its runs are simulated for the headline. */
const STILL_MILLISECONDS = 600;

/** Where the headline's figures are from. */
export type HeadlineSimulation =
  /** The job is small enough for the closed form. */
  | { readonly kind: 'not-needed' }
  /** The closed form is shown until the runs are there, or because they do not come to an end. */
  | { readonly kind: 'closed-form'; readonly isHopeless: boolean }
  | { readonly kind: 'simulated'; readonly runs: SimulatedRuns };

/**
 * The runs that the headline of a large job is taken from. Edits never wait for them: the closed form is there at once, and the runs
 * begin, in a worker of their own, when the plan has stood still for a moment.
 */
export function useHeadlineSimulation(): HeadlineSimulation {
  const { estimateOf, isStale } = useEstimate();
  const isLarge = (estimateOf?.scenario.strategy.accelerators ?? 0) > SIMULATED_ABOVE;
  const still = useStill(isLarge && !isStale ? estimateOf : null);
  const { runs } = useSimulation(still?.scenario ?? null, still === null ? null : HEADLINE_SETTINGS);
  if (!isLarge) return { kind: 'not-needed' };
  if (still === null || still !== estimateOf || runs === null) return { kind: 'closed-form', isHopeless: false };
  return runs.unfinished > 0 ? { kind: 'closed-form', isHopeless: true } : { kind: 'simulated', runs };
}

type ValidScenario = Extract<CompiledScenario, { readonly ok: true }>;

/** The scenario once it has not changed for a moment; null before that. */
function useStill(scenario: ValidScenario | null): ValidScenario | null {
  const [still, setStill] = useState<ValidScenario | null>(null);
  useEffect(() => {
    if (scenario === null) return setStill(null);
    const timer = setTimeout(() => setStill(scenario), STILL_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [scenario]);
  return still === scenario ? still : null;
}

/** The simulated figure of a headline; null where the headline does not take it from the runs. */
export function findSimulatedFigure(simulation: HeadlineSimulation, id: string): SimulatedFigure | null {
  if (simulation.kind !== 'simulated') return null;
  const { wallSeconds, usd, goodput } = simulation.runs;
  return id === 'time' ? wallSeconds : id === 'cost' ? usd : id === 'goodput' ? goodput : null;
}

/** Whether a headline is taken from simulated runs where the job is large. */
export function isSimulatedHeadline(id: string): boolean {
  return id === 'time' || id === 'cost' || id === 'goodput';
}
