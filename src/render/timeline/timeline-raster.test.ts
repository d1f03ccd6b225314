import { describe, expect, it } from 'vitest';
import { type StepTimeline, TIMELINE_KINDS, type TimelineKind } from '../../domain/estimate/step-timeline.ts';
import { sampleTimeline } from '../../domain/estimate/testing/sample-timeline.ts';
import { CATEGORIES, DARK_FIGURE_THEME, LIGHT_FIGURE_THEME } from '../../domain/figure/figure-theme.ts';
import { boxRectangle } from './box-rectangle.ts';
import { boxAtPoint, stepFromBox } from './find-box.ts';
import { type RasterTarget, rasterizeBoxes } from './rasterize-boxes.ts';
import { rasterizeMemory } from './rasterize-memory.ts';
import { contrast, timelineColors } from './timeline-colors.ts';
import { indexTimeline } from './timeline-index.ts';
import { LABEL_WIDTH, layoutTimeline, RIGHT_MARGIN } from './timeline-layout.ts';
import { timelinePalette } from './timeline-palette.ts';
import type { TimelineViewState } from './timeline-view-state.ts';
import { wholeStep } from './timeline-window.ts';

const PALETTE = timelinePalette(LIGHT_FIGURE_THEME, 1);

function view(timeline: StepTimeline, width = 1000, height = 400, hasMemory = true): TimelineViewState {
  return {
    index: indexTimeline(timeline),
    layout: layoutTimeline(width + LABEL_WIDTH + RIGHT_MARGIN, height, timeline.ranks, hasMemory),
    window: wholeStep(timeline.seconds),
    scrollTop: 0,
    hoveredBox: -1,
    selectedBox: -1,
    capacityBytes: 40e9,
  };
}

function raster(state: TimelineViewState) {
  const { plotWidth: width, plotHeight: height } = state.layout;
  const pixels = new Uint32Array(width * height).fill(PALETTE.background);
  const target: RasterTarget = { pixels, width, height, ratio: 1 };
  const spots = rasterizeBoxes(target, state, PALETTE, new Uint32Array(width).fill(PALETTE.background));
  rasterizeMemory(target, state, PALETTE);
  return { pixels, spots, at: (x: number, y: number) => pixels[y * width + x] ?? 0, width, height };
}

const boxesOf = (timeline: StepTimeline, kind: TimelineKind) =>
  [...timeline.boxes.kind.keys()].filter((box) => timeline.boxes.kind[box] === TIMELINE_KINDS.indexOf(kind));

describe('the colours of a timeline', () => {
  for (const theme of [LIGHT_FIGURE_THEME, DARK_FIGURE_THEME]) {
    it(`keep boxes at 3:1 to the page and words at 4.5:1 to boxes (${theme.name})`, () => {
      const colors = timelineColors(theme);
      TIMELINE_KINDS.forEach((kind, at) => {
        if (kind === 'idle') return;
        expect(contrast(colors[at]?.fill ?? '', theme.background), kind).toBeGreaterThanOrEqual(3);
        expect(contrast(colors[at]?.fill ?? '', colors[at]?.text ?? ''), kind).toBeGreaterThanOrEqual(4.5);
        expect(contrast(colors[at]?.stroke ?? '', colors[at]?.text ?? ''), kind).toBeGreaterThanOrEqual(4.5);
      });
    });

    it(`tell kinds apart by colour and pattern (${theme.name})`, () => {
      const signs = timelineColors(theme).map(({ fill, pattern }) => `${fill} ${pattern}`);
      expect(new Set(signs).size).toBe(signs.length);
      expect(new Set(timelineColors(theme).map(({ pattern }) => pattern)).size).toBeGreaterThanOrEqual(6);
      expect(CATEGORIES).toContain('compute');
    });
  }
});

