/**
 * The timeline's canvas without React: which part of the step is on screen, what is under the pointer and what is selected. Paints at
 * most once a frame.
 */
import type { StepTimeline } from '../../domain/estimate/step-timeline.ts';
import { summarizeTimeline, type TimelineSummary } from '../../domain/estimate/timeline-summary.ts';
import type { FigureTheme } from '../../domain/figure/figure-theme.ts';
import { boxRectangle } from '../../render/timeline/box-rectangle.ts';
import { type BoxStep, boxAtPoint, stepFromBox } from '../../render/timeline/find-box.ts';
import { TimelinePainter } from '../../render/timeline/paint-timeline.ts';
import { indexTimeline } from '../../render/timeline/timeline-index.ts';
import { AXIS_HEIGHT, LABEL_WIDTH, layoutTimeline } from '../../render/timeline/timeline-layout.ts';
import type { TimelineViewState } from '../../render/timeline/timeline-view-state.ts';
import {
  isWholeStep,
  panWindow,
  revealInWindow,
  type TimeWindow,
  wholeStep,
  zoomWindow,
} from '../../render/timeline/timeline-window.ts';

/** What the page shows beside the canvas. Coordinates are CSS pixels from the canvas's corner. */
export interface TimelineTip {
  readonly box: number;
  readonly x: number;
  readonly y: number;
}

/** What the controller needs from around it. */
export interface TimelineHost {
  /** What holds the canvas and scrolls the rows. */
  readonly scroller: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** What gives the scroller its height. */
  readonly content: HTMLElement;
  readonly onTip: (tip: TimelineTip | null) => void;
  readonly onWindow: (isWhole: boolean) => void;
}

/** What is shown. */
export interface TimelineContent {
  readonly timeline: StepTimeline;
  readonly capacityBytes: number;
  readonly hasMemory: boolean;
}

/** Share of the width that a selected box takes after zooming to it. */
const ZOOMED_SHARE = 0.3;

/** See the file's head. */
export class TimelineController {
  private readonly painter: TimelinePainter;
  private readonly host: TimelineHost;
  private view: TimelineViewState;
  private summary: TimelineSummary;
  private hasMemory: boolean;
  private size = { width: 0, height: 0 };
  private pointer: { readonly x: number; readonly y: number } | null = null;
  private frame = 0;

  constructor(host: TimelineHost, content: TimelineContent, theme: FigureTheme) {
    this.host = host;
    this.painter = new TimelinePainter(host.canvas, theme, window.devicePixelRatio || 1);
    this.hasMemory = content.hasMemory;
    this.summary = summarizeTimeline(content.timeline);
    this.view = {
      index: indexTimeline(content.timeline),
      layout: layoutTimeline(0, 0, content.timeline.ranks, content.hasMemory),
      window: wholeStep(content.timeline.seconds),
      scrollTop: 0,
      hoveredBox: -1,
      selectedBox: -1,
      capacityBytes: content.capacityBytes,
    };
  }

  /** The timeline on screen. */
  get timeline(): StepTimeline {
    return this.view.index.timeline;
  }

  get selectedBox(): number {
    return this.view.selectedBox;
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
  }

  setTheme(theme: FigureTheme): void {
    this.painter.setTheme(theme);
    this.invalidate();
  }

  /** The typeface has come: words are painted anew. */
  fontsLoaded(): void {
    this.painter.fontsLoaded();
    this.invalidate();
  }

  /** Shows another timeline, or the same one in another way; the part of the step on screen stays the same share of it. */
  setContent({ timeline, capacityBytes, hasMemory }: TimelineContent): void {
    this.hasMemory = hasMemory;
    const before = this.timeline;
    if (timeline === before) this.view = { ...this.view, capacityBytes };
    else {
      const scale = timeline.seconds / before.seconds;
      this.summary = summarizeTimeline(timeline);
      this.view = {
        ...this.view,
        index: indexTimeline(timeline),
        capacityBytes,
        window: { from: this.view.window.from * scale, to: this.view.window.to * scale },
        hoveredBox: -1,
        selectedBox: -1,
      };
    }
    this.resize();
  }

  /** Reads the scroller's size anew. */
  resize(): void {
    const { scroller, canvas, content } = this.host;
    this.size = { width: scroller.clientWidth, height: scroller.clientHeight };
    const { width, height } = this.size;
    const layout = layoutTimeline(width, height, this.timeline.ranks, this.hasMemory);
    content.style.height = `${Math.max(height, AXIS_HEIGHT + layout.contentHeight)}px`;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    this.painter.resize(width, height, Math.min(3, window.devicePixelRatio || 1));
    this.view = { ...this.view, layout, scrollTop: scroller.scrollTop };
    // Setting a canvas's size clears it: paint at once, else it flickers.
    cancelAnimationFrame(this.frame);
    this.paint();
  }

  /** The rows were scrolled. */
  scrolled(): void {
    this.change({ scrollTop: this.host.scroller.scrollTop });
    this.hover();
  }

  scrollBy(pixels: number): void {
    this.host.scroller.scrollTop += pixels;
  }

