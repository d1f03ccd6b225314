import { createContext, useContext } from 'react';
import type { Estimate } from '../../domain/estimate/estimate.ts';

/** Context of {@link useEstimateBefore}. */
export const EstimateBeforeContext = createContext<Estimate | null>(null);

/** The figures of the plan before a trial; null outside of one, and where it has none. */
export function useEstimateBefore(): Estimate | null {
  return useContext(EstimateBeforeContext);
}
