import { createContext, useContext } from 'react';
import type { DrawingOverlay } from '../../domain/overlay/drawing-overlay.ts';

/** Context of {@link useOverlay}. */
export const OverlayContext = createContext<DrawingOverlay | null>(null);

/** What is laid over the drawing now; null = nothing, or not there yet. */
export function useOverlay(): DrawingOverlay | null {
  return useContext(OverlayContext);
}
