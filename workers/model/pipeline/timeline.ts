/**
 * Writes the simulated step as boxes on ranks, and each rank's memory over time. A step with more passes than there is room for shows its
 * beginning and its end as they are in a shorter one, and leaves out whole rounds of the steady state between them.
 */
import {
  OUT_MICRO_BATCHES,
  OUT_STAGE_BYTES,
  PLAN_PIPELINE,
  PLAN_VIRTUAL,
  STATUS_NOT_FINITE,
  STATUS_OK,
} from '../abi.ts';
import {
  backwardEnd,
  forwardEnd,
  MAX_EVENTS,
  RANK_CLOCK,
  result,
  STAGE_BACKWARD,
  STAGE_FORWARD,
  scenario,
  work,
} from '../arena.ts';
import { keptBytes } from '../memory/kept-activations.ts';
import { inFlight } from './in-flight.ts';
import {
  BACKWARD,
  FORWARD,
  INPUT_GRADIENT,
  PAIRED_FORWARD,
  passKind,
  passMicroBatch,
  passStage,
  WEIGHT_GRADIENT,
} from './pass-code.ts';
import {
  END_DELAY,
  END_TRAFFIC,
  END_UPDATE,
  END_WAITS,
  order,
  orderLength,
  stageRecompute,
  stageWeight,
  stepEnd,
  updateExcess,
  weightEnd,
} from './pipeline-arena.ts';
import { pipelineTime } from './pipeline-time.ts';
import { chunksOnRank, currentSchedule, DUAL_PIPE, INTERLEAVED, ZERO_BUBBLE_V } from './placement.ts';
import { orderCapacity, pairSeconds, simulatePipeline } from './simulate.ts';
import {
  BOX_END,
  BOX_KIND,
  BOX_MICRO_BATCH,
  BOX_RANK,
  BOX_STAGE,
  BOX_START,
  BOX_STRIDE,
  HEAD_BOXES,
  HEAD_GAP_END,
  HEAD_GAP_START,
  HEAD_LEFT_OUT,
  HEAD_MEMORY_STEPS,
  HEAD_MICRO_BATCHES,
  HEAD_RANKS,
  HEAD_SECONDS,
  HEAD_VIRTUAL,
  MAX_BOXES,
  MAX_MEMORY_STEPS,
  MEMORY_STEP_STRIDE,
} from './timeline-abi.ts';
import { boxes, memorySteps, timelineHead } from './timeline-arena.ts';

/** Kinds of boxes in the order of `TIMELINE_KINDS`. */
const BOX_FORWARD: i32 = 0;
const BOX_BACKWARD: i32 = 1;
const BOX_INPUT_GRADIENT: i32 = 2;
const BOX_WEIGHT_GRADIENT: i32 = 3;
const BOX_RECOMPUTE: i32 = 4;
const BOX_DATA: i32 = 5;
const BOX_OPTIMIZER: i32 = 6;
const BOX_IDLE: i32 = 7;
const NONE: i32 = -1;
/** Most boxes of one micro-batch on one virtual stage, and boxes that end the step on each rank. */
const BOXES_OF_PAIR: i32 = 4;
const BOXES_AT_END: i32 = 3;

/** Later than `timelineHead[HEAD_GAP_START]`, times move by what is left out. */
function shown(seconds: f64): f64 {
  const from: f64 = timelineHead[HEAD_GAP_START];
  if (timelineHead[HEAD_LEFT_OUT] === 0.0 || seconds <= from) return seconds;
  return seconds + timelineHead[HEAD_GAP_END] - from;
}

function addBox(rank: i32, kind: i32, microBatch: i32, stage: i32, start: f64, end: f64): void {
  if (end <= start) return;
  const box: i32 = i32(timelineHead[HEAD_BOXES]);
  const at: i32 = box * BOX_STRIDE;
  const before: i32 = at - BOX_STRIDE;
  // Starts are ends less lengths: rounding must not make two boxes overlap.
  const free: f64 = box > 0 && boxes[before + BOX_RANK] === f64(rank) ? boxes[before + BOX_END] : 0.0;
  // A pass that goes on over the cut ends where it would have ended.
  const later: bool = timelineHead[HEAD_LEFT_OUT] > 0.0 && start > timelineHead[HEAD_GAP_START];
  boxes[at + BOX_RANK] = f64(rank);
  boxes[at + BOX_KIND] = f64(kind);
  boxes[at + BOX_MICRO_BATCH] = f64(microBatch) + (later && microBatch >= 0 ? timelineHead[HEAD_LEFT_OUT] : 0.0);
  boxes[at + BOX_STAGE] = f64(stage);
  boxes[at + BOX_START] = Math.max(shown(start), free);
  boxes[at + BOX_END] = shown(start) + (end - start);
  timelineHead[HEAD_BOXES] = f64(box + 1);
}

