import { type StepTimeline, TIMELINE_KINDS } from './step-timeline.ts';

/** What one pipeline rank does with the step. */
export interface RankSummary {
  /** From 0. */
  readonly rank: number;
  /** Time in which at least one box other than idle runs; what overlaps counts once. */
  readonly busySeconds: number;
  /** The rest of the step: on the rank with most work the step's pipeline bubble and its waits, on others what they wait for it as well. */
  readonly idleSeconds: number;
  /** Most memory held at any time; null when the timeline has none for this rank. */
  readonly peakBytes: number | null;
  /** When the peak is first reached; null likewise. */
  readonly peakAtSeconds: number | null;
}

/** A timeline in a few figures. */
export interface TimelineSummary {
  readonly ranks: readonly RankSummary[];
  /** Share of all ranks' time in which nothing runs, from 0 to 1. */
  readonly idleShare: number;
  /** The rank that holds most memory, the first of equals; null when the timeline has no memory. */
  readonly fullest: RankSummary | null;
}

const IDLE = TIMELINE_KINDS.indexOf('idle');

/** Sums a timeline up. */
export function summarizeTimeline(timeline: StepTimeline): TimelineSummary {
  const busy = new Float64Array(timeline.ranks);
  const passes = new Float64Array(timeline.ranks);
  const busyUntil = new Float64Array(timeline.ranks);
  const { rank, kind, microBatch, startSeconds, endSeconds } = timeline.boxes;
  for (let box = 0; box < rank.length; box++) {
    if (kind[box] === IDLE) continue;
    const place = rank[box] ?? 0;
    // Boxes of a rank come in order of time, so the union grows at its end only.
    const from = Math.max(startSeconds[box] ?? 0, busyUntil[place] ?? 0);
    const to = endSeconds[box] ?? 0;
    if (to <= from) continue;
    busy[place] = (busy[place] ?? 0) + to - from;
    if ((microBatch[box] ?? -1) >= 0) passes[place] = (passes[place] ?? 0) + to - from;
    busyUntil[place] = to;
  }
  // Rounds that are left out keep a rank as busy as those that are there.
  const leftOut = timeline.gap?.microBatches ?? 0;
  const perDrawn = leftOut > 0 ? leftOut / Math.max(1, timeline.microBatches - leftOut) : 0;
  for (let place = 0; place < busy.length; place++) {
    busy[place] = Math.min(timeline.seconds, (busy[place] ?? 0) + (passes[place] ?? 0) * perDrawn);
  }
  const peak = new Float64Array(timeline.ranks).fill(-1);
  const peakAt = new Float64Array(timeline.ranks);
  const { memory } = timeline;
  for (let step = 0; step < memory.rank.length; step++) {
    const place = memory.rank[step] ?? 0;
    const bytes = memory.bytes[step] ?? 0;
    if (bytes <= (peak[place] ?? -1)) continue;
    peak[place] = bytes;
    peakAt[place] = memory.seconds[step] ?? 0;
  }
  const ranks = Array.from({ length: timeline.ranks }, (_, at): RankSummary => {
    const hasMemory = (peak[at] ?? -1) >= 0;
    return {
      rank: at,
      busySeconds: busy[at] ?? 0,
      idleSeconds: Math.max(0, timeline.seconds - (busy[at] ?? 0)),
      peakBytes: hasMemory ? (peak[at] ?? 0) : null,
      peakAtSeconds: hasMemory ? (peakAt[at] ?? 0) : null,
    };
  });
  const total = timeline.seconds * timeline.ranks;
  const fullest = ranks.reduce<RankSummary | null>(
    (best, candidate) => ((candidate.peakBytes ?? -1) > (best?.peakBytes ?? -1) ? candidate : best),
    null,
  );
  return {
    ranks,
    idleShare: total > 0 ? ranks.reduce((sum, { idleSeconds }) => sum + idleSeconds, 0) / total : 0,
    fullest,
  };
}