describe('boxes as pixels', () => {
  it('stand where their time is, in their colour', () => {
    const timeline = sampleTimeline({ ranks: 4, microBatches: 4 });
    const state = view(timeline);
    const { at, width } = raster(state);
    for (const box of [...boxesOf(timeline, 'forward'), ...boxesOf(timeline, 'data-communication')]) {
      const { rank, kind, startSeconds, endSeconds } = timeline.boxes;
      const middle = ((startSeconds[box]! + endSeconds[box]!) / 2 / timeline.seconds) * width;
      const y = Math.round(rank[box]! * state.layout.pitch + state.layout.boxHeight / 2);
      expect(at(Math.floor(middle), y)).toBe(PALETTE.fills[kind[box]!]);
    }
  });

  it('mix by time where a pixel holds many, so that no kind drowns', () => {
    const timeline = sampleTimeline({ ranks: 1, microBatches: 5000, forwardSeconds: 0.01, backwardSeconds: 0.01 });
    const state = view(timeline, 200);
    const { at } = raster(state);
    const [forward = 0, backward = 0] = PALETTE.fills;
    const half = (shift: number) => (((forward >>> shift) & 0xff) + ((backward >>> shift) & 0xff)) / 2;
    for (const x of [10, 57, 120, 190]) {
      const pixel = at(x, 4);
      for (const shift of [0, 8, 16]) expect((pixel >>> shift) & 0xff).toBeGreaterThan(half(shift) - 3);
      for (const shift of [0, 8, 16]) expect((pixel >>> shift) & 0xff).toBeLessThan(half(shift) + 3);
      expect(pixel >>> 24).toBe(0xff);
    }
  });

  it('have words only where there is room, and none once boxes are narrow', () => {
    const timeline = sampleTimeline({ ranks: 2, microBatches: 4 });
    expect(raster(view(timeline)).spots.length).toBeGreaterThan(8);
    expect(raster(view(timeline, 60)).spots).toEqual([]);
  });

  it('step back when they belong to another micro-batch than the selected one', () => {
    const timeline = sampleTimeline({ ranks: 2, microBatches: 3 });
    const selectedBox = boxesOf(timeline, 'forward')[0]!;
    const { spots } = raster({ ...view(timeline), selectedBox });
    const { microBatch } = timeline.boxes;
    for (const { box, isFaded } of spots) expect(isFaded).toBe(microBatch[box] !== microBatch[selectedBox]);
    expect(spots.some(({ isFaded }) => isFaded)).toBe(true);
  });

  it('leave their neighbours alone when rows are scrolled half out of sight', () => {
    const timeline = sampleTimeline({ ranks: 64, microBatches: 4 });
    const state = view(timeline, 300, 200);
    expect(state.layout.contentHeight).toBeGreaterThan(state.layout.plotHeight);
    for (const scrollTop of [0, 7, 500, state.layout.contentHeight - state.layout.plotHeight]) {
      const { pixels, width, height } = raster({ ...state, scrollTop });
      expect(pixels).toHaveLength(width * height);
      expect(pixels.some((pixel) => pixel === PALETTE.fills[0])).toBe(true);
    }
  });

  it('get a lane of their own when they run beside others', () => {
    const timeline = sampleTimeline({ ranks: 2, microBatches: 2, dataSeconds: 0.03 });
    const state = view(timeline);
    expect(state.index.lanes).toBe(2);
    expect(indexTimeline(sampleTimeline({ ranks: 2, microBatches: 2 })).lanes).toBe(1);
    const { order } = state.index;
    expect([...order].sort((a, b) => a - b)).toEqual([...timeline.boxes.rank.keys()]);
    for (let track = 0; track < 4; track++) {
      const boxes = [...order.slice(state.index.trackFrom[track], state.index.trackFrom[track + 1])];
      for (let at = 1; at < boxes.length; at++) {
        expect(timeline.boxes.startSeconds[boxes[at]!]).toBeGreaterThanOrEqual(
          timeline.boxes.endSeconds[boxes[at - 1]!]! - 1e-9,
        );
      }
    }
  });
});

