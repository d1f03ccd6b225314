import { describe, expect, it } from 'vitest';
import { sampleTimeline } from './testing/sample-timeline.ts';
import { summarizeTimeline } from './timeline-summary.ts';

describe('the summary of a timeline', () => {
  it('finds the bubble of one-forward-one-backward: (p − 1) of (m + p − 1) slots', () => {
    const timeline = sampleTimeline({ ranks: 4, microBatches: 8 });
    const { ranks, idleShare } = summarizeTimeline(timeline);
    const pipelineSeconds = timeline.seconds - 0.01;
    expect(pipelineSeconds).toBeCloseTo((8 + 3) * 0.03, 12);
    for (const { busySeconds, idleSeconds } of ranks) {
      expect(busySeconds).toBeCloseTo(8 * 0.03 + 0.01, 12);
      expect(idleSeconds).toBeCloseTo(3 * 0.03, 12);
    }
    expect(idleShare).toBeCloseTo(0.09 / timeline.seconds, 12);
  });

  it('has a smaller bubble with virtual stages', () => {
    const plain = sampleTimeline({ ranks: 4, microBatches: 8 });
    const interleaved = sampleTimeline({
      ranks: 4,
      virtualStages: 2,
      microBatches: 8,
      forwardSeconds: 0.005,
      backwardSeconds: 0.01,
    });
    expect(summarizeTimeline(interleaved).idleShare).toBeLessThan(summarizeTimeline(plain).idleShare);
  });

  it('counts what overlaps once', () => {
    const { ranks } = summarizeTimeline(sampleTimeline({ ranks: 2, microBatches: 2, dataSeconds: 0.02 }));
    // The exchange starts 0.01 s before the last backward ends.
    expect(ranks[0]?.busySeconds).toBeCloseTo(2 * 0.03 + 0.01 + 0.01, 12);
  });

  it('finds the rank with the most memory: the first keeps most micro-batches', () => {
    const { fullest, ranks } = summarizeTimeline(sampleTimeline({ ranks: 4, microBatches: 8 }));
    expect(fullest).toMatchObject({ rank: 0, peakBytes: 28e9 });
    expect(ranks.map(({ peakBytes }) => peakBytes)).toEqual([28e9, 26e9, 24e9, 22e9]);
    expect(fullest?.peakAtSeconds).toBeGreaterThan(0);
  });

  it('counts rounds that are left out as busy as the others', () => {
    const whole = sampleTimeline({ ranks: 4, microBatches: 40 });
    const { seconds, boxes } = whole;
    // Micro-batches 16 to 31 of the steady state are cut out; each takes 0.03 s of every rank.
    const kept = [...boxes.rank.keys()].filter((box) => !(boxes.microBatch[box]! >= 16 && boxes.microBatch[box]! < 32));
    const pick = (column: Float64Array) => Float64Array.from(kept, (box) => column[box]!);
    const cut = {
      ...whole,
      gap: { microBatches: 16, startSeconds: 0.5, endSeconds: 0.98 },
      boxes: {
        rank: pick(boxes.rank),
        kind: pick(boxes.kind),
        microBatch: pick(boxes.microBatch),
        stage: pick(boxes.stage),
        startSeconds: pick(boxes.startSeconds),
        endSeconds: pick(boxes.endSeconds),
      },
    };
    expect(cut.seconds).toBe(seconds);
    expect(summarizeTimeline(cut).idleShare).toBeCloseTo(summarizeTimeline(whole).idleShare, 9);
    expect(summarizeTimeline({ ...cut, gap: null }).idleShare).toBeGreaterThan(0.3);
  });

  it('has no peak where there is no memory', () => {
    const timeline = sampleTimeline({ ranks: 2, microBatches: 2 });
    const none = new Float64Array(0);
    const { fullest, ranks } = summarizeTimeline({ ...timeline, memory: { rank: none, seconds: none, bytes: none } });
    expect(fullest).toBeNull();
    expect(ranks.every(({ peakBytes }) => peakBytes === null)).toBe(true);
  });
});
