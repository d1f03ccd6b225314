/**
 * Adds operations to the block that is being built: their seconds in each phase, FLOP, kernels, parameters and the bytes they keep for
 * the backward pass. With `DETAIL` on, each also becomes a row of the estimate.
 */
import {
  CHIP_DEPTH_HALF,
  CHIP_LAST_WAVE,
  CHIP_TILE_COLUMNS,
  CHIP_TILE_ROWS,
  CHIP_UNITS,
  MAX_OPERATIONS,
  OPERATION_STRIDE,
  OUT_OPERATION_ROWS,
  STACK_CAST_PASSES,
  STACK_EXPERT_FUSION,
  STACK_GROUPED_EFFICIENCY,
  STACK_NARROW_ACTIVATIONS,
  TRAIN_ADAPTER_RANK,
  TRAIN_GRADIENT_BYTES,
  TRAIN_WIDE_LAYERS,
} from '../abi.ts';
import {
  B_DENSE_PARAMETERS,
  B_EXPERT_PARAMETERS,
  B_FLOPS,
  B_FORWARD,
  B_INPUT_GRADIENT,
  B_KERNELS,
  B_LARGEST,
  B_RECOMPUTE,
  B_RECOMPUTE_FLOPS,
  B_SAVED,
  B_WEIGHT_GRADIENT,
  B_WORKING,
  BLOCK,
  BLOCK_SLOT,
  current,
  DEPTH_LINEAR,
  DETAIL,
  ELEMENT_BYTES,
  LOW_PRECISION,
  MODULES,
  OPERAND_BYTES,
  OPERATION_COUNT,
  RATE_GROUPED,
  RATE_HALF,
  RATE_LINEAR,
  result,
  STREAM_RATE,
  scenario,
  WAVE_LINEAR,
  work,
} from '../arena.ts';
import {
  ACCUMULATED_EXPOSED,
  GROUPED_EXPOSED,
  overlappedSeconds,
  PLAIN_EXPOSED,
  productBytes,
  productSeconds,
} from './matmul.ts';

/** Kinds of matrix product: in the chosen format, in 16 bits, and grouped over experts in the chosen format. */
export const LINEAR: i32 = 0;
export const HALF: i32 = 1;
export const GROUPED: i32 = 2;
/** Grouped products fused with what lies between them: of the first only the input is cast, of the second only its result's gradient. */
export const GROUPED_FIRST: i32 = 3;
export const GROUPED_SECOND: i32 = 4;

/** Modules that can be recomputed one by one; bits of PLAN_RECOMPUTE_MODULES. */
export const MODULE_NONE: i32 = 0;
export const MODULE_CORE: i32 = 1;
export const MODULE_NORM: i32 = 2;
export const MODULE_ACTIVATION: i32 = 4;
export const MODULE_LATENT_UP: i32 = 8;
export const MODULE_DENSE: i32 = 16;
export const MODULE_EXPERTS: i32 = 32;
export const MODULE_PROJECTIONS: i32 = 64;

export const BOUND_COMPUTE: f64 = 0.0;
export const BOUND_MEMORY: f64 = 1.0;

const FORWARD: f64 = 0.0;
const INPUT_GRADIENT: f64 = 1.0;
const WEIGHT_GRADIENT: f64 = 2.0;

function add(field: i32, amount: f64): void {
  const at: i32 = current[BLOCK] + field;
  work[at] = work[at] + amount;
}

function isRecomputed(module: i32): bool {
  return (module & current[MODULES]) !== 0;
}

/** Writes one row of the estimate. */
export function recordOperation(name: i32, phase: f64, flops: f64, bytes: f64, seconds: f64, bound: f64): void {
  if (work[DETAIL] === 0.0) return;
  const count: i32 = i32(work[OPERATION_COUNT]);
  if (count >= MAX_OPERATIONS) return;
  const at: i32 = OUT_OPERATION_ROWS + count * OPERATION_STRIDE;
  result[at] = f64(name);
  result[at + 1] = phase;
  result[at + 2] = 1.0;
  result[at + 3] = flops;
  result[at + 4] = bytes;
  result[at + 5] = seconds;
  result[at + 6] = bound;
  result[at + 7] = work[BLOCK_SLOT];
  work[OPERATION_COUNT] = f64(count + 1);
}

