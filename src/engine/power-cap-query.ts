/** React-query options for a sweep of power caps: one estimate for each, behind all that the page waits for. */
import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import type { Scenario } from '../domain/estimate/scenario.ts';
import { capScenario } from '../domain/power/cap-scenario.ts';
import { type PowerCapRow, toCapRow } from '../domain/power/cap-sweep.ts';
import type { EngineClient } from './engine-client.ts';
import { estimateQueryOptions, WORKER_QUERY } from './estimate-query.ts';
import { hashInputs } from './hash-inputs.ts';

/** Estimates under other caps that nothing shows go soon. */
const KEEP_MILLISECONDS = 60_000;

/** What a sweep is made of. */
export interface PowerCapSweep {
  readonly scenario: Scenario;
  readonly caps: readonly number[];
  /** The highest cap with which drawn limits hold; null = none. */
  readonly fitCap: number | null;
}

/** The run under each cap, in their order; the last sweep stays while a new one comes. */
export function powerCapQueryOptions(
  client: EngineClient,
  sweep: PowerCapSweep | null,
  modelVersion: string | undefined,
) {
  const canRun = sweep !== null && modelVersion !== undefined;
  const key = canRun ? hashInputs({ ...sweep, fitCap: String(sweep.fitCap) }) : '';
  return queryOptions({
    ...WORKER_QUERY,
    gcTime: KEEP_MILLISECONDS,
    queryKey: ['power-cap', modelVersion ?? '', key],
    queryFn: canRun
      ? async ({ signal, client: queryClient }): Promise<readonly PowerCapRow[]> => {
          const rows: PowerCapRow[] = [];
          for (const cap of sweep.caps) {
            signal.throwIfAborted();
            const options = estimateQueryOptions(client, capScenario(sweep.scenario, cap), modelVersion, 'power-cap');
            const estimate = await queryClient.fetchQuery({ ...options, gcTime: KEEP_MILLISECONDS });
            rows.push(toCapRow(cap, estimate, sweep.scenario.training.trainingTokens, sweep.fitCap));
          }
          return rows;
        }
      : skipToken,
    placeholderData: keepPreviousData,
  });
}
