/** React-query options for simulated runs: keyed by the inputs' hash, the settings and the model's version; cancelled when nobody waits. */
import { queryOptions, skipToken } from '@tanstack/react-query';
import type { Scenario } from '../domain/estimate/scenario.ts';
import type { SimulatedRun, SimulatedRuns } from '../domain/simulation/simulated-runs.ts';
import type { SimulationSettings } from '../domain/simulation/simulation-settings.ts';
import type { EngineClient } from './engine-client.ts';
import { unwrapResult, WORKER_QUERY } from './estimate-query.ts';
import { hashInputs } from './hash-inputs.ts';

/** The runs of a scenario; waits while scenario, settings or version are not known. `onProgress` hears how many are done. */
export function simulationQueryOptions(
  client: EngineClient,
  scenario: Scenario | null,
  settings: SimulationSettings | null,
  modelVersion: string | undefined,
  onProgress: (done: number, all: number) => void = () => {},
) {
  const canRun = scenario !== null && settings !== null && modelVersion !== undefined;
  return queryOptions({
    ...WORKER_QUERY,
    queryKey: [
      'simulation',
      modelVersion ?? '',
      canRun ? hashInputs(scenario) : '',
      settings?.runs ?? 0,
      settings?.seed ?? 0,
    ],
    queryFn: canRun
      ? async ({ signal }): Promise<SimulatedRuns> =>
          unwrapResult(await client.simulate(signal, scenario, settings, onProgress))
      : skipToken,
  });
}

/** One run with what happened in it. */
export function simulatedRunQueryOptions(
  client: EngineClient,
  scenario: Scenario | null,
  run: { readonly seed: number; readonly index: number } | null,
  modelVersion: string | undefined,
) {
  const canRun = scenario !== null && run !== null && modelVersion !== undefined;
  return queryOptions({
    ...WORKER_QUERY,
    queryKey: [
      'simulated-run',
      modelVersion ?? '',
      canRun ? hashInputs(scenario) : '',
      run?.seed ?? 0,
      run?.index ?? 0,
    ],
    queryFn: canRun
      ? async ({ signal }): Promise<SimulatedRun> => unwrapResult(await client.simulatedRun(signal, scenario, run))
      : skipToken,
  });
}
