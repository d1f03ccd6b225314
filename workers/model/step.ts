/** Puts one training step together: operations, collectives, pipeline, memory, and where the time goes. */
import {
  CHIP_PEAK,
  COLL_PIPELINE_SEND,
  MODEL_HIDDEN,
  OUT_BREAKDOWN,
  OUT_BUBBLE,
  OUT_FLOPS_PER_ACCELERATOR,
  OUT_HARDWARE_FLOPS,
  OUT_HFU,
  OUT_IDEAL_SECONDS,
  OUT_MFU,
  OUT_MICRO_BATCHES,
  OUT_MODEL_FLOPS,
  OUT_STAGES,
  OUT_STEP_SECONDS,
  OUT_STEPS,
  OUT_TOKENS_PER_SECOND,
  PLAN_ACCELERATORS,
  PLAN_CONTEXT,
  PLAN_DATA,
  PLAN_PIPELINE,
  PLAN_TENSOR,
  PLAN_VIRTUAL,
  STACK_JITTER,
  STACK_PIPELINE_OVERLAP,
  STACK_STEP_OVERHEAD,
  TRAIN_BATCH,
  TRAIN_FORMAT,
  TRAIN_SEQUENCE,
  TRAIN_TOKENS,
} from './abi.ts';
import {
  BLOCK_SLOT,
  COLLECTIVE_COUNT,
  DETAIL,
  E_SEND,
  EDGE,
  ELEMENT_BYTES,
  MICRO_BATCHES,
  MODEL_FLOPS,
  OPERATION_COUNT,
  PIPELINE_GROUP,
  result,
  SPARE_BLOCK,
  STAGE_BACKWARD,
  STAGE_FORWARD,
  STEP,
  scenario,
  TOKENS,
  work,
} from './arena.ts';
import { dataTraffic } from './collectives/data-traffic.ts';
import { placeGroups } from './collectives/groups.ts';
import { sendOver } from './collectives/over-group.ts';
import { linkProgress, linkStretch } from './collectives/overlap.ts';
import { NO_LAYER_SLOT, recordCollective, SEND } from './collectives/record.ts';
import { buildBlocks } from './compute/blocks.ts';
import { buildEdges } from './compute/edges.ts';
import { modelFlopsPerToken } from './compute/model-flops.ts';
import { treeDepth } from './compute/numbers.ts';
import { optimizerSeconds } from './compute/optimizer.ts';
import { resolveRates } from './compute/resolve-rates.ts';
import { finishRows } from './finish-rows.ts';
import { fillMemory } from './memory/rank-memory.ts';
import { countRankParameters, denseParameters, expertParameters, ownedParameters } from './memory/sharded-states.ts';
import { END_DELAY, END_TRAFFIC, END_UPDATE, END_WAITS, stepEnd } from './pipeline/pipeline-arena.ts';
import { pipelineTime } from './pipeline/pipeline-time.ts';
import { chunkShare, chunksOnRank, currentSchedule, sendsOn, stageOnRank } from './pipeline/placement.ts';
import {
  BUBBLE,
  beyond,
  CATEGORY_COUNT,
  CONTEXT,
  DATA,
  EXPERT,
  fillRankBreakdown,
  IDLE,
  OPTIMIZER,
  PIPELINE,
  replicaFlops,
  TENSOR,
} from './pipeline/rank-breakdown.ts';
import { pairedSaving, rankForwardSeconds, rankSeconds, slowestRank } from './pipeline/rank-work.ts';
import { buildStages } from './pipeline/stages.ts';
import { forgetBlocks, sharesBlocks } from './search/reuse.ts';

/** 2·ln 2: the expected maximum of N small normal delays grows with √(2·ln N). */
const TWICE_LN_TWO: f64 = 1.3862943611198906;
const PIPELINE_CATEGORY: f64 = 5.0;

