/** How far to trust one estimate: its band, what that rests on, and the published runs that are most like it. */
import type { Accelerator } from '../catalog/catalog-types.ts';
import type { AccuracyRow, AccuracyTable } from './accuracy-file.ts';
import { type HeldOutRun, lookAround, scaleOf } from './error-scale.ts';
import { measureDistance, type RunFeatures } from './run-features.ts';

/** What an accelerator's rates rest on, best first. */
export type EvidenceLevel = 'measured-kernels' | 'fitted' | 'data-sheet';

/** The levels in words. */
export const EVIDENCE_WORDS: Readonly<Record<EvidenceLevel, { readonly label: string; readonly meaning: string }>> = {
  'measured-kernels': {
    label: 'measured kernels',
    meaning: 'The rates of matrix products and attention on this accelerator rest on measured kernels.',
  },
  fitted: {
    label: 'fitted',
    meaning: 'No kernels of this accelerator are published; its rates are fitted to published training runs.',
  },
  'data-sheet': {
    label: 'data sheet',
    meaning: 'Nothing measured is published of this accelerator; its rates are the data sheet’s times usual shares.',
  },
};

/** A published run beside the plan. */
export interface NearestRun {
  readonly row: AccuracyRow;
  /** See `run-features.ts`; 0 = alike. */
  readonly distance: number;
}

/** A publisher whose runs the band rests on. */
export interface BandSupport {
  readonly family: string;
  /** Part of the local scale, share. */
  readonly share: number;
  /** Mean size of ln(predicted ÷ measured) of its comparable runs. */
  readonly errorSize: number;
}

/** How far to trust an estimate. */
export interface EstimateTrust {
  /** Share of real runs that the band is meant to hold. */
  readonly share: number;
  readonly lowSeconds: number;
  readonly highSeconds: number;
  /** Half the band as a size of ln(predicted ÷ measured). */
  readonly halfWidth: number;
  /** What a calibration left of the width, 1 = there is none. */
  readonly narrowing: number;
  readonly evidence: EvidenceLevel;
  /** Most telling first. */
  readonly support: readonly BandSupport[];
  /** Part of the local scale that no comparable run backs, share. */
  readonly unsupportedShare: number;
  /** Most alike first. */
  readonly nearest: readonly NearestRun[];
}

const NEAREST = 3;
const SUPPORT = 3;

/**
 * Judges an estimate. `narrowing` is what a calibration on the user's own runs left of the scatter, 1 = there is none.
 */
export function trustEstimate(
  stepSeconds: number,
  features: RunFeatures,
  accelerator: Pick<Accelerator, 'execution'>,
  table: AccuracyTable,
  narrowing = 1,
): EstimateTrust {
  const judged = table.rows.filter((row) => row.isJudged);
  const runs: HeldOutRun[] = judged.map((row) => ({
    features: row.features,
    family: row.source.family,
    logError: Math.log(row.heldOutSeconds / row.measuredSeconds),
  }));
  const around = lookAround(features, runs);
  const scale = scaleOf(around, table.band.priorSize, new Set());
  const halfWidth = table.band.factor * scale.size * narrowing;
  const nearest = judged
    .map((row) => ({ row, distance: measureDistance(features, row.features) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, NEAREST);
  return {
    share: table.band.share,
    lowSeconds: stepSeconds * Math.exp(-halfWidth),
    highSeconds: stepSeconds * Math.exp(halfWidth),
    halfWidth,
    narrowing,
    evidence: readEvidence(accelerator),
    support: scale.says
      .map(({ family, share, errorSize }) => ({ family, share, errorSize }))
      .sort((a, b) => b.share - a.share)
      .slice(0, SUPPORT),
    unsupportedShare: scale.priorShare,
    nearest,
  };
}

/** What an accelerator's rates rest on: the catalogue says which of them are estimates and which are tuned. */
export function readEvidence({ execution }: Pick<Accelerator, 'execution'>): EvidenceLevel {
  const { estimatedFields, checked } = execution.provenance;
  if (checked && !(estimatedFields ?? []).includes('matmulCeiling')) return 'measured-kernels';
  return execution.sustained.tuned === null ? 'data-sheet' : 'fitted';
}
