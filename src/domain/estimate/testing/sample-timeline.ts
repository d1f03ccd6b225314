/** Timelines as the pipeline makes them, for tests: one-forward-one-backward, interleaved when there are virtual stages. */
import { type StepTimeline, TIMELINE_KINDS, type TimelineKind } from '../step-timeline.ts';

/** What the sample is like. Seconds are those of one micro-batch in one stage. */
export interface SampleTimelineOptions {
  readonly ranks: number;
  readonly virtualStages?: number;
  readonly microBatches: number;
  readonly forwardSeconds?: number;
  readonly backwardSeconds?: number;
  /** Backward split into input gradient and weight gradient. */
  readonly isBackwardSplit?: boolean;
  /** Time of the gradients' exchange at the end; half of it runs beside the rank's last backward. */
  readonly dataSeconds?: number;
}

interface Task {
  readonly isForward: boolean;
  readonly microBatch: number;
  readonly chunk: number;
}

interface Rank {
  readonly rank: number;
  readonly tasks: readonly Task[];
  next: number;
  freeSeconds: number;
  held: number;
}

interface Box {
  readonly rank: number;
  readonly kind: TimelineKind;
  readonly microBatch: number;
  readonly stage: number;
  readonly start: number;
  readonly end: number;
}

const PARAMETER_BYTES = 20e9;
const ACTIVATION_BYTES = 2e9;

/** Simulates the schedule on all ranks: each task starts when its rank is free and what it needs is there. */
export function sampleTimeline(options: SampleTimelineOptions): StepTimeline {
  const { microBatches, virtualStages = 1, forwardSeconds = 0.01, backwardSeconds = 0.02, dataSeconds = 0 } = options;
  const boxes: Box[] = [];
  const memory: { readonly rank: number; readonly seconds: number; readonly bytes: number }[] = [];
  const ranks = Array.from(
    { length: options.ranks },
    (_, rank): Rank => ({ rank, tasks: listTasks(rank, options), next: 0, freeSeconds: 0, held: 0 }),
  );
  for (const { rank } of ranks) memory.push({ rank, seconds: 0, bytes: PARAMETER_BYTES });
  const done = new Map<string, number>();
  const lastStage = options.ranks * virtualStages - 1;
  const readyAt = (task: Task, stage: number): number | undefined => {
    if (task.isForward && stage === 0) return 0;
    if (task.isForward) return done.get(`forward ${stage - 1} ${task.microBatch}`);
    if (stage === lastStage) return done.get(`forward ${stage} ${task.microBatch}`);
    return done.get(`backward ${stage + 1} ${task.microBatch}`);
  };
  const runNext = (state: Rank): boolean => {
    const { rank } = state;
    const task = state.tasks[state.next];
    if (task === undefined) return false;
    const stage = task.chunk * options.ranks + rank;
    const ready = readyAt(task, stage);
    if (ready === undefined) return false;
    const none = { rank, microBatch: -1, stage: -1 };
    const start = Math.max(state.freeSeconds, ready);
    if (start > state.freeSeconds) boxes.push({ ...none, kind: 'idle', start: state.freeSeconds, end: start });
    const end = start + (task.isForward ? forwardSeconds : backwardSeconds);
    const work = { rank, microBatch: task.microBatch, stage };
    if (task.isForward) boxes.push({ ...work, kind: 'forward', start, end });
    else if (options.isBackwardSplit) {
      boxes.push({ ...work, kind: 'input-gradient', start, end: (start + end) / 2 });
      boxes.push({ ...work, kind: 'weight-gradient', start: (start + end) / 2, end });
    } else boxes.push({ ...work, kind: 'backward', start, end });
    state.held += task.isForward ? 1 : -1;
    memory.push({
      rank,
      seconds: task.isForward ? start : end,
      bytes: PARAMETER_BYTES + state.held * ACTIVATION_BYTES,
    });
    done.set(`${task.isForward ? 'forward' : 'backward'} ${stage} ${task.microBatch}`, end);
    state.freeSeconds = end;
    state.next++;
    return true;
  };
  while (ranks.some((state) => state.next < state.tasks.length)) {
    for (const state of ranks) while (runNext(state));
  }
  const seconds = Math.max(...ranks.map(({ freeSeconds }) => freeSeconds)) + dataSeconds + forwardSeconds;
  for (const { rank, freeSeconds } of ranks) {
    const none = { rank, microBatch: -1, stage: -1 };
    const from = freeSeconds - Math.min(dataSeconds, backwardSeconds) / 2;
    const until = from + dataSeconds;
    if (dataSeconds > 0) boxes.push({ ...none, kind: 'data-communication', start: from, end: until });
    const start = Math.max(freeSeconds, until);
    boxes.push({ ...none, kind: 'optimizer', start, end: start + forwardSeconds });
    if (start + forwardSeconds < seconds) {
      boxes.push({ ...none, kind: 'idle', start: start + forwardSeconds, end: seconds });
    }
  }
  memory.sort((a, b) => a.rank - b.rank || a.seconds - b.seconds);
  return {
    ranks: options.ranks,
    virtualStages,
    microBatches,
    seconds,
    boxes: {
      rank: Float64Array.from(boxes, ({ rank }) => rank),
      kind: Float64Array.from(boxes, ({ kind }) => TIMELINE_KINDS.indexOf(kind)),
      microBatch: Float64Array.from(boxes, ({ microBatch }) => microBatch),
      stage: Float64Array.from(boxes, ({ stage }) => stage),
      startSeconds: Float64Array.from(boxes, ({ start }) => start),
      endSeconds: Float64Array.from(boxes, ({ end }) => end),
    },
    memory: {
      rank: Float64Array.from(memory, ({ rank }) => rank),
      seconds: Float64Array.from(memory, ({ seconds: at }) => at),
      bytes: Float64Array.from(memory, ({ bytes }) => bytes),
    },
  };
}

/** One rank's tasks in order: warm-up forwards, one forward and one backward in turn, the remaining backwards. */
function listTasks(rank: number, { ranks, virtualStages = 1, microBatches }: SampleTimelineOptions): Task[] {
  const total = microBatches * virtualStages;
  const warmUp =
    virtualStages === 1
      ? Math.min(total, ranks - rank - 1)
      : Math.min(total, (ranks - rank - 1) * 2 + (virtualStages - 1) * ranks);
  const task = (at: number, isForward: boolean): Task => {
    if (virtualStages === 1) return { isForward, microBatch: at, chunk: 0 };
    const within = at % (ranks * virtualStages);
    const chunk = Math.floor(within / ranks);
    const microBatch = Math.floor(at / (ranks * virtualStages)) * ranks + (within % ranks);
    return { isForward, microBatch, chunk: isForward ? chunk : virtualStages - 1 - chunk };
  };
  const tasks: Task[] = [];
  for (let at = 0; at < warmUp; at++) tasks.push(task(at, true));
  for (let at = warmUp; at < total; at++) tasks.push(task(at, true), task(at - warmUp, false));
  for (let at = total - warmUp; at < total; at++) tasks.push(task(at, false));
  return tasks;
}
