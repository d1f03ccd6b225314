import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { TIMELINE_KINDS } from './step-timeline.ts';
import { sampleTimeline } from './testing/sample-timeline.ts';
import { timelineKindAt } from './timeline-labels.ts';
import { writeTimelineTrace } from './timeline-trace.ts';

const ORIGIN = { planName: 'A "quoted" plan', modelVersion: '1.2.3', capacityBytes: 80e9 };

const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const time = v.pipe(v.number(), v.finite(), v.minValue(0));
/** The fields that the format asks of each phase. */
const EventSchema = v.variant('ph', [
  v.strictObject({
    ph: v.literal('X'),
    name: v.pipe(v.string(), v.minLength(1)),
    cat: v.picklist(TIMELINE_KINDS),
    ts: time,
    dur: time,
    pid: id,
    tid: id,
    args: v.strictObject({ microBatch: v.optional(id), stage: v.optional(id) }),
  }),
  v.strictObject({
    ph: v.literal('C'),
    name: v.literal('Memory'),
    ts: time,
    pid: id,
    args: v.strictObject({ bytes: v.pipe(v.number(), v.minValue(0)) }),
  }),
  v.strictObject({
    ph: v.literal('M'),
    name: v.picklist(['process_name', 'process_sort_index', 'thread_name']),
    pid: id,
    tid: v.optional(id),
    args: v.union([v.strictObject({ name: v.string() }), v.strictObject({ sort_index: v.number() })]),
  }),
]);
const TraceSchema = v.strictObject({
  displayTimeUnit: v.picklist(['ms', 'ns']),
  otherData: v.record(v.string(), v.union([v.string(), v.number()])),
  traceEvents: v.array(EventSchema),
});

const TIMELINE = sampleTimeline({ ranks: 4, virtualStages: 2, microBatches: 8, dataSeconds: 0.013 });

function write(timeline = TIMELINE) {
  return v.parse(TraceSchema, JSON.parse(writeTimelineTrace(timeline, ORIGIN).join('')));
}

describe('the trace of a timeline', () => {
  it('says where it comes from', () => {
    expect(write().otherData).toMatchObject({ plan: ORIGIN.planName, modelVersion: '1.2.3', microBatches: 8 });
  });

  it('tells what is left out of a very long step', () => {
    const gap = { microBatches: 1000, startSeconds: 0.1, endSeconds: 0.2 };
    expect(write({ ...TIMELINE, gap }).otherData).toMatchObject({
      leftOutMicroBatches: 1000,
      leftOutFromSeconds: 0.1,
      leftOutToSeconds: 0.2,
    });
    expect(write().otherData).not.toHaveProperty('leftOutMicroBatches');
  });

  it('names a process for each rank', () => {
    const names = write().traceEvents.flatMap((event) =>
      event.ph === 'M' && event.name === 'process_name' ? [[event.pid, event.args]] : [],
    );
    expect(names).toEqual([1, 2, 3, 4].map((rank) => [rank, { name: `Pipeline rank ${rank}` }]));
  });

  it('holds every box but idle ones, in microseconds', () => {
    const events = write().traceEvents.filter((event) => event.ph === 'X');
    const { boxes } = TIMELINE;
    const expected = [...boxes.rank.keys()].filter((box) => timelineKindAt(boxes.kind[box] ?? -1) !== 'idle');
    expect(events).toHaveLength(expected.length);
    expected.forEach((box, at) => {
      expect(events[at]?.pid).toBe((boxes.rank[box] ?? 0) + 1);
      expect(events[at]?.cat).toBe(timelineKindAt(boxes.kind[box] ?? -1));
      expect(events[at]?.ts).toBeCloseTo((boxes.startSeconds[box] ?? 0) * 1e6, 2);
      expect(events[at]?.dur).toBeCloseTo(((boxes.endSeconds[box] ?? 0) - (boxes.startSeconds[box] ?? 0)) * 1e6, 2);
    });
    expect(events[0]?.args).toEqual({ microBatch: 1, stage: 1 });
  });

  it('never overlaps two events of one line, which viewers would nest', () => {
    const until = new Map<string, number>();
    for (const event of write().traceEvents) {
      if (event.ph !== 'X') continue;
      const line = `${event.pid}/${event.tid}`;
      // In nanoseconds, so that the sum is exact.
      expect(Math.round(event.ts * 1000)).toBeGreaterThanOrEqual(until.get(line) ?? 0);
      until.set(line, Math.round(event.ts * 1000) + Math.round(event.dur * 1000));
    }
  });

  it('counts memory on each rank in order of time', () => {
    const counters = write().traceEvents.filter((event) => event.ph === 'C');
    expect(counters).toHaveLength(TIMELINE.memory.rank.length);
    expect(new Set(counters.map(({ pid }) => pid))).toEqual(new Set([1, 2, 3, 4]));
    for (let at = 1; at < counters.length; at++) {
      if (counters[at]?.pid === counters[at - 1]?.pid) {
        expect(counters[at]?.ts).toBeGreaterThanOrEqual(counters[at - 1]?.ts ?? 0);
      }
    }
  });

  it('stays well-formed when it takes several pieces, and when there is nothing in it', () => {
    const large = sampleTimeline({ ranks: 16, microBatches: 256 });
    expect(writeTimelineTrace(large, ORIGIN).length).toBeGreaterThan(3);
    expect(write(large).traceEvents.filter((event) => event.ph === 'X')).toHaveLength(16 * 256 * 2 + 16);
    const none = new Float64Array(0);
    const boxes = { rank: none, kind: none, microBatch: none, stage: none, startSeconds: none, endSeconds: none };
    const empty = { ...TIMELINE, ranks: 0, boxes, memory: { rank: none, seconds: none, bytes: none } };
    expect(write(empty).traceEvents).toEqual([]);
  });
});