/** Seconds of compute of one product, `wide` in 16 bits or in the chosen format. */
function computeSeconds(m: f64, n: f64, k: f64, batch: f64, rate: f64, wide: bool): f64 {
  return productSeconds(
    m,
    n,
    k,
    batch,
    rate,
    scenario[CHIP_UNITS],
    scenario[CHIP_TILE_ROWS],
    scenario[CHIP_TILE_COLUMNS],
    wide ? scenario[CHIP_DEPTH_HALF] : work[DEPTH_LINEAR],
    wide ? scenario[CHIP_LAST_WAVE] : work[WAVE_LINEAR],
  );
}

/** Share of the layers whose products of `kind` stay in 16 bits though the format is narrower. */
function wideShare(kind: i32): f64 {
  return kind === HALF || work[LOW_PRECISION] === 0.0 ? 0.0 : scenario[TRAIN_WIDE_LAYERS];
}

/** Seconds of one product of the given kind, by its compute and its memory traffic. Records it. */
function runProduct(name: i32, phase: f64, m: f64, n: f64, k: f64, batch: f64, kind: i32, resultBytes: f64): f64 {
  const rate: f64 = kind === LINEAR ? work[RATE_LINEAR] : kind === HALF ? work[RATE_HALF] : work[RATE_GROUPED];
  const operand: f64 = kind === HALF ? work[ELEMENT_BYTES] : work[OPERAND_BYTES];
  let compute: f64 = computeSeconds(m, n, k, batch, rate, kind === HALF);
  let bytes: f64 = productBytes(m, n, k, batch, operand, resultBytes);
  let memory: f64 = bytes / work[STREAM_RATE];
  // Products of single experts are too short to hide their weights; one grouped product is as long as a plain one.
  const single: bool = kind >= GROUPED && scenario[STACK_EXPERT_FUSION] === 0.0;
  const exposed: f64 = single ? GROUPED_EXPOSED : phase === WEIGHT_GRADIENT ? ACCUMULATED_EXPOSED : PLAIN_EXPOSED;
  let seconds: f64 = overlappedSeconds(compute, memory, exposed);
  const wide: f64 = wideShare(kind);
  if (wide > 0.0) {
    // Blocks of a kind are alike, so each has its share of the layers in 16 bits.
    const half: f64 = kind === LINEAR ? work[RATE_HALF] : work[RATE_HALF] * scenario[STACK_GROUPED_EFFICIENCY];
    const wideCompute: f64 = computeSeconds(m, n, k, batch, half, true);
    const wideBytes: f64 = productBytes(m, n, k, batch, work[ELEMENT_BYTES], resultBytes);
    const wideMemory: f64 = wideBytes / work[STREAM_RATE];
    seconds += wide * (overlappedSeconds(wideCompute, wideMemory, exposed) - seconds);
    compute += wide * (wideCompute - compute);
    memory += wide * (wideMemory - memory);
    bytes += wide * (wideBytes - bytes);
  }
  recordOperation(
    name,
    phase,
    2.0 * m * n * k * batch,
    bytes,
    seconds,
    compute >= memory ? BOUND_COMPUTE : BOUND_MEMORY,
  );
  return seconds;
}

/**
 * A product with weights: `rows` tokens, `inputs` × `outputs` weights, `groups` of them (experts). Its backward pass is two products of
 * the same work. Narrow formats also cast their operands: read wide, write narrow, for rows and for columns.
 * @returns seconds of the forward pass
 */
