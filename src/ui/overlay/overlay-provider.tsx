import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useEffect, useMemo } from 'react';
import type { DrawingOverlay } from '../../domain/overlay/drawing-overlay.ts';
import { useEstimate } from '../results/estimate-context.ts';
import { useDocument, usePreferences, useSession } from '../use-stores.ts';
import { OverlayContext } from './overlay-context.ts';
import { useSensitivity } from './use-sensitivity.ts';

/** Keeps what is laid over the drawing in step with the plan and its figures; what computes it is loaded when first wanted. */
export function OverlayProvider({ children }: { readonly children: ReactNode }) {
  const overlay = useBuiltOverlay();
  useAnnounce(overlay);
  return <OverlayContext value={overlay}>{children}</OverlayContext>;
}

function useBuiltOverlay(): DrawingOverlay | null {
  const id = usePreferences((state) => state.overlay);
  const plan = useDeferredValue(useDocument((state) => state.plan));
  const { catalog, estimate, estimateOf } = useEstimate();
  const builder = useQuery({
    queryKey: ['overlay-builder'],
    queryFn: () => import('../../domain/overlay/build-overlay.ts'),
    enabled: id !== 'none',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    networkMode: 'always',
  }).data;
  const { found: sensitivity } = useSensitivity(id === 'sensitivity');
  return useMemo(() => {
    if (id === 'none' || builder === undefined || catalog === null || estimate === null || estimateOf === null)
      return null;
    return builder.buildOverlay(id, {
      plan,
      catalog,
      scenario: estimateOf.scenario,
      routing: estimateOf.routing,
      estimate,
      sensitivity,
    });
  }, [id, builder, plan, catalog, estimate, estimateOf, sensitivity]);
}

/** Says the answer of an overlay when it is chosen, and not again with every edit. */
function useAnnounce(overlay: DrawingOverlay | null): void {
  const announce = useSession((state) => state.announce);
  const title = overlay?.title ?? null;
  const summary = overlay?.summary ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once for each overlay that is chosen.
  useEffect(() => {
    if (title !== null) announce(`${title}. ${summary}`);
  }, [title, announce]);
}
