/** Measured attention kernels, and what the model's law says about each. */
import '../../workers/build/portable-globals.ts';
import {
  BACKWARD_BLOCK,
  BACKWARD_OVERHEAD,
  BACKWARD_WORK,
  backwardWaves,
  coreFlops,
  forwardWaves,
  fusedCoreSeconds,
  headSpeed,
} from '../../workers/model/compute/attention.ts';
import { readKernelTable } from './kernel-table.ts';

/** One measured causal kernel; units SI. */
export interface AttentionKernel {
  readonly chip: string;
  /** `inference`: forward kernels of vLLM; `training`: forward and backward of Transformer Engine. */
  readonly table: 'inference' | 'training';
  readonly backward: boolean;
  readonly sequences: number;
  readonly sequence: number;
  readonly heads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  readonly seconds: number;
}

/** What the law has to know of an accelerator. */
export interface AttentionChip {
  readonly peakFlops: number;
  readonly units: number;
  readonly tileRows: number;
  readonly forwardCeiling: number;
  readonly backwardCeiling: number;
  readonly keysHalf: number;
  readonly headHalf: number;
}

/** Below this, launches and measuring weigh as much as the kernel, s. */
const SHORTEST_SECONDS = 3e-5;
/** Training kernels run forward in no less than about 90 µs however few their heads: the host's time, not the kernel's. */
const SHORTEST_TRAINING_FORWARD_SECONDS = 1.2e-4;

export function readAttentionKernels(): readonly AttentionKernel[] {
  const inference = readKernelTable('attention.csv').map(
    (row): AttentionKernel => ({
      chip: String(row.accelerator),
      table: 'inference',
      backward: false,
      sequences: Number(row.batch),
      sequence: Number(row.sequence),
      heads: Number(row.heads),
      keyDim: Number(row.head_dim),
      valueDim: Number(row.head_dim),
      seconds: Number(row.seconds),
    }),
  );
  const training = readKernelTable('attention-training.csv').map(
    (row): AttentionKernel => ({
      chip: String(row.accelerator),
      table: 'training',
      backward: row.phase === 'bwd',
      sequences: Number(row.batch),
      sequence: Number(row.sequence),
      heads: Number(row.heads),
      keyDim: Number(row.key_dim),
      valueDim: Number(row.value_dim),
      seconds: Number(row.seconds),
    }),
  );
  return [...inference, ...training].filter(
    ({ seconds, table, backward }) =>
      seconds > (table === 'training' && !backward ? SHORTEST_TRAINING_FORWARD_SECONDS : SHORTEST_SECONDS),
  );
}

/** Useful FLOP: masked half left out. */
export function usefulFlops(kernel: AttentionKernel): number {
  const { sequences, heads, sequence, keyDim, valueDim, backward } = kernel;
  return coreFlops(sequences, heads, sequence, sequence / 2, keyDim, valueDim) * (backward ? BACKWARD_WORK : 1);
}

/** Seconds by the model's law. */
export function lawSeconds(kernel: AttentionKernel, chip: AttentionChip): number {
  const { sequences, heads, sequence, keyDim, valueDim, backward } = kernel;
  const waves = backward
    ? backwardWaves(sequences * heads, sequence, chip.units, false)
    : forwardWaves(sequences * heads, sequence, chip.tileRows, chip.units, false);
  const one = fusedCoreSeconds(
    waves,
    chip.units,
    sequence,
    backward ? BACKWARD_BLOCK : chip.tileRows,
    sequence / 2,
    keyDim + valueDim,
    chip.keysHalf * (backward ? BACKWARD_OVERHEAD : 1),
    chip.peakFlops * (backward ? chip.backwardCeiling : chip.forwardCeiling),
    headSpeed(keyDim, valueDim, chip.headHalf, backward),
  );
  return backward ? one * BACKWARD_WORK : one;
}