describe('memory as pixels', () => {
  const timeline = sampleTimeline({ ranks: 2, microBatches: 4 });
  const inRow = (state: TimelineViewState, color: number) => {
    const { pixels, width } = raster(state);
    const top = state.layout.boxHeight + 1;
    return pixels.subarray(top * width, (top + state.layout.memoryHeight) * width).filter((at) => at === color).length;
  };

  it('fills the share of its height that is held', () => {
    const state = { ...view(timeline), capacityBytes: 20e9 * 2 };
    const filled = inRow(state, PALETTE.memory) + inRow(state, PALETTE.memoryEdge);
    const share = filled / (state.layout.plotWidth * state.layout.memoryHeight);
    // 20 to 24 of 41.6 GB.
    expect(share).toBeGreaterThan(0.44);
    expect(share).toBeLessThan(0.62);
  });

  it('is in the colour of danger above the capacity only', () => {
    expect(inRow(view(timeline), PALETTE.overflow)).toBe(0);
    expect(inRow({ ...view(timeline), capacityBytes: 21e9 }, PALETTE.overflow)).toBeGreaterThan(0);
    expect(inRow(view(timeline), PALETTE.capacity)).toBeGreaterThan(100);
  });

  it('claims nothing where rounds are left out', () => {
    const gap = { microBatches: 9, startSeconds: 0, endSeconds: timeline.seconds };
    const state = view({ ...timeline, gap });
    expect(inRow(state, PALETTE.memory) + inRow(state, PALETTE.memoryEdge)).toBe(0);
  });

  it('takes no room when it is switched off', () => {
    expect(view(timeline, 1000, 400, false).layout.memoryHeight).toBe(0);
  });
});

describe('finding boxes', () => {
  const timeline = sampleTimeline({ ranks: 4, microBatches: 6, dataSeconds: 0.03 });
  const state = view(timeline);

  it('finds what lies on top first, and what is below beside it', () => {
    const data = boxesOf(timeline, 'data-communication')[0]!;
    const { x, y, width, height } = boxRectangle(state, data);
    expect(state.index.laneOf[data]).toBe(1);
    expect(boxAtPoint(state, x + 2, y + height / 2)).toBe(data);
    const below = boxAtPoint(state, x + 2, 2);
    expect(TIMELINE_KINDS[timeline.boxes.kind[below]!]).toBe('backward');
    expect(boxAtPoint(state, x - width / 8, y + height / 2)).toBe(below);
  });

  it('answers the box whose pixels are under the pointer, for every box with words', () => {
    const { spots } = raster(state);
    expect(spots.length).toBeGreaterThan(20);
    for (const { box, x, y, width, height } of spots) {
      // The last backward has the exchange over its lower part.
      if (boxAtPoint(state, x + width / 2, y + height - 1) !== box) continue;
      expect(boxAtPoint(state, x + width / 2, y + height / 2)).toBe(box);
      expect(boxAtPoint({ ...state, scrollTop: 10 }, x + width / 2, y + height / 2 - 10)).toBe(box);
    }
    expect(boxAtPoint(state, -1, 5)).toBe(-1);
    expect(boxAtPoint(state, 5, state.layout.contentHeight + 1)).toBe(-1);
  });

  it('walks through all boxes of a rank and stops at its ends', () => {
    let box = stepFromBox(state.index, -1, 'next');
    box = stepFromBox(state.index, box, 'first');
    const seen = [box];
    for (let next = stepFromBox(state.index, box, 'next'); next !== seen.at(-1); ) {
      seen.push(next);
      next = stepFromBox(state.index, next, 'next');
    }
    const all = [...timeline.boxes.rank.keys()].filter((at) => timeline.boxes.rank[at] === 0);
    expect([...seen].sort((a, b) => a - b)).toEqual(all);
    expect(stepFromBox(state.index, box, 'previous')).toBe(box);
    expect(stepFromBox(state.index, box, 'last')).toBe(seen.at(-1));
  });

  it('walks to what runs on the next rank at the same time', () => {
    const forward = boxesOf(timeline, 'forward')[0]!;
    const { rank, startSeconds, endSeconds } = timeline.boxes;
    const below = stepFromBox(state.index, forward, 'down');
    expect(rank[below]).toBe(rank[forward]! + 1);
    const middle = (startSeconds[forward]! + endSeconds[forward]!) / 2;
    expect(startSeconds[below]).toBeLessThanOrEqual(middle);
    expect(endSeconds[below]).toBeGreaterThanOrEqual(middle);
    expect(stepFromBox(state.index, forward, 'up')).toBe(forward);
  });

  it('has nothing to walk on in an empty timeline', () => {
    const none = new Float64Array(0);
    const boxes = { rank: none, kind: none, microBatch: none, stage: none, startSeconds: none, endSeconds: none };
    expect(stepFromBox(indexTimeline({ ...timeline, boxes }), -1, 'next')).toBe(-1);
  });
});