function addMemory(rank: i32, seconds: f64, bytes: f64): void {
  const step: i32 = i32(timelineHead[HEAD_MEMORY_STEPS]);
  const at: i32 = step * MEMORY_STEP_STRIDE;
  memorySteps[at] = f64(rank);
  const sameRank: bool = step > 0 && memorySteps[at - MEMORY_STEP_STRIDE] === f64(rank);
  memorySteps[at + 1] = Math.max(shown(seconds), sameRank ? memorySteps[at - MEMORY_STEP_STRIDE + 1] : 0.0);
  memorySteps[at + 2] = bytes;
  timelineHead[HEAD_MEMORY_STEPS] = f64(step + 1);
}

/** A backward pass or input gradient: what it repeats of the forward pass first. */
function addBackward(rank: i32, kind: i32, microBatch: i32, stage: i32, start: f64, end: f64): void {
  const whole: f64 = work[STAGE_BACKWARD + stage] - (kind === BACKWARD ? 0.0 : stageWeight[stage]);
  // Under a pass of the other direction everything takes longer alike.
  const split: f64 = start + (stageRecompute[stage] / whole) * (end - start);
  addBox(rank, BOX_RECOMPUTE, microBatch, stage, start, split);
  addBox(rank, kind === BACKWARD ? BOX_BACKWARD : BOX_INPUT_GRADIENT, microBatch, stage, split, end);
}

/** The boxes of one rank's passes, and its memory. A forward pass allocates when it starts; the last gradient frees when it ends. */
function writeRank(schedule: i32, rank: i32, ranks: i32, virtual: i32, microBatches: i32, all: i32): void {
  const first: i32 = rank * orderCapacity(schedule, virtual, microBatches);
  const most: f64 = inFlight(schedule, rank, ranks, virtual, all);
  const kept: f64 = keptBytes(rank);
  const onePass: f64 = kept / (most * f64(chunksOnRank(schedule, virtual)));
  let bytes: f64 = result[OUT_STAGE_BYTES + rank] - updateExcess[rank] - kept;
  addMemory(rank, 0.0, bytes);
  for (let position: i32 = 0; position < orderLength[rank]; position += 1) {
    const code: i32 = order[first + position];
    const kind: i32 = passKind(code);
    const stage: i32 = passStage(code);
    const microBatch: i32 = passMicroBatch(code);
    const at: i32 = stage * microBatches + microBatch;
    if (kind === WEIGHT_GRADIENT) {
      const end: f64 = weightEnd[at];
      addBox(rank, BOX_WEIGHT_GRADIENT, microBatch, stage, end - stageWeight[stage], end);
      bytes -= onePass;
      addMemory(rank, end, bytes);
    } else if (kind === FORWARD) {
      const start: f64 = forwardEnd[at] - work[STAGE_FORWARD + stage];
      addBox(rank, BOX_FORWARD, microBatch, stage, start, forwardEnd[at]);
      bytes += onePass;
      addMemory(rank, start, bytes);
    } else if (kind === PAIRED_FORWARD) {
      // Both run in the same seconds; they are drawn one after the other, each by its share.
      const behind: i32 = passStage(order[first + position + 1]);
      const both: f64 = work[STAGE_FORWARD + stage] + work[STAGE_BACKWARD + behind];
      const start: f64 = forwardEnd[at] - pairSeconds(stage, behind);
      const split: f64 = start + (work[STAGE_FORWARD + stage] / both) * (forwardEnd[at] - start);
      addBox(rank, BOX_FORWARD, microBatch, stage, start, split);
      bytes += onePass;
      addMemory(rank, start, bytes);
      const other: i32 = passMicroBatch(order[first + position + 1]);
      addBackward(rank, BACKWARD, other, behind, split, forwardEnd[at]);
      bytes -= onePass;
      addMemory(rank, forwardEnd[at], bytes);
      position += 1;
    } else {
      const seconds: f64 = work[STAGE_BACKWARD + stage] - (kind === INPUT_GRADIENT ? stageWeight[stage] : 0.0);
      addBackward(rank, kind, microBatch, stage, backwardEnd[at] - seconds, backwardEnd[at]);
      if (kind === BACKWARD) {
        bytes -= onePass;
        addMemory(rank, backwardEnd[at], bytes);
      }
    }
  }
}