export function addWeights(name: i32, rows: f64, outputs: f64, inputs: f64, groups: f64, kind: i32, module: i32): f64 {
  const flops: f64 = 2.0 * rows * outputs * inputs * groups;
  const wide: f64 = work[ELEMENT_BYTES];
  let casts: f64 = 0.0;
  if (kind !== HALF && work[LOW_PRECISION] > 0.0) {
    // Below 8 bits a rotation spreads outliers first: one more read and write (arXiv 2509.25149).
    const rotation: f64 = work[OPERAND_BYTES] < 1.0 ? 2.0 * work[ELEMENT_BYTES] : 0.0;
    casts =
      ((1.0 - scenario[TRAIN_WIDE_LAYERS]) *
        scenario[STACK_CAST_PASSES] *
        (work[ELEMENT_BYTES] + 2.0 * work[OPERAND_BYTES] + rotation)) /
      work[STREAM_RATE];
  }
  const forward: f64 =
    runProduct(name, FORWARD, rows, outputs, inputs, groups, kind, wide) +
    (kind === GROUPED_SECOND ? 0.0 : casts * rows * inputs * groups);
  const backward: f64 =
    runProduct(name, INPUT_GRADIENT, rows, inputs, outputs, groups, kind, wide) +
    (kind === GROUPED_FIRST ? 0.0 : casts * rows * outputs * groups);
  add(B_FORWARD, forward);
  add(B_INPUT_GRADIENT, backward);
  add(B_FLOPS, flops);
  add(B_KERNELS, casts > 0.0 ? 2.0 : 1.0);
  if (kind >= GROUPED) add(B_EXPERT_PARAMETERS, inputs * outputs * groups);
  else add(B_DENSE_PARAMETERS, inputs * outputs * groups);
  if (isRecomputed(module)) {
    add(B_RECOMPUTE, forward);
    add(B_RECOMPUTE_FLOPS, flops);
  }
  const rank: f64 = scenario[TRAIN_ADAPTER_RANK];
  if (rank > 0.0) {
    // Frozen weights have no gradient; beside them run two thin products, forward and twice backward.
    const thin: f64 =
      (productBytes(rows, rank, inputs, groups, 2.0, 2.0) + productBytes(rows, outputs, rank, groups, 2.0, 2.0)) /
      work[STREAM_RATE];
    add(B_FORWARD, thin);
    add(B_INPUT_GRADIENT, 2.0 * thin);
    add(B_KERNELS, 3.0);
  } else {
    // Gradients of several micro-batches add up: read and written once each.
    const accumulated: f64 = 2.0 * scenario[TRAIN_GRADIENT_BYTES];
    add(B_WEIGHT_GRADIENT, runProduct(name, WEIGHT_GRADIENT, inputs, outputs, rows, groups, kind, accumulated));
  }
  return forward;
}

/** A product of two activations (no weights), `batch` of them; its backward pass is two products of the same work. */
export function addProduct(name: i32, m: f64, n: f64, k: f64, batch: f64, module: i32): void {
  const wide: f64 = work[ELEMENT_BYTES];
  const forward: f64 = runProduct(name, FORWARD, m, n, k, batch, HALF, wide);
  const backward: f64 =
    runProduct(name, INPUT_GRADIENT, m, k, n, batch, HALF, wide) +
    runProduct(name, INPUT_GRADIENT, k, n, m, batch, HALF, wide);
  addTimed(2.0 * m * n * k * batch, forward, backward, module);
}

/** An operation whose seconds are known. */
export function addTimed(flops: f64, forward: f64, backward: f64, module: i32): void {
  add(B_FORWARD, forward);
  add(B_INPUT_GRADIENT, backward);
  add(B_FLOPS, flops);
  add(B_KERNELS, 1.0);
  if (isRecomputed(module)) {
    add(B_RECOMPUTE, forward);
    add(B_RECOMPUTE_FLOPS, flops);
  }
}

/** A kernel that only moves memory: bytes read and written, forward and backward. */
export function addPass(name: i32, forwardBytes: f64, backwardBytes: f64, module: i32): void {
  const forward: f64 = forwardBytes / work[STREAM_RATE];
  const backward: f64 = backwardBytes / work[STREAM_RATE];
  recordOperation(name, FORWARD, 0.0, forwardBytes, forward, BOUND_MEMORY);
  recordOperation(name, INPUT_GRADIENT, 0.0, backwardBytes, backward, BOUND_MEMORY);
  addTimed(0.0, forward, backward, module);
}

/** Bytes that the backward pass needs; dropped when the module that made them is recomputed, but alive while it is. */
export function keep(bytes: f64, module: i32): void {
  add(B_WORKING, bytes);
  const largest: i32 = current[BLOCK] + B_LARGEST;
  work[largest] = Math.max(work[largest], bytes);
  if (!isRecomputed(module)) add(B_SAVED, bytes);
}

/** The same for a matrix product's input: kept in the format that the product reads. */
export function keepOperand(elements: f64, module: i32): void {
  keep(elements * (work[LOW_PRECISION] > 0.0 ? Math.max(work[OPERAND_BYTES], 1.0) : work[ELEMENT_BYTES]), module);
}

/**
 * The same for what operations between products read: in the element format, or in `narrow` bytes an element by software that casts it
 * where products are narrow (arXiv 2412.19437 §3.3.3).
 */
export function keepBetween(elements: f64, narrow: f64, module: i32): void {
  const casts: bool = work[LOW_PRECISION] > 0.0 && scenario[STACK_NARROW_ACTIVATIONS] > 0.0;
  keep(elements * (casts ? Math.min(narrow, work[ELEMENT_BYTES]) : work[ELEMENT_BYTES]), module);
}

/** Parameters outside matrix products. */
export function addParameters(count: f64): void {
  add(B_DENSE_PARAMETERS, count);
}

/** Adds to any field of the block that is being built. */
export function addTo(field: i32, amount: f64): void {
  add(field, amount);
}
