import type { CorrectedStep } from '../../domain/calibration/calibration-types.ts';
import { narrowingOf, useTrust } from '../accuracy/use-trust.ts';
import { writeDoubt } from '../accuracy/write-doubt.ts';

/** The band beside the step time without a calibration and with the one at hand, in words. */
export interface BandChange {
  readonly before: string;
  readonly after: string;
}

/** What a calibration makes of the band; null until the band is known. */
export function useBandChange({ deviationBefore, deviationAfter }: CorrectedStep): BandChange | null {
  const trust = useTrust();
  if (trust === null) return null;
  const plain = trust.halfWidth / trust.narrowing;
  const narrowing = narrowingOf({ before: deviationBefore, after: deviationAfter });
  return { before: writeDoubt(plain), after: writeDoubt(plain * narrowing) };
}
