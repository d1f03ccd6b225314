/**
 * A step's timeline as a file in the Trace Event Format, which Perfetto and chrome://tracing open: a process for each pipeline rank,
 * complete events in microseconds, memory as counters. Idle time is the gap between events, as these viewers show it; whole rounds that
 * a very long step leaves out are such a gap too, told in `otherData`.
 *
 * Format: "Trace Event Format" (Google, docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU), JSON object form.
 */
import { type StepTimeline, TIMELINE_KINDS } from './step-timeline.ts';
import { TIMELINE_KIND_LABELS, timelineKindAt } from './timeline-labels.ts';

/** What the file says of itself. */
export interface TraceOrigin {
  readonly planName: string;
  /** Version of the model that simulated the step. */
  readonly modelVersion: string;
  /** Memory of one accelerator; written beside each rank's memory. */
  readonly capacityBytes: number;
}

/** Lines of a rank: work that may overlap stands on lines of its own, since viewers nest events of one line. */
const THREADS = [
  { id: 1, name: 'Compute' },
  { id: 2, name: 'Data parallel' },
] as const;

const IDLE = TIMELINE_KINDS.indexOf('idle');
const DATA = TIMELINE_KINDS.indexOf('data-communication');
/** Events in one piece of text. */
const EVENTS_A_PIECE = 4096;

/** Writes the file as pieces of text, in order: joined they are the JSON, and a large one need not be one string. */
export function writeTimelineTrace(timeline: StepTimeline, origin: TraceOrigin): string[] {
  const head = {
    displayTimeUnit: 'ms',
    otherData: {
      plan: origin.planName,
      modelVersion: origin.modelVersion,
      stepSeconds: timeline.seconds,
      pipelineRanks: timeline.ranks,
      virtualStages: timeline.virtualStages,
      microBatches: timeline.microBatches,
      capacityBytes: origin.capacityBytes,
      ...(timeline.gap
        ? {
            leftOutMicroBatches: timeline.gap.microBatches,
            leftOutFromSeconds: timeline.gap.startSeconds,
            leftOutToSeconds: timeline.gap.endSeconds,
          }
        : {}),
    },
  };
  const pieces = [`${JSON.stringify(head).slice(0, -1)},"traceEvents":[\n`];
  let lines: string[] = [];
  let isFirst = true;
  const flush = (): void => {
    if (lines.length === 0) return;
    pieces.push(`${isFirst ? '' : ',\n'}${lines.join(',\n')}`);
    isFirst = false;
    lines = [];
  };
  for (const event of listEvents(timeline)) {
    lines.push(JSON.stringify(event));
    if (lines.length === EVENTS_A_PIECE) flush();
  }
  flush();
  pieces.push('\n]}\n');
  return pieces;
}

function* listEvents(timeline: StepTimeline): Generator<object> {
  for (let rank = 0; rank < timeline.ranks; rank++) {
    const pid = rank + 1;
    yield { name: 'process_name', ph: 'M', pid, args: { name: `Pipeline rank ${pid}` } };
    yield { name: 'process_sort_index', ph: 'M', pid, args: { sort_index: rank } };
    for (const { id, name } of THREADS) yield { name: 'thread_name', ph: 'M', pid, tid: id, args: { name } };
  }
  const { rank, kind, microBatch, stage, startSeconds, endSeconds } = timeline.boxes;
  for (let box = 0; box < rank.length; box++) {
    if (kind[box] === IDLE) continue;
    // Both ends are rounded to whole nanoseconds, so that neighbours that touch still touch and never overlap.
    const start = wholeNanoseconds(startSeconds[box] ?? 0);
    const end = wholeNanoseconds(endSeconds[box] ?? 0);
    const cat = timelineKindAt(kind[box] ?? -1);
    const args: Record<string, number> = {};
    if ((microBatch[box] ?? -1) >= 0) args.microBatch = (microBatch[box] ?? 0) + 1;
    if ((stage[box] ?? -1) >= 0) args.stage = (stage[box] ?? 0) + 1;
    yield {
      name: TIMELINE_KIND_LABELS[cat].label,
      cat,
      ph: 'X',
      ts: start / 1000,
      dur: (end - start) / 1000,
      pid: (rank[box] ?? 0) + 1,
      tid: THREADS[kind[box] === DATA ? 1 : 0].id,
      args,
    };
  }
  const { memory } = timeline;
  for (let step = 0; step < memory.rank.length; step++) {
    yield {
      name: 'Memory',
      ph: 'C',
      ts: wholeNanoseconds(memory.seconds[step] ?? 0) / 1000,
      pid: (memory.rank[step] ?? 0) + 1,
      args: { bytes: memory.bytes[step] ?? 0 },
    };
  }
}

function wholeNanoseconds(seconds: number): number {
  return Math.round(seconds * 1e9);
}
