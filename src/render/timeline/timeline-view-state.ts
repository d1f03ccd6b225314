import type { TimelineIndex } from './timeline-index.ts';
import type { TimelineLayout } from './timeline-layout.ts';
import type { TimeWindow } from './timeline-window.ts';

/** All that decides what a frame of the timeline shows. Boxes are positions in the timeline's columns; −1 = none. */
export interface TimelineViewState {
  readonly index: TimelineIndex;
  readonly layout: TimelineLayout;
  readonly window: TimeWindow;
  /** CSS pixels by which the rows are scrolled up. */
  readonly scrollTop: number;
  readonly hoveredBox: number;
  /** What the arrow keys stand on and a click chose; boxes of other micro-batches step back. */
  readonly selectedBox: number;
  /** Memory of one accelerator, bytes. */
  readonly capacityBytes: number;
}

/** Bytes that the full height of a row's memory stands for: the capacity, or the peak where that is higher, and a little air. */
export function memoryScaleBytes(view: Pick<TimelineViewState, 'index' | 'capacityBytes'>): number {
  return Math.max(view.capacityBytes, view.index.peakBytes, 1) * 1.04;
}

/** Where whole rounds are left out, CSS pixels from the plot's left edge and cut at its edges; null = nowhere on screen. */
export function gapOnScreen({ index, layout, window }: Pick<TimelineViewState, 'index' | 'layout' | 'window'>): {
  readonly from: number;
  readonly to: number;
  readonly microBatches: number;
} | null {
  const { gap } = index.timeline;
  if (!gap) return null;
  const scale = layout.plotWidth / (window.to - window.from);
  const from = Math.max(0, (gap.startSeconds - window.from) * scale);
  const to = Math.min(layout.plotWidth, (gap.endSeconds - window.from) * scale);
  return to > from ? { from, to, microBatches: gap.microBatches } : null;
}

/** First and last rank of which something is on screen. */
export function visibleRanks(
  view: Pick<TimelineViewState, 'index' | 'layout' | 'scrollTop'>,
): readonly [number, number] {
  const { pitch, plotHeight } = view.layout;
  const last = view.index.timeline.ranks - 1;
  return [
    Math.max(0, Math.floor(view.scrollTop / pitch)),
    Math.min(last, Math.floor((view.scrollTop + plotHeight - 1) / pitch)),
  ];
}
