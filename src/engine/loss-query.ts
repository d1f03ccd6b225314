/** React-query options for losses and remedies: estimates of the drawing without a part, one after the other, behind all that the page waits for. */
import { keepPreviousData, type QueryClient, queryOptions, skipToken } from '@tanstack/react-query';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import type { Estimate } from '../domain/estimate/estimate.ts';
import type { Scenario } from '../domain/estimate/scenario.ts';
import type { FleetRates } from '../domain/failure/fleet-rates.ts';
import type { LossExtent, LostItems } from '../domain/failure/lose-items.ts';
import type { Loss } from '../domain/failure/loss.ts';
import type { LossRow } from '../domain/failure/rank-losses.ts';
import type { RemedyRow } from '../domain/failure/try-remedies.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { compilerQueryOptions } from './compiler-query.ts';
import type { EngineClient } from './engine-client.ts';
import { estimateQueryOptions, WORKER_QUERY } from './estimate-query.ts';
import { hashInputs } from './hash-inputs.ts';

/** Estimates of changed plans that nothing shows go soon. */
const KEEP_MILLISECONDS = 60_000;

/** A plan with the figures that belong to it. */
export interface LossInputs {
  readonly plan: PlanDocument;
  readonly catalog: CatalogIndex;
  readonly scenario: Scenario;
  readonly estimate: Estimate;
}

/** What the loss of some drawn items does. */
export interface SelectionLoss {
  readonly items: LostItems;
  readonly loss: Loss;
  /** Over the run; null where no rate is known. */
  readonly eventsInRun: number | null;
}

/** All losses, and what is known of the fleet that their rates are from. */
export interface RankedLosses {
  readonly rows: readonly LossRow[];
  readonly fleet: FleetRates;
}

/** Estimates changed plans, a lane of its own at a time. */
function createEstimator(
  client: EngineClient,
  queryClient: QueryClient,
  catalog: CatalogIndex,
  modelVersion: string,
  signal: AbortSignal,
  lane: string,
) {
  return async (plan: PlanDocument): Promise<{ scenario: Scenario; estimate: Estimate } | null> => {
    // Compiling takes milliseconds: hands and figures come first.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    const { compile } = await queryClient.ensureQueryData(compilerQueryOptions());
    const compiled = compile(plan, catalog);
    if (!compiled.ok) return null;
    const { scenario } = compiled;
    const options = estimateQueryOptions(client, scenario, modelVersion, lane);
    const estimate = await queryClient.fetchQuery({ ...options, gcTime: KEEP_MILLISECONDS });
    return { scenario, estimate };
  };
}

/** All ways to lose something of the plan, ranked. */
export function lossesQueryOptions(client: EngineClient, inputs: LossInputs | null, modelVersion: string | undefined) {
  const canRun = inputs !== null && modelVersion !== undefined;
  return queryOptions({
    ...WORKER_QUERY,
    gcTime: KEEP_MILLISECONDS,
    queryKey: ['losses', modelVersion ?? '', canRun ? hashInputs(keyOf(inputs.plan)) : ''],
    queryFn: canRun
      ? async ({ signal, client: queryClient }): Promise<RankedLosses> => {
          const { plan, catalog, scenario, estimate } = inputs;
          const { prepareLosses, rankLosses, withoutParts, describeFleet } = await loadLosses();
          const estimateOf = createEstimator(client, queryClient, catalog, modelVersion, signal, 'losses');
          const ground = prepareLosses(plan, catalog, scenario, estimate);
          const rows = await rankLosses(ground, async (lost) => {
            const without = await estimateOf({ ...plan, drawing: withoutParts(plan.drawing, lost) });
            return without?.estimate.step.seconds ?? null;
          });
          return { rows, fleet: describeFleet(ground.context) };
        }
      : skipToken,
    placeholderData: keepPreviousData,
  });
}

/** What can be done about them. */
export function remediesQueryOptions(
  client: EngineClient,
  inputs: LossInputs | null,
  modelVersion: string | undefined,
) {
  const canRun = inputs !== null && modelVersion !== undefined;
  return queryOptions({
    ...WORKER_QUERY,
    gcTime: KEEP_MILLISECONDS,
    queryKey: ['remedies', modelVersion ?? '', canRun ? hashInputs(keyOf(inputs.plan)) : ''],
    queryFn: canRun
      ? async ({ signal, client: queryClient }): Promise<readonly RemedyRow[]> => {
          const { plan, catalog, scenario, estimate } = inputs;
          const { prepareLosses, tryRemedies } = await loadLosses();
          const estimateOf = createEstimator(client, queryClient, catalog, modelVersion, signal, 'remedies');
          return tryRemedies(prepareLosses(plan, catalog, scenario, estimate), estimateOf);
        }
      : skipToken,
    placeholderData: keepPreviousData,
  });
}

/** What the loss of some drawn items does; null data = they are not drawn. */
export function selectionLossQueryOptions(
  client: EngineClient,
  inputs: LossInputs | null,
  ids: readonly string[],
  extent: LossExtent,
  modelVersion: string | undefined,
) {
  const canRun = inputs !== null && modelVersion !== undefined;
  return queryOptions({
    ...WORKER_QUERY,
    gcTime: KEEP_MILLISECONDS,
    queryKey: ['loss', modelVersion ?? '', canRun ? hashInputs(keyOf(inputs.plan)) : '', [...ids].sort(), extent],
    queryFn: canRun
      ? async ({ signal, client: queryClient }): Promise<SelectionLoss | null> => {
          const { plan, catalog, scenario, estimate } = inputs;
          const { prepareLosses, loseItems, assessLoss, withoutParts, runningHours } = await loadLosses();
          const ground = prepareLosses(plan, catalog, scenario, estimate);
          const items = loseItems(ground, ids, extent);
          if (items === null) return null;
          let without: number | null = null;
          if (items.effect === 'slows') {
            const estimateOf = createEstimator(client, queryClient, catalog, modelVersion, signal, 'loss');
            const answer = await estimateOf({ ...plan, drawing: withoutParts(plan.drawing, items.lost) });
            without = answer?.estimate.step.seconds ?? null;
          }
          const isStuck = items.effect === 'slows' && without === null;
          const loss = assessLoss(ground, isStuck ? { ...items, effect: 'stops', interrupts: true } : items, without);
          const eventsInRun = items.eventsPerHour === null ? null : items.eventsPerHour * runningHours(ground);
          return { items, loss, eventsInRun };
        }
      : skipToken,
  });
}

/** The domain's part, which comes with the first question. */
async function loadLosses() {
  const [ground, ranking, items, parts, remedies, fleet] = await Promise.all([
    import('../domain/failure/loss.ts'),
    import('../domain/failure/rank-losses.ts'),
    import('../domain/failure/lose-items.ts'),
    import('../domain/failure/lost-parts.ts'),
    import('../domain/failure/try-remedies.ts'),
    import('../domain/failure/fleet-rates.ts'),
  ]);
  return { ...ground, ...ranking, ...items, ...parts, ...remedies, ...fleet };
}

/** All that the figures follow from: names and places on the canvas are not part of it. */
function keyOf(plan: PlanDocument): unknown {
  const blocks = Object.values(plan.drawing.blocks).map(
    ({ x: _x, y: _y, width: _width, height: _height, ...rest }) => rest,
  );
  const { drawing, notes: _notes, name: _name, ...inputs } = plan;
  return { ...inputs, blocks, links: drawing.links };
}
