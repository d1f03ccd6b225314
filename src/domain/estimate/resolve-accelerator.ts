import type { Accelerator, Pace } from '../catalog/catalog-types.ts';
import type { MatmulFormat } from '../plan/plan-document.ts';
import type { AcceleratorInputs } from './scenario.ts';

const GIB = 2 ** 30;
/** Host link where nobody states one: PCIe 4.0 ×16, bytes/s. */
const FALLBACK_HOST_LINK = 31.5e9;
/** First year of the generation with block-scaled formats in its matrix units. */
const BLOCK_SCALED_YEAR = 2024;

/**
 * What the performance model needs of an accelerator.
 * @param isInteger whether narrow products run in 8-bit integers in place of fp8
 */
export function resolveAccelerator(accelerator: Accelerator, isInteger = false): AcceleratorInputs {
  const { peakFlops, execution } = accelerator;
  const narrow = isInteger ? (peakFlops.int8 ?? peakFlops.fp8 ?? 0) : (peakFlops.fp8 ?? 0);
  const hasBlockScaling = accelerator.year >= BLOCK_SCALED_YEAR && (peakFlops.fp4 ?? 0) > 0;
  const peaks: Record<MatmulFormat, number> = {
    fp32: peakFlops.fp32 ?? 0,
    tf32: peakFlops.tf32 ?? 0,
    fp16: peakFlops.fp16 ?? peakFlops.bf16 ?? 0,
    bf16: peakFlops.bf16 ?? 0,
    fp8: narrow,
    mxfp8: hasBlockScaling ? (peakFlops.fp8 ?? 0) : 0,
    fp4: peakFlops.fp4 ?? 0,
  };
  return {
    peakFlops: peaks,
    matmulCeiling: sustainedCeilings(execution),
    attentionForwardCeiling: execution.attentionForwardCeiling,
    attentionBackwardCeiling: execution.attentionBackwardCeiling,
    attentionKeysHalf: execution.attentionKeysHalf,
    attentionHeadHalf: execution.attentionHeadHalf,
    flash2Share: execution.flash2Share,
    memoryBytes: (accelerator.reportedMemoryGib ?? accelerator.memoryGib) * GIB,
    memoryBandwidthBytesPerSecond: accelerator.memoryBandwidthBytesPerSecond ?? 0,
    memoryEfficiency: execution.memoryEfficiency,
    computeUnits: execution.computeUnits,
    tileRows: execution.tileRows,
    tileColumns: execution.tileColumns,
    depthHalf: execution.depthHalf,
    lastWaveCost: execution.lastWaveCost,
    hostBandwidthBytesPerSecond: accelerator.hostLink.bandwidthBytesPerSecond ?? FALLBACK_HOST_LINK,
  };
}

const NARROW: ReadonlySet<string> = new Set(['fp8', 'mxfp8']);

/** Which share of its ceiling a format's products sustain. */
export function paceOf(format: MatmulFormat): Pace {
  if (format === 'fp4') return 'sustainedFp4';
  return NARROW.has(format) ? 'sustainedNarrow' : 'sustained';
}

function sustainedCeilings(execution: Accelerator['execution']): Record<MatmulFormat, number> {
  const ceilings = { ...execution.matmulCeiling };
  for (const format of Object.keys(ceilings) as MatmulFormat[]) ceilings[format] *= execution[paceOf(format)].value;
  return ceilings;
}
