/** Power over one step, from the simulated step: which pipeline ranks compute and which wait, moment by moment. */
import { type StepTimeline, TIMELINE_KINDS } from '../estimate/step-timeline.ts';
import { LEVEL_OF, type StepLevels } from './step-levels.ts';

/** Watts of one accelerator of each pipeline rank over one step, in equal parts of time; steps follow each other without end. */
export interface StepTrace {
  readonly stepSeconds: number;
  /** By rank; all of the same length, a power of two. */
  readonly byRank: readonly Float64Array[];
}

const FEWEST_PARTS = 1024;
const MOST_PARTS = 16_384;

/** Parts of a step that are short against what supplies even out, as far as there is room. */
function countParts(stepSeconds: number, smoothingSeconds: number): number {
  let parts = FEWEST_PARTS;
  while (parts < MOST_PARTS && stepSeconds / parts > smoothingSeconds / 4) parts *= 2;
  return parts;
}

/** Traces a step. Each part holds the mean power of its time, so that no energy is lost. */
export function traceStep(
  timeline: StepTimeline,
  levels: StepLevels,
  stepSeconds: number,
  smoothingSeconds: number,
): StepTrace {
  const parts = countParts(stepSeconds, smoothingSeconds);
  const partSeconds = stepSeconds / parts;
  const byRank = Array.from({ length: timeline.ranks }, () => new Float64Array(parts).fill(levels.waiting));
  const { rank, kind, startSeconds, endSeconds } = timeline.boxes;
  const add = (trace: Float64Array, from: number, to: number, watts: number): void => {
    const last = Math.ceil(to / partSeconds - 1e-9);
    for (let part = Math.floor(from / partSeconds); part < last; part++) {
      const inside = Math.min(to, (part + 1) * partSeconds) - Math.max(from, part * partSeconds);
      // What goes on past the end of the step runs beside the next one.
      const place = part % parts;
      if (inside > 0) trace[place] = (trace[place] ?? 0) + (inside / partSeconds) * watts;
    }
  };
  // The steady rounds before the rounds that are left out stand for these.
  const gap = timeline.gap ?? null;
  const windowStart = gap === null ? 0 : gap.startSeconds / 2;
  const inWindow = new Float64Array(timeline.ranks);
  for (let box = 0; box < rank.length; box++) {
    const at = rank[box] ?? -1;
    const trace = byRank[at];
    const name = TIMELINE_KINDS[kind[box] ?? -1];
    if (trace === undefined || name === undefined) continue;
    const above = levels[LEVEL_OF[name]] - levels.waiting;
    const [from, to] = [startSeconds[box] ?? 0, endSeconds[box] ?? 0];
    if (above !== 0) add(trace, from, to, above);
    if (gap !== null) {
      const inside = Math.min(to, gap.startSeconds) - Math.max(from, windowStart);
      if (inside > 0) inWindow[at] = (inWindow[at] ?? 0) + inside * above;
    }
  }
  if (gap !== null && gap.startSeconds > windowStart) {
    byRank.forEach((trace, at) => {
      const mean = (inWindow[at] ?? 0) / (gap.startSeconds - windowStart);
      add(trace, gap.startSeconds, gap.endSeconds, mean);
    });
  }
  return { stepSeconds, byRank };
}

/** Watts of so many accelerators of each rank together, on top of what does not change. */
export function sumTraces(trace: StepTrace, accelerators: ArrayLike<number>, fixedWatts: number): Float64Array {
  const sum = new Float64Array(trace.byRank[0]?.length ?? 0).fill(fixedWatts);
  trace.byRank.forEach((watts, rank) => {
    const count = accelerators[rank] ?? 0;
    if (count === 0) return;
    for (let part = 0; part < sum.length; part++) sum[part] = (sum[part] ?? 0) + count * (watts[part] ?? 0);
  });
  return sum;
}