/** Adds the part of a send that its rank waits for to every virtual stage; answers the rest, which only delays the receiver. */
function addSends(ranks: i32, virtual: i32): f64 {
  if (ranks === 1) {
    work[EDGE + E_SEND] = 0.0;
    return 0.0;
  }
  const bytes: f64 = (work[TOKENS] * scenario[MODEL_HIDDEN] * work[ELEMENT_BYTES]) / scenario[PLAN_TENSOR];
  const send: f64 = sendOver(PIPELINE_GROUP, bytes);
  const waiting: f64 = virtual > 1 ? send * (1.0 - scenario[STACK_PIPELINE_OVERLAP]) : send;
  const stages: i32 = ranks * virtual;
  const schedule: i32 = currentSchedule();
  for (let stage: i32 = 1; stage < stages; stage += 1) {
    if (!sendsOn(schedule, stage - 1, ranks)) continue;
    work[STAGE_FORWARD + stage - 1] = work[STAGE_FORWARD + stage - 1] + waiting;
    work[STAGE_BACKWARD + stage] = work[STAGE_BACKWARD + stage] + waiting;
  }
  work[EDGE + E_SEND] = waiting;
  const calls: f64 = 2.0 * f64(virtual) * work[MICRO_BATCHES];
  recordCollective(COLL_PIPELINE_SEND, PIPELINE_CATEGORY, SEND, PIPELINE_GROUP, bytes, calls, send, waiting);
  return send - waiting;
}

/**
 * Fills `result` from `scenario`.
 * @param simulate every event of the pipeline (true), or its closed form where that is as good
 */
export function computeStep(simulate: bool, detail: bool): void {
  work[DETAIL] = detail ? 1.0 : 0.0;
  work[OPERATION_COUNT] = 0.0;
  work[COLLECTIVE_COUNT] = 0.0;
  placeGroups();
  resolveRates();
  // Rows are written while blocks are built, so a detailed estimate builds its own.
  if (detail) forgetBlocks();
  if (!sharesBlocks()) {
    buildBlocks();
    buildEdges(SPARE_BLOCK);
  }
  if (work[MODEL_FLOPS] === 0.0) work[MODEL_FLOPS] = modelFlopsPerToken();
  buildStages();
  work[BLOCK_SLOT] = f64(NO_LAYER_SLOT);
  const ranks: i32 = i32(scenario[PLAN_PIPELINE]);
  countRankParameters(ranks);
  const virtual: i32 = i32(scenario[PLAN_VIRTUAL]);
  const microBatches: f64 = Math.ceil(work[MICRO_BATCHES] - 1e-9);
  const schedule: i32 = currentSchedule();
  const pureSlowest: i32 = slowestRank(schedule, ranks, virtual);
  const pure: f64 = rankSeconds(schedule, pureSlowest, ranks, virtual);
  const delay: f64 = addSends(ranks, virtual);
  const slowest: i32 = slowestRank(schedule, ranks, virtual);
  const busy: f64 = rankSeconds(schedule, slowest, ranks, virtual);
  const saved: f64 = pairedSaving(schedule, slowest, ranks, virtual);
  const pipeline: f64 = pipelineTime(simulate, schedule, ranks, virtual, microBatches, delay);

  fillRankBreakdown(slowest, slowest === pureSlowest ? pure : busy - sendsOf(schedule, slowest, ranks, virtual));
  let known: f64 = 0.0;
  for (let category: i32 = 0; category < CATEGORY_COUNT; category += 1) {
    result[OUT_BREAKDOWN + category] = work[STEP + category] * microBatches;
    known += result[OUT_BREAKDOWN + category];
  }
  result[OUT_BREAKDOWN + PIPELINE] = beyond(busy * microBatches, known);
  // What forward and backward passes of the two directions hide of each other's traffic.
  result[OUT_BREAKDOWN + EXPERT] = Math.max(result[OUT_BREAKDOWN + EXPERT] - saved * microBatches, 0.0);
  result[OUT_BREAKDOWN + BUBBLE] = beyond(pipeline, (busy - saved) * microBatches);

  const forward: f64 = rankForwardSeconds(schedule, slowest, ranks, virtual);
  const heavy: i32 = heaviestRank(ranks);
  const tensor: f64 = work[STEP + TENSOR] / busy;
  const context: f64 = work[STEP + CONTEXT] / busy;
  const expert: f64 = work[STEP + EXPERT] / busy;
  const sends: f64 = result[OUT_BREAKDOWN + PIPELINE] / (microBatches * busy);
  const progress: f64 = linkProgress(tensor, context, expert, sends);
  const exposed: f64 = dataTraffic(
    denseParameters(heavy),
    expertParameters(heavy),
    forward,
    busy - forward,
    microBatches,
    linkStretch(tensor, context, expert, sends),
    progress,
  );
  const update: f64 = optimizerSeconds(ownedParameters(heavy));
  const overhead: f64 = scenario[STACK_STEP_OVERHEAD];
  const steady: f64 = pipeline + exposed + update;
  const spread: f64 = Math.sqrt(TWICE_LN_TWO * treeDepth(scenario[PLAN_ACCELERATORS]));
  const late: f64 = scenario[STACK_JITTER] * spread * steady;
  stepEnd[END_DELAY] = delay;
  stepEnd[END_TRAFFIC] = exposed;
  stepEnd[END_UPDATE] = update;
  stepEnd[END_WAITS] = overhead + late;
  result[OUT_BREAKDOWN + DATA] = result[OUT_BREAKDOWN + DATA] + exposed;
  result[OUT_BREAKDOWN + OPTIMIZER] = update;
  result[OUT_BREAKDOWN + IDLE] = result[OUT_BREAKDOWN + IDLE] + overhead + late;
  let step: f64 = 0.0;
  for (let category: i32 = 0; category < CATEGORY_COUNT; category += 1) step += result[OUT_BREAKDOWN + category];
  result[OUT_STEP_SECONDS] = step;
  result[OUT_BUBBLE] = result[OUT_BREAKDOWN + BUBBLE] / step;
  result[OUT_MICRO_BATCHES] = work[MICRO_BATCHES];
  result[OUT_STAGES] = f64(ranks);
  fillUtilization(step, ranks);
  fillMemory();
  if (detail) finishRows(slowest, microBatches, progress);
}

