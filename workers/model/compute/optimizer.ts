/** The optimizer's update: reads and writes every state of the parameters that a rank owns; memory-bound. */
import {
  CHIP_HOST_BANDWIDTH,
  OP_GRADIENT_NORM,
  OP_HOST_TRANSFER,
  OP_OPTIMIZER,
  PLAN_OFFLOAD,
  STACK_OPTIMIZER_PASSES,
  TRAIN_ADAPTER_RANK,
  TRAIN_GRADIENT_BYTES,
  TRAIN_MASTER_BYTES,
  TRAIN_MOMENT_BYTES,
} from '../abi.ts';
import { BLOCK_SLOT, ELEMENT_BYTES, STREAM_RATE, scenario, work } from '../arena.ts';
import { BOUND_MEMORY, recordOperation } from './operations.ts';

/** Slot of rows that run once per step. */
export const STEP_SLOT: i32 = 8;
const STEP_PHASE: f64 = 3.0;
/** Host memory traffic of an update on the host, against the host link's rate: its memory is a few times faster than the link. */
const HOST_MEMORY_SPEED: f64 = 3.0;

/** Seconds of one update of `owned` parameters. */
export function optimizerSeconds(owned: f64): f64 {
  if (scenario[TRAIN_ADAPTER_RANK] > 0.0) return 0.0;
  work[BLOCK_SLOT] = f64(STEP_SLOT);
  const gradient: f64 = scenario[TRAIN_GRADIENT_BYTES];
  const states: f64 = 2.0 * scenario[TRAIN_MASTER_BYTES] + 4.0 * scenario[TRAIN_MOMENT_BYTES] + gradient;
  const norm: f64 = (owned * gradient * scenario[STACK_OPTIMIZER_PASSES]) / work[STREAM_RATE];
  recordOperation(OP_GRADIENT_NORM, STEP_PHASE, 0.0, owned * gradient, norm, BOUND_MEMORY);
  if (scenario[PLAN_OFFLOAD] > 0.0) {
    const moved: f64 = owned * (gradient + work[ELEMENT_BYTES]);
    const transfer: f64 = moved / scenario[CHIP_HOST_BANDWIDTH];
    const update: f64 = (owned * states) / (scenario[CHIP_HOST_BANDWIDTH] * HOST_MEMORY_SPEED);
    recordOperation(OP_HOST_TRANSFER, STEP_PHASE, 0.0, moved, transfer, BOUND_MEMORY);
    recordOperation(OP_OPTIMIZER, STEP_PHASE, 0.0, owned * states, update, BOUND_MEMORY);
    return norm + transfer + update;
  }
  const bytes: f64 = owned * (states + work[ELEMENT_BYTES]);
  const update: f64 = (bytes * scenario[STACK_OPTIMIZER_PASSES]) / work[STREAM_RATE];
  recordOperation(OP_OPTIMIZER, STEP_PHASE, 0.0, bytes, update, BOUND_MEMORY);
  return norm + update;
}
