import { laneBand } from './timeline-layout.ts';
import type { TimelineViewState } from './timeline-view-state.ts';

/** Where a box lies, CSS pixels from the plot's corner; it may lie outside of what is on screen. */
export function boxRectangle(
  view: TimelineViewState,
  box: number,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const { index, layout, window } = view;
  const { rank, startSeconds, endSeconds } = index.timeline.boxes;
  const band = laneBand(layout, index.laneOf[box] ?? 0);
  const scale = layout.plotWidth / (window.to - window.from);
  const x = ((startSeconds[box] ?? 0) - window.from) * scale;
  return {
    x,
    y: (rank[box] ?? 0) * layout.pitch - view.scrollTop + band.top,
    width: ((endSeconds[box] ?? 0) - window.from) * scale - x,
    height: band.height,
  };
}
