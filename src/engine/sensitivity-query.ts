/** React-query options for sensitivities: one estimate for each changed part, one after the other, behind all that the page waits for. */
import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import type { Estimate } from '../domain/estimate/estimate.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import type { Sensitivity, SensitivityRow } from '../domain/sensitivity/sensitivity.ts';
import { compilerQueryOptions } from './compiler-query.ts';
import type { EngineClient } from './engine-client.ts';
import { estimateQueryOptions, WORKER_QUERY } from './estimate-query.ts';
import { hashInputs } from './hash-inputs.ts';

/** Estimates of changed plans that nothing shows go soon. */
const KEEP_MILLISECONDS = 60_000;

/** What sensitivities are computed from. */
export interface SensitivityInputs {
  readonly plan: PlanDocument;
  readonly catalog: CatalogIndex;
  /** Of the plan as it stands. */
  readonly stepSeconds: number;
}

/** The sensitivities of a plan; waits while `inputs` or the version are not known. The last ones stay while new ones come. */
export function sensitivityQueryOptions(
  client: EngineClient,
  inputs: SensitivityInputs | null,
  modelVersion: string | undefined,
) {
  const canRun = inputs !== null && modelVersion !== undefined;
  return queryOptions({
    ...WORKER_QUERY,
    gcTime: KEEP_MILLISECONDS,
    queryKey: ['sensitivity', modelVersion ?? '', canRun ? hashInputs(keyOf(inputs)) : ''],
    queryFn: canRun
      ? async ({ signal, client: queryClient }): Promise<Sensitivity> => {
          const { listVariants } = await import('../domain/sensitivity/list-variants.ts');
          const { compile } = await queryClient.ensureQueryData(compilerQueryOptions());
          const { sortRows } = await import('../domain/sensitivity/sensitivity.ts');
          const { variants, linksLeftOut } = listVariants(inputs.plan, inputs.catalog);
          const rows: SensitivityRow[] = [];
          for (const { plan, catalog, ...variant } of variants) {
            // Compiling takes milliseconds: hands and figures come first.
            await new Promise((resolve) => setTimeout(resolve));
            signal.throwIfAborted();
            const compiled = compile(plan, catalog);
            let estimate: Estimate | null = null;
            if (compiled.ok) {
              const options = estimateQueryOptions(client, compiled.scenario, modelVersion, 'sensitivity');
              estimate = await queryClient.fetchQuery({ ...options, gcTime: KEEP_MILLISECONDS });
            }
            const savedSeconds = estimate === null ? null : inputs.stepSeconds - estimate.step.seconds;
            rows.push({ ...variant, savedSeconds });
          }
          return { stepSeconds: inputs.stepSeconds, rows: sortRows(rows), linksLeftOut };
        }
      : skipToken,
    placeholderData: keepPreviousData,
  });
}

/** All that the figures follow from: names and places on the canvas are not part of it. */
function keyOf({ plan, stepSeconds }: SensitivityInputs): unknown {
  const blocks = Object.values(plan.drawing.blocks).map(
    ({ x: _x, y: _y, width: _width, height: _height, ...rest }) => rest,
  );
  const { drawing, notes: _notes, ...inputs } = plan;
  return { ...inputs, blocks, links: drawing.links, stepSeconds };
}
