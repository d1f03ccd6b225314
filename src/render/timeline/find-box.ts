/** Which box lies where, and which one is next to another. Boxes are positions in the timeline's columns; −1 = none. */
import { firstEndingAfter, type TimelineIndex } from './timeline-index.ts';
import { laneBand } from './timeline-layout.ts';
import type { TimelineViewState } from './timeline-view-state.ts';

/** How far beside a box the pointer still means it, where boxes are narrow; CSS pixels. */
const REACH = 2;

/** The box under a point, CSS pixels from the plot's corner. */
export function boxAtPoint(view: TimelineViewState, x: number, y: number): number {
  const { index, layout, window } = view;
  if (x < 0 || y < 0 || x > layout.plotWidth || y > layout.plotHeight) return -1;
  const rank = Math.floor((y + view.scrollTop) / layout.pitch);
  if (rank < 0 || rank >= index.timeline.ranks) return -1;
  const within = y + view.scrollTop - rank * layout.pitch;
  const perPixel = (window.to - window.from) / layout.plotWidth;
  // From the top one down.
  for (let lane = index.lanes - 1; lane >= 0; lane--) {
    const band = laneBand(layout, lane);
    if (within < band.top || within >= band.top + band.height) continue;
    const box = boxAtTime(index, rank * index.lanes + lane, window.from + x * perPixel, REACH * perPixel);
    if (box >= 0) return box;
  }
  return -1;
}

/** The box of a track at a time, or the nearest one within `reach` seconds. */
export function boxAtTime(index: TimelineIndex, track: number, seconds: number, reach: number): number {
  const { startSeconds, endSeconds } = index.timeline.boxes;
  const at = firstEndingAfter(index, track, seconds);
  const from = index.trackFrom[track] ?? 0;
  const to = index.trackFrom[track + 1] ?? 0;
  const next = at < to ? (index.order[at] ?? -1) : -1;
  const before = at > from ? (index.order[at - 1] ?? -1) : -1;
  const toNext = next < 0 ? Number.POSITIVE_INFINITY : Math.max(0, (startSeconds[next] ?? 0) - seconds);
  const toBefore = before < 0 ? Number.POSITIVE_INFINITY : seconds - (endSeconds[before] ?? 0);
  if (toNext === 0) return next;
  if (Math.min(toNext, toBefore) > reach) return -1;
  return toNext <= toBefore ? next : before;
}

/** Where an arrow key leads. */
export type BoxStep = 'previous' | 'next' | 'up' | 'down' | 'first' | 'last';

/** The box that a key leads to from another; the box itself at the timeline's edges; the first of all from none. */
export function stepFromBox(index: TimelineIndex, box: number, step: BoxStep): number {
  const { rank, startSeconds, endSeconds } = index.timeline.boxes;
  if (box < 0) return index.order[0] ?? -1;
  const line = boxesOfRank(index, rank[box] ?? 0);
  if (step === 'first') return line[0] ?? box;
  if (step === 'last') return line.at(-1) ?? box;
  if (step === 'previous' || step === 'next') {
    return line[line.indexOf(box) + (step === 'next' ? 1 : -1)] ?? box;
  }
  const other = (rank[box] ?? 0) + (step === 'down' ? 1 : -1);
  if (other < 0 || other >= index.timeline.ranks) return box;
  // What runs there in the middle of this box; the work, not what runs beside it.
  const middle = ((startSeconds[box] ?? 0) + (endSeconds[box] ?? 0)) / 2;
  const found = boxAtTime(index, other * index.lanes, middle, Number.POSITIVE_INFINITY);
  return found < 0 ? box : found;
}

/** All boxes of a rank in order of time, whatever their lane. */
function boxesOfRank({ order, trackFrom, lanes, timeline }: TimelineIndex, rank: number): Int32Array {
  const line = order.slice(trackFrom[rank * lanes] ?? 0, trackFrom[(rank + 1) * lanes] ?? 0);
  const { startSeconds } = timeline.boxes;
  return lanes === 1 ? line : line.sort((a, b) => (startSeconds[a] ?? 0) - (startSeconds[b] ?? 0) || a - b);
}
