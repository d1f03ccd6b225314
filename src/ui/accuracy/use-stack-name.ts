import { useCallback } from 'react';
import { useCatalog } from '../results/estimate-context.ts';

/** Names a software stack by its id as the rest of the page does; the id itself where the catalogue has none. */
export function useStackName(): (id: string) => string {
  const catalog = useCatalog();
  return useCallback((id: string) => catalog?.softwareStacks.get(id)?.name ?? id, [catalog]);
}