  /** Zooms; `x` = what stays where it is, CSS pixels from the canvas's edge; without it the selected box, else the middle. */
  zoom(factor: number, x?: number): void {
    const { layout } = this.view;
    const anchor = x === undefined ? this.zoomAnchor() : (x - LABEL_WIDTH) / layout.plotWidth;
    this.show(zoomWindow(this.view.window, this.timeline.seconds, factor, Math.min(1, Math.max(0, anchor))));
  }

  /** Moves by CSS pixels; positive = later times come in. */
  panPixels(pixels: number): void {
    this.pan(pixels / Math.max(1, this.view.layout.plotWidth));
  }

  /** Moves by a share of the width. */
  pan(share: number): void {
    this.show(panWindow(this.view.window, this.timeline.seconds, share));
  }

  fit(): void {
    this.show(wholeStep(this.timeline.seconds));
  }

  /** Zooms until the selected box fills a good part of the width. */
  zoomToSelected(): void {
    const { selectedBox, index } = this.view;
    if (selectedBox < 0) return;
    const start = index.timeline.boxes.startSeconds[selectedBox] ?? 0;
    const end = index.timeline.boxes.endSeconds[selectedBox] ?? 0;
    const margin = ((end - start) * (1 / ZOOMED_SHARE - 1)) / 2;
    this.show(zoomWindow({ from: start - margin, to: end + margin }, this.timeline.seconds, 1, 0.5));
  }

  /** The pointer is there, CSS pixels from the canvas's corner; null = it left. */
  setPointer(pointer: { readonly x: number; readonly y: number } | null): void {
    this.pointer = pointer;
    this.hover();
  }

  /** Selects what is at a point; nothing there = nothing selected. */
  selectAt(x: number, y: number): void {
    this.select(boxAtPoint(this.view, x - LABEL_WIDTH, y - AXIS_HEIGHT));
  }

  select(box: number): void {
    this.change({ selectedBox: box });
    this.tell();
  }

  /** Selects the box that a key leads to and brings it on screen; answers it, −1 = there is none. */
  walk(step: BoxStep): number {
    const box = stepFromBox(this.view.index, this.view.selectedBox, step);
    if (box < 0) return box;
    this.pointer = null;
    this.change({ selectedBox: box, hoveredBox: -1 });
    const { startSeconds, endSeconds, rank } = this.timeline.boxes;
    this.show(revealInWindow(this.view.window, this.timeline.seconds, startSeconds[box] ?? 0, endSeconds[box] ?? 0));
    const { pitch, plotHeight } = this.view.layout;
    const top = (rank[box] ?? 0) * pitch;
    const { scroller } = this.host;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + pitch > scroller.scrollTop + plotHeight) scroller.scrollTop = top + pitch - plotHeight;
    this.change({ scrollTop: scroller.scrollTop });
    this.tell();
    return box;
  }

  private zoomAnchor(): number {
    const { layout, selectedBox } = this.view;
    if (selectedBox < 0) return 0.5;
    const { x, width } = boxRectangle(this.view, selectedBox);
    const middle = (x + width / 2) / Math.max(1, layout.plotWidth);
    return middle >= 0 && middle <= 1 ? middle : 0.5;
  }

  private show(window: TimeWindow): void {
    const wasWhole = isWholeStep(this.view.window, this.timeline.seconds);
    this.change({ window });
    const isWhole = isWholeStep(window, this.timeline.seconds);
    if (isWhole !== wasWhole) this.host.onWindow(isWhole);
    this.hover();
  }

  private hover(): void {
    const { pointer } = this;
    const hoveredBox = pointer === null ? -1 : boxAtPoint(this.view, pointer.x - LABEL_WIDTH, pointer.y - AXIS_HEIGHT);
    if (hoveredBox !== this.view.hoveredBox) this.change({ hoveredBox });
    this.tell();
  }

  /** Says what the tip shows: what is under the pointer, else what is selected and on screen. */
  private tell(): void {
    const { hoveredBox, selectedBox, layout } = this.view;
    if (hoveredBox >= 0 && this.pointer !== null) {
      this.host.onTip({ box: hoveredBox, x: this.pointer.x, y: this.pointer.y });
      return;
    }
    if (selectedBox < 0) {
      this.host.onTip(null);
      return;
    }
    const { x, y, width, height } = boxRectangle(this.view, selectedBox);
    const isSeen = x + width >= 0 && x <= layout.plotWidth && y + height >= 0 && y <= layout.plotHeight;
    const right = Math.min(layout.plotWidth, x + width);
    this.host.onTip(isSeen ? { box: selectedBox, x: LABEL_WIDTH + right, y: AXIS_HEIGHT + y } : null);
  }

  private change(changes: Partial<TimelineViewState>): void {
    this.view = { ...this.view, ...changes };
    this.invalidate();
  }

  private invalidate(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    this.frame = 0;
    if (this.size.width > 0 && this.size.height > 0) this.painter.paint(this.view, this.summary.ranks);
  }
}
