/** React-query options for estimates: keyed by the inputs' hash and the model's version, the last figures kept while new ones come. */
import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import type { EngineError, NearestValid, Result } from '../../workers/contract.ts';
import type { Estimate } from '../domain/estimate/estimate.ts';
import type { Scenario } from '../domain/estimate/scenario.ts';
import type { EngineClient } from './engine-client.ts';
import { hashInputs } from './hash-inputs.ts';

/** How long results that nothing shows are kept. */
const KEEP_MILLISECONDS = 5 * 60_000;

// Nothing here depends on the network; a result is as good as new for ever, since its key names all its inputs.
/** What all queries of the engine share. */
export const WORKER_QUERY = {
  networkMode: 'always',
  retry: false,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: KEEP_MILLISECONDS,
  structuralSharing: false,
} as const;

/** What a failed query holds: the engine's error with its code. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';

  constructor(readonly error: EngineError) {
    super(`${error.code} ${JSON.stringify(error.params)}`);
  }
}

/** Version of the loaded model. */
export function modelVersionQueryOptions(client: EngineClient) {
  return queryOptions({
    ...WORKER_QUERY,
    queryKey: ['model-version'],
    gcTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<string> => unwrapResult(await client.modelVersion(signal)),
  });
}

/**
 * The estimate of a scenario; waits while scenario or version are not known. In one lane the newest wins. While new figures come, `data`
 * holds the last ones and `isPlaceholderData` is true.
 */
export function estimateQueryOptions(
  client: EngineClient,
  scenario: Scenario | null,
  modelVersion: string | undefined,
  lane = 'plan',
) {
  const canRun = scenario !== null && modelVersion !== undefined;
  return queryOptions({
    ...WORKER_QUERY,
    queryKey: ['estimate', modelVersion ?? '', canRun ? hashInputs(scenario) : ''],
    queryFn: canRun
      ? async ({ signal }): Promise<Estimate> => unwrapResult(await client.estimate(signal, scenario, lane))
      : skipToken,
    placeholderData: keepPreviousData,
  });
}

/** The valid strategy nearest to the scenario's own that fits; null data = there is none. */
export function nearestValidQueryOptions(
  client: EngineClient,
  scenario: Scenario | null,
  modelVersion: string | undefined,
) {
  const canRun = scenario !== null && modelVersion !== undefined;
  return queryOptions({
    ...WORKER_QUERY,
    queryKey: ['nearest-valid', modelVersion ?? '', canRun ? hashInputs(scenario) : ''],
    queryFn: canRun
      ? async ({ signal }): Promise<NearestValid | null> => unwrapResult(await client.nearestValid(signal, scenario))
      : skipToken,
  });
}

/** The value; throws an {@link EngineFailure} where there is none. */
export function unwrapResult<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new EngineFailure(result.error);
}
