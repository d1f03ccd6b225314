/**
 * A timeline made ready for drawing: boxes sorted into tracks in which none overlaps another, so that what is on screen and what is
 * under the pointer are found by halving. A rank has one track, or two where communication runs beside the work.
 */
import type { StepTimeline } from '../../domain/estimate/step-timeline.ts';

/** See the file's head. */
export interface TimelineIndex {
  readonly timeline: StepTimeline;
  /** Tracks of each rank: 1 or 2. Track `t` of rank `r` has the number `r · lanes + t`. */
  readonly lanes: number;
  /** Lane of each box, from 0. */
  readonly laneOf: Uint8Array;
  /** Boxes by track, in order of time. */
  readonly order: Int32Array;
  /** Track `t` holds `order[trackFrom[t]]` up to, without, `order[trackFrom[t + 1]]`. */
  readonly trackFrom: Int32Array;
  /** Rank `r` has the memory steps from `memoryFrom[r]` up to, without, `memoryFrom[r + 1]`. */
  readonly memoryFrom: Int32Array;
  /** Most memory that any rank holds at any time, bytes; 0 without memory. */
  readonly peakBytes: number;
}

/** Boxes may meet with a rounding error of this share of the step without counting as overlapping. */
const TOUCH_SHARE = 1e-9;

/** Sorts a timeline into tracks. */
export function indexTimeline(timeline: StepTimeline): TimelineIndex {
  const { rank, startSeconds, endSeconds } = timeline.boxes;
  const count = rank.length;
  const byStart = Int32Array.from({ length: count }, (_, box) => box).sort(
    (a, b) => (startSeconds[a] ?? 0) - (startSeconds[b] ?? 0) || a - b,
  );
  const tolerance = timeline.seconds * TOUCH_SHARE;
  const laneOf = new Uint8Array(count);
  const until = new Float64Array(timeline.ranks).fill(Number.NEGATIVE_INFINITY);
  let lanes = 1;
  for (const box of byStart) {
    const place = rank[box] ?? 0;
    if ((startSeconds[box] ?? 0) < (until[place] ?? 0) - tolerance) {
      laneOf[box] = 1;
      lanes = 2;
    } else until[place] = endSeconds[box] ?? 0;
  }
  const track = (box: number): number => (rank[box] ?? 0) * lanes + (laneOf[box] ?? 0);
  const trackFrom = startsOf(timeline.ranks * lanes, count, track);
  const next = trackFrom.slice();
  const order = new Int32Array(count);
  for (const box of byStart) {
    const place = track(box);
    order[next[place] ?? 0] = box;
    next[place] = (next[place] ?? 0) + 1;
  }
  const { memory } = timeline;
  let peakBytes = 0;
  for (const bytes of memory.bytes) peakBytes = Math.max(peakBytes, bytes);
  return {
    timeline,
    lanes,
    laneOf,
    order,
    trackFrom,
    memoryFrom: startsOf(timeline.ranks, memory.rank.length, (step) => memory.rank[step] ?? 0),
    peakBytes,
  };
}

/** Where each group begins once `count` things are sorted by group; the end at last. */
function startsOf(groups: number, count: number, groupOf: (at: number) => number): Int32Array {
  const starts = new Int32Array(groups + 1);
  for (let at = 0; at < count; at++) {
    const group = groupOf(at);
    starts[group + 1] = (starts[group + 1] ?? 0) + 1;
  }
  for (let group = 0; group < groups; group++) starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  return starts;
}

/** Position in `order` of the first box of a track that ends after a time; the track's end when none does. */
export function firstEndingAfter(index: TimelineIndex, track: number, seconds: number): number {
  const { endSeconds } = index.timeline.boxes;
  let low = index.trackFrom[track] ?? 0;
  let high = index.trackFrom[track + 1] ?? low;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((endSeconds[index.order[middle] ?? 0] ?? 0) > seconds) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Position of the last memory step of a rank at or before a time; −1 when the rank has none yet. */
export function memoryStepAt(index: TimelineIndex, rank: number, seconds: number): number {
  const times = index.timeline.memory.seconds;
  const from = index.memoryFrom[rank] ?? 0;
  let low = from;
  let high = index.memoryFrom[rank + 1] ?? from;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= seconds) low = middle + 1;
    else high = middle;
  }
  return low > from ? low - 1 : -1;
}
