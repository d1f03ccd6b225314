import { createContext, useContext } from 'react';
import type { Finding } from '../../domain/topology/checks/finding.ts';

/** Context of {@link useFindings}. */
export const ChecksContext = createContext<readonly Finding[] | null>(null);

/** What the checks of the drawing find now, the gravest first; null until they are loaded. */
export function useFindings(): readonly Finding[] | null {
  return useContext(ChecksContext);
}

/** Findings that want mending: all but information. */
export function isToMend({ severity }: Finding): boolean {
  return severity !== 'information';
}
