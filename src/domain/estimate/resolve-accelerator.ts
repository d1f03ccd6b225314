/** What an accelerator of the catalogue can do, as the performance model takes it. */
import type { Accelerator } from '../catalog/catalog-types.ts';
import type { MatmulFormat } from '../plan/plan-document.ts';
import type { AcceleratorInputs } from './scenario.ts';

const BYTES_PER_GIB = 2 ** 30;

/** Dense peak by number format, FLOP/s; 0 = not supported. Block-scaled formats come with the units that also do fp6 or fp4. */
export function peakFlopsOf(accelerator: Accelerator): Record<MatmulFormat, number> {
  const { peakFlops } = accelerator;
  const isBlockScaled = peakFlops.fp6 !== null || peakFlops.fp4 !== null;
  return {
    fp32: peakFlops.fp32 ?? 0,
    tf32: peakFlops.tf32 ?? 0,
    fp16: peakFlops.fp16 ?? 0,
    bf16: peakFlops.bf16 ?? 0,
    fp8: peakFlops.fp8 ?? 0,
    mxfp8: isBlockScaled ? (peakFlops.fp8 ?? 0) : 0,
    fp4: peakFlops.fp4 ?? 0,
  };
}

/** Memory that programs can use, bytes: what the driver reports where that is known, else the label. */
export function memoryBytesOf(accelerator: Accelerator): number {
  return (accelerator.reportedMemoryGib ?? accelerator.memoryGib) * BYTES_PER_GIB;
}

/**
 * The model's inputs of one accelerator; null when the catalogue does not know its memory bandwidth. A `speedFraction` below 1 slows
 * everything that it computes, for hardware that is throttled or worn.
 */
export function resolveAccelerator(accelerator: Accelerator, speedFraction = 1): AcceleratorInputs | null {
  const { execution, memoryBandwidthBytesPerSecond } = accelerator;
  if (memoryBandwidthBytesPerSecond === null) return null;
  const ceilings = Object.entries(execution.matmulCeiling).map(([format, share]) => [format, share * speedFraction]);
  return {
    peakFlops: peakFlopsOf(accelerator),
    matmulCeiling: Object.fromEntries(ceilings) as Record<MatmulFormat, number>,
    attentionForwardCeiling: execution.attentionForwardCeiling * speedFraction,
    attentionBackwardCeiling: execution.attentionBackwardCeiling * speedFraction,
    memoryBytes: memoryBytesOf(accelerator),
    memoryBandwidthBytesPerSecond,
    memoryEfficiency: execution.memoryEfficiency * speedFraction,
    computeUnits: execution.computeUnits,
    tileRows: execution.tileRows,
    tileColumns: execution.tileColumns,
    depthHalf: execution.depthHalf,
    hostBandwidthBytesPerSecond: accelerator.hostLink.bandwidthBytesPerSecond ?? 0,
  };
}