/** Seconds of sends that one micro-batch makes a rank wait for. */
function sendsOf(schedule: i32, rank: i32, ranks: i32, virtual: i32): f64 {
  let sends: f64 = 0.0;
  for (let chunk: i32 = 0; chunk < chunksOnRank(schedule, virtual); chunk += 1) {
    const stage: i32 = stageOnRank(schedule, rank, chunk, ranks);
    if (stage < ranks * virtual - 1 && sendsOn(schedule, stage, ranks)) sends += 1.0;
    if (stage > 0 && sendsOn(schedule, stage - 1, ranks)) sends += 1.0;
  }
  return sends * chunkShare(schedule) * work[EDGE + E_SEND];
}

/** The rank with the most parameters: its gradients and optimizer state take longest. */
function heaviestRank(ranks: i32): i32 {
  let heaviest: i32 = 0;
  let most: f64 = -1.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    const count: f64 = denseParameters(rank) + expertParameters(rank);
    if (count > most) {
      most = count;
      heaviest = rank;
    }
  }
  return heaviest;
}

/** FLOP, utilization and the length of the run. */
function fillUtilization(step: f64, ranks: i32): void {
  const accelerators: f64 = scenario[PLAN_ACCELERATORS];
  const tokens: f64 = scenario[TRAIN_BATCH] * scenario[TRAIN_SEQUENCE];
  const model: f64 = 3.0 * tokens * work[MODEL_FLOPS];
  const hardware: f64 =
    replicaFlops(ranks) * work[MICRO_BATCHES] * scenario[PLAN_TENSOR] * scenario[PLAN_CONTEXT] * scenario[PLAN_DATA];
  const peak: f64 = scenario[CHIP_PEAK + i32(scenario[TRAIN_FORMAT])] * accelerators;
  result[OUT_MODEL_FLOPS] = model;
  result[OUT_HARDWARE_FLOPS] = hardware;
  result[OUT_MFU] = model / (step * peak);
  result[OUT_HFU] = hardware / (step * peak);
  result[OUT_FLOPS_PER_ACCELERATOR] = model / (step * accelerators);
  result[OUT_TOKENS_PER_SECOND] = tokens / step;
  const steps: f64 = Math.ceil(scenario[TRAIN_TOKENS] / tokens);
  result[OUT_STEPS] = steps;
  result[OUT_IDEAL_SECONDS] = steps * step;
}