/** What ends the step on a rank. */
function writeEnd(rank: i32, from: f64): f64 {
  const traffic: f64 = from + stepEnd[END_TRAFFIC];
  const update: f64 = traffic + stepEnd[END_UPDATE];
  const end: f64 = update + stepEnd[END_WAITS];
  addBox(rank, BOX_DATA, NONE, NONE, from, traffic);
  addBox(rank, BOX_OPTIMIZER, NONE, NONE, traffic, update);
  if (updateExcess[rank] > 0.0) {
    const before: f64 = memorySteps[(i32(timelineHead[HEAD_MEMORY_STEPS]) - 1) * MEMORY_STEP_STRIDE + 2];
    addMemory(rank, traffic, result[OUT_STAGE_BYTES + rank]);
    addMemory(rank, update, before);
  }
  addBox(rank, BOX_IDLE, NONE, NONE, update, end);
  return shown(end);
}

/** Micro-batches that there is room for: whole rounds less than all, or all. */
function heldMicroBatches(schedule: i32, ranks: i32, stages: i32, microBatches: f64): f64 {
  const room: f64 = f64(MAX_BOXES - BOXES_AT_END * ranks) / f64(BOXES_OF_PAIR);
  const steps: f64 = f64(MAX_MEMORY_STEPS - 3 * ranks) / 2.0;
  const most: f64 = Math.floor(Math.min(Math.min(room, steps), f64(MAX_EVENTS)) / f64(stages));
  if (microBatches <= most) return microBatches;
  const round: f64 = schedule === INTERLEAVED ? f64(ranks) : schedule === DUAL_PIPE ? 2.0 : 1.0;
  return Math.max(microBatches - Math.ceil((microBatches - most) / round) * round, 1.0);
}

/** Fills the timeline from the step that was last put together in detail. */
export function writeTimeline(): i32 {
  const ranks: i32 = i32(scenario[PLAN_PIPELINE]);
  const virtual: i32 = i32(scenario[PLAN_VIRTUAL]);
  const schedule: i32 = currentSchedule();
  const all: f64 = Math.ceil(result[OUT_MICRO_BATCHES] - 1e-9);
  const held: f64 = heldMicroBatches(schedule, ranks, ranks * virtual, all);
  const delay: f64 = stepEnd[END_DELAY];
  const whole: f64 = held < all ? pipelineTime(true, schedule, ranks, virtual, all, delay) : 0.0;
  const run: i32 = i32(held);
  const seconds: f64 = simulatePipeline(schedule, ranks, virtual, run, delay);
  if (seconds < 0.0) return STATUS_NOT_FINITE;
  timelineHead[HEAD_RANKS] = f64(ranks);
  timelineHead[HEAD_VIRTUAL] = f64(virtual);
  timelineHead[HEAD_MICRO_BATCHES] = all;
  timelineHead[HEAD_BOXES] = 0.0;
  timelineHead[HEAD_MEMORY_STEPS] = 0.0;
  timelineHead[HEAD_LEFT_OUT] = all - held;
  timelineHead[HEAD_GAP_START] = held < all ? 0.5 * seconds : 0.0;
  timelineHead[HEAD_GAP_END] = held < all ? 0.5 * seconds + Math.max(whole - seconds, 0.0) : 0.0;
  let last: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) last = Math.max(last, work[RANK_CLOCK + rank]);
  let length: f64 = 0.0;
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    writeRank(schedule, rank, ranks, virtual, run, i32(all));
    // With ZB-V a rank goes on by itself; otherwise all wait for the last.
    length = Math.max(length, writeEnd(rank, schedule === ZERO_BUBBLE_V ? work[RANK_CLOCK + rank] : last));
  }
  timelineHead[HEAD_SECONDS] = length;
  return STATUS_OK;
}
