/** The storage of a plan: how a checkpoint lies over the ranks, and the way from the job to what is drawn. */
import type { AssumptionContext } from '../assumptions/assumption-types.ts';
import { CHECKPOINT_BYTES_PER_PARAMETER } from '../assumptions/checkpoint-assumptions.ts';
import { numberInForce } from '../assumptions/resolve-assumption.ts';
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Drawing, PlanDocument } from '../plan/plan-document.ts';
import { replicaSize } from '../strategy/strategy-shape.ts';
import { leaveSlowIdle } from '../topology/placement/leave-slow-idle.ts';
import { countAccelerators } from '../topology/summarize-drawing.ts';
import { countMoeParameters } from '../workload/block-parameters.ts';
import { countParameters } from '../workload/count-parameters.ts';
import type { ModelArchitecture } from '../workload/model-architecture.ts';
import { type CheckpointShards, findShards, type ShardingInputs } from './checkpoint-shards.ts';
import { findStorageWay } from './find-storage-way.ts';
import type { StorageWay } from './storage-way.ts';

/** The 16-bit weights that products read, as bytes of a checkpoint for each parameter. */
const WEIGHT_BYTES = 2;

/** What a plan's checkpoints and its storage have to do with each other. */
export interface PlanStorage {
  readonly way: StorageWay;
  readonly shards: CheckpointShards;
}

const known = new WeakMap<
  Drawing,
  { readonly index: CatalogIndex; readonly key: string; readonly answer: PlanStorage }
>();

/** Finds it; the same answer for the same question about a drawing. */
export function findPlanStorage(context: AssumptionContext): PlanStorage {
  const { plan, catalog, acceleratorsUsed } = context;
  const { strategy } = plan;
  const data = Math.max(1, Math.floor(acceleratorsUsed / replicaSize(strategy)));
  const shape: ShardingInputs & { readonly ranksTogether: number | null } = {
    tensor: strategy.tensor,
    context: strategy.context,
    pipeline: strategy.pipeline,
    data,
    expert: strategy.expert,
    expertTensor: strategy.expertTensor,
    shardingGroupSize: Math.min(strategy.shardingGroupSize ?? data, data),
    rankOrder: strategy.rankOrder,
    sharding: strategy.sharding,
    ranksTogether: strategy.ranksTogether,
  };
  const bytes = numberInForce(CHECKPOINT_BYTES_PER_PARAMETER, context);
  const make = {
    expertShare: findExpertShare(plan, catalog),
    weightShare: bytes === 0 ? 1 : Math.min(1, WEIGHT_BYTES / bytes),
  };
  const drawing = asUsed(context);
  const key = JSON.stringify([shape, make]);
  const before = known.get(drawing);
  if (before?.index === catalog && before.key === key) return before.answer;
  const shards = findShards(shape, make);
  const answer = { way: findStorageWay(drawing, catalog, shape, shards), shards };
  known.set(drawing, { index: catalog, key, answer });
  return answer;
}

/** The drawing without the slow systems that the job leaves idle. */
function asUsed({ plan, catalog }: AssumptionContext): Drawing {
  const { acceleratorsUsed } = plan.strategy;
  if (acceleratorsUsed === null) return leaveSlowIdle(plan.drawing, catalog, 0);
  const spare = Math.max(0, countAccelerators(plan.drawing, catalog).total - acceleratorsUsed);
  return leaveSlowIdle(plan.drawing, catalog, spare);
}

/** Parameters of routed experts ÷ all parameters. */
function findExpertShare(plan: PlanDocument, catalog: CatalogIndex): number {
  const choice = plan.workload.model;
  const architecture: ModelArchitecture | null =
    choice.kind === 'custom' ? choice.architecture : (catalog.models.get(choice.modelId)?.architecture ?? null);
  if (architecture?.moe == null) return 0;
  const { experts, topK } = architecture.moe;
  const { all, visited } = countMoeParameters(architecture);
  const { total, perLayer } = countParameters(architecture);
  const layers = perLayer.find(({ kind }) => kind === 'moe')?.layers ?? 0;
  // A token visits all but the experts that it is not sent to.
  const idle = all.matrix + all.other - visited.matrix - visited.other;
  const routed = experts > topK ? (idle / (experts - topK)) * experts : all.matrix + all.other;
  return Math.min(1, (layers * routed) / total);
}
