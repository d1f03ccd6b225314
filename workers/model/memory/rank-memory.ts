/**
 * Memory of one rank by component at its fullest moment. Bytes. States are the same at all of them. Four moments compete for what
 * comes on top: the loss, the output layer's backward pass and the first layer's after it, when all micro-batches in flight still hold
 * their activations; and the update of the weights, when none does. The fullest pipeline stage decides whether a strategy fits.
 */
import {
  CHIP_MEMORY,
  OUT_MEMORY,
  OUT_MEMORY_CAPACITY,
  OUT_MEMORY_FITS,
  OUT_MEMORY_TOTAL,
  OUT_STAGE_BYTES,
  OUT_WORST_STAGE,
  PLAN_PIPELINE,
  STACK_FRAGMENTATION,
  STACK_RESERVED,
  STACK_RUNTIME_BYTES,
} from '../abi.ts';
import { E_GRADIENT_LOGIT_BYTES, E_LOGIT_BYTES, EDGE, result, scenario, work } from '../arena.ts';
import { holdsSameLayers, updateExcess } from '../pipeline/pipeline-arena.ts';
import { holdsLastStage } from '../pipeline/placement.ts';
import { gatheredInputBytes, keptOf, layerWorkingBytes, microBatchBytes, residualBytes } from './kept-activations.ts';
import { gradientBytes, masterBytes, momentBytes, parameterBytes, updateBytes } from './sharded-states.ts';
import {
  countLargestLayer,
  gatheredBytes,
  layerPlaceholderBytes,
  outputPlaceholderBytes,
  reductionBytes,
} from './weight-buffers.ts';

/** Components in the order of `MEMORY_COMPONENTS`. */
const PARAMETERS: i32 = 0;
const GRADIENTS: i32 = 1;
const MASTER: i32 = 2;
const MOMENTS: i32 = 3;
const ACTIVATIONS: i32 = 4;
const LOGITS: i32 = 5;
const GATHERED: i32 = 6;
const BUFFERS: i32 = 7;
const RUNTIME: i32 = 8;

/** What the last norm reads and writes waits for the output layer's backward pass. */
const LAST_NORM_TENSORS: f64 = 2.0;

/** Memory that a strategy can use. */
function usableBytes(): f64 {
  return scenario[CHIP_MEMORY] * (1.0 - scenario[STACK_RESERVED]);
}

/**
 * Blocks that the allocator keeps though nothing uses them. It gives them back before it fails, so they never make a strategy too large.
 */
function unusedCache(allocated: f64): f64 {
  const room: f64 = Math.max(usableBytes() - allocated - scenario[STACK_RUNTIME_BYTES], 0.0);
  return Math.min(allocated * scenario[STACK_FRAGMENTATION], room);
}

/** Bytes that follow from a rank's layers alone: while one is worked on, and kept by one micro-batch. */
const WORKING: i32 = 0;
const KEPT: i32 = 1;
const ofLayers: StaticArray<f64> = new StaticArray<f64>(2);

/**
 * Adds up one stage into `result[OUT_MEMORY…]` and answers the total.
 * @param known whether `ofLayers` has the bytes of the rank's layers
 */
function fillStageMemory(rank: i32, known: bool): f64 {
  if (!known) {
    ofLayers[WORKING] = layerWorkingBytes(rank);
    ofLayers[KEPT] = microBatchBytes(rank);
  }
  result[OUT_MEMORY + PARAMETERS] = parameterBytes(rank);
  result[OUT_MEMORY + GRADIENTS] = gradientBytes(rank);
  result[OUT_MEMORY + MASTER] = masterBytes(rank);
  result[OUT_MEMORY + MOMENTS] = momentBytes(rank);
  let logits: f64 = 0.0;
  let buffers: f64 = ofLayers[WORKING];
  if (holdsLastStage(rank)) {
    const ends: f64 = LAST_NORM_TENSORS * residualBytes() + gatheredInputBytes();
    const loss: f64 = work[EDGE + E_LOGIT_BYTES];
    const gradient: f64 = work[EDGE + E_GRADIENT_LOGIT_BYTES];
    const placeholder: f64 = outputPlaceholderBytes(rank);
    const most: f64 = Math.max(loss, gradient + placeholder) + ends;
    if (most > buffers) {
      logits = loss > gradient + placeholder ? loss : gradient;
      buffers = most - logits;
    }
  }
  let activations: f64 = keptOf(rank, ofLayers[KEPT]);
  let gathered: f64 = gatheredBytes(rank);
  const update: f64 = updateBytes(rank);
  updateExcess[rank] = Math.max(update - (activations + gathered + logits + buffers), 0.0);
  if (updateExcess[rank] > 0.0) {
    activations = 0.0;
    gathered = 0.0;
    logits = 0.0;
    buffers = update;
  }
  result[OUT_MEMORY + ACTIVATIONS] = activations;
  result[OUT_MEMORY + LOGITS] = logits;
  result[OUT_MEMORY + GATHERED] = gathered;
  result[OUT_MEMORY + BUFFERS] = buffers + layerPlaceholderBytes(rank) + reductionBytes();
  let total: f64 = 0.0;
  for (let component: i32 = 0; component < RUNTIME; component += 1) total += result[OUT_MEMORY + component];
  const runtime: f64 = scenario[STACK_RUNTIME_BYTES] + unusedCache(total);
  result[OUT_MEMORY + RUNTIME] = runtime;
  return total + runtime;
}

/** Fills the memory part of `result`. */
export function fillMemory(): void {
  const ranks: i32 = i32(scenario[PLAN_PIPELINE]);
  let worst: i32 = 0;
  let most: f64 = -1.0;
  countLargestLayer();
  for (let rank: i32 = 0; rank < ranks; rank += 1) {
    const total: f64 = fillStageMemory(rank, holdsSameLayers[rank] > 0);
    result[OUT_STAGE_BYTES + rank] = total;
    if (total > most) {
      most = total;
      worst = rank;
    }
  }
  // The last rank's components are there already.
  const total: f64 = worst === ranks - 1 ? most : fillStageMemory(worst, false);
  result[OUT_MEMORY_TOTAL] = total;
  result[OUT_MEMORY_CAPACITY] = scenario[CHIP_MEMORY];
  result[OUT_MEMORY_FITS] = total <= usableBytes() ? 1.0 : 0.0;
  result[OUT_WORST_STAGE] = f64(worst);
}
