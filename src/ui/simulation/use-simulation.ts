import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import type { SimulatedRuns } from '../../domain/simulation/simulated-runs.ts';
import type { SimulationSettings } from '../../domain/simulation/simulation-settings.ts';
import { EngineFailure, modelVersionQueryOptions } from '../../engine/estimate-query.ts';
import { simulationQueryOptions } from '../../engine/simulation-query.ts';
import { useEngine } from '../results/engine-context.ts';

/** Runs of a scenario as they come. */
export interface SimulationState {
  readonly runs: SimulatedRuns | null;
  readonly isRunning: boolean;
  /** Share of the runs that is done, 0–1. */
  readonly progress: number;
  /** Why there are none, in words; null when there is no trouble. */
  readonly problem: string | null;
  readonly cancel: () => void;
}

/** Simulates a scenario while `settings` are given; another scenario or other settings take the place of what is running. */
export function useSimulation(scenario: Scenario | null, settings: SimulationSettings | null): SimulationState {
  const engine = useEngine();
  const queryClient = useQueryClient();
  const version = useQuery(modelVersionQueryOptions(engine));
  const [progress, setProgress] = useState(0);
  const options = simulationQueryOptions(engine, scenario, settings, version.data, (done, all) =>
    setProgress(done / all),
  );
  const query = useQuery(options);
  const key = options.queryKey.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: other runs begin at nothing.
  useEffect(() => setProgress(0), [key]);
  return {
    runs: query.data ?? null,
    isRunning: query.isFetching,
    progress,
    problem: describeProblem(query.error),
    cancel: () => void queryClient.cancelQueries({ queryKey: options.queryKey }),
  };
}

function describeProblem(error: Error | null): string | null {
  if (error === null) return null;
  if (!(error instanceof EngineFailure)) return error.message;
  const { code, params } = error.error;
  if (code === 'cancelled') return null;
  return typeof params.message === 'string' && params.message !== '' ? params.message : code;
}
