/** React-query options for the simulated step: asked for only where it is looked at, since it is thousands of boxes. */
import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import type { Scenario } from '../domain/estimate/scenario.ts';
import type { StepTimeline } from '../domain/estimate/step-timeline.ts';
import type { EngineClient } from './engine-client.ts';
import { unwrapResult, WORKER_QUERY } from './estimate-query.ts';
import { hashInputs } from './hash-inputs.ts';

/** Timelines are megabytes: one that nothing shows goes soon. */
const KEEP_MILLISECONDS = 30_000;

/** The timeline of a scenario's step; waits while scenario or version are not known. The last one stays while a new one comes. */
export function timelineQueryOptions(
  client: EngineClient,
  scenario: Scenario | null,
  modelVersion: string | undefined,
  lane = 'timeline',
) {
  const canRun = scenario !== null && modelVersion !== undefined;
  return queryOptions({
    ...WORKER_QUERY,
    gcTime: KEEP_MILLISECONDS,
    queryKey: ['timeline', modelVersion ?? '', canRun ? hashInputs(scenario) : ''],
    queryFn: canRun
      ? async ({ signal }): Promise<StepTimeline> => unwrapResult(await client.timeline(signal, scenario, lane))
      : skipToken,
    placeholderData: keepPreviousData,
  });
}
