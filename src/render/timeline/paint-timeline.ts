/** Paints a timeline: boxes and memory as pixels, and over them what needs lines and letters. */
import { TIMELINE_KINDS } from '../../domain/estimate/step-timeline.ts';
import { TIMELINE_KIND_LABELS } from '../../domain/estimate/timeline-labels.ts';
import type { RankSummary } from '../../domain/estimate/timeline-summary.ts';
import type { FigureTheme } from '../../domain/figure/figure-theme.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { CANVAS_FONT } from '../canvas-font.ts';
import { createTextMeasurer } from '../paint-scene.ts';
import type { MeasureText } from '../text-width.ts';
import { boxRectangle } from './box-rectangle.ts';
import { type RasterTarget, rasterizeBoxes, type WordSpot } from './rasterize-boxes.ts';
import { rasterizeMemory } from './rasterize-memory.ts';
import { timeTicks } from './time-ticks.ts';
import { type KindColors, timelineColors } from './timeline-colors.ts';
import { AXIS_HEIGHT, LABEL_WIDTH } from './timeline-layout.ts';
import { type TimelinePalette, timelinePalette } from './timeline-palette.ts';
import { gapOnScreen, memoryScaleBytes, type TimelineViewState, visibleRanks } from './timeline-view-state.ts';

const TEXT_SIZE = 12;
/** Space between marks of the axis, CSS pixels. */
const TICK_PITCH = 96;
/** Rows that high carry their memory's peak below their name. */
const TWO_LINES_FROM = 26;

/** Owns the picture's memory and what depends on theme and density, so that a frame allocates little. */
export class TimelinePainter {
  private readonly context: CanvasRenderingContext2D;
  private measure: MeasureText;
  private image: ImageData | null = null;
  private target: RasterTarget | null = null;
  private ground = new Uint32Array(0);
  private palette: TimelinePalette;
  private colors: readonly KindColors[];

  constructor(
    canvas: HTMLCanvasElement,
    private theme: FigureTheme,
    private ratio: number,
  ) {
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null) throw new Error('This browser gives no 2-D canvas.');
    this.context = context;
    this.measure = createTextMeasurer(context);
    this.palette = timelinePalette(theme, ratio);
    this.colors = timelineColors(theme);
  }

  setTheme(theme: FigureTheme): void {
    this.theme = theme;
    this.palette = timelinePalette(theme, this.ratio);
    this.colors = timelineColors(theme);
  }

  /** The typeface has come: words are measured anew. */
  fontsLoaded(): void {
    this.measure = createTextMeasurer(this.context);
  }

  /** Takes over the canvas's size in CSS pixels and the density of the screen. */
  resize(width: number, height: number, ratio: number): void {
    const { canvas } = this.context;
    canvas.width = Math.max(1, Math.round(width * ratio));
    canvas.height = Math.max(1, Math.round(height * ratio));
    if (ratio === this.ratio) return;
    this.ratio = ratio;
    this.palette = timelinePalette(this.theme, ratio);
  }

  paint(view: TimelineViewState, ranks: readonly RankSummary[]): void {
    const { context, ratio, theme } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = theme.background;
    context.fillRect(0, 0, context.canvas.width / ratio, context.canvas.height / ratio);
    const target = this.prepareTarget(view);
    if (target === null || this.image === null) return;
    context.textBaseline = 'middle';
    context.lineWidth = 1;
    const ticks = this.paintAxis(view);
    this.layGround(target, ticks, view);
    const spots = rasterizeBoxes(target, view, this.palette, this.ground);
    rasterizeMemory(target, view, this.palette);
    context.putImageData(this.image, Math.round(LABEL_WIDTH * ratio), Math.round(AXIS_HEIGHT * ratio));
    this.paintNames(view, ranks);
    context.save();
    context.beginPath();
    context.rect(LABEL_WIDTH, AXIS_HEIGHT, view.layout.plotWidth, view.layout.plotHeight);
    context.clip();
    context.translate(LABEL_WIDTH, AXIS_HEIGHT);
    for (const spot of spots) if (!spot.isFaded) this.paintWords(view, spot);
    this.paintPeaks(view, ranks);
    this.paintGapWords(view);
    this.paintOutline(view, view.selectedBox, theme.accent, 2);
    if (view.hoveredBox !== view.selectedBox) this.paintOutline(view, view.hoveredBox, theme.text, 1.5);
    context.restore();
  }

  private prepareTarget({ layout }: TimelineViewState): RasterTarget | null {
    const width = Math.round(layout.plotWidth * this.ratio);
    const height = Math.round(layout.plotHeight * this.ratio);
    if (width < 1 || height < 1) return null;
    if (this.target?.width !== width || this.target.height !== height || this.target.ratio !== this.ratio) {
      this.image = new ImageData(width, height);
      this.target = { pixels: new Uint32Array(this.image.data.buffer), width, height, ratio: this.ratio };
      this.ground = new Uint32Array(width);
    }
    return this.target;
  }

  /** Marks and times along the top; answers the marks' places, CSS pixels from the plot's left edge. */
  private paintAxis({ window, layout }: TimelineViewState): readonly number[] {
    const { context } = this;
    const scale = layout.plotWidth / (window.to - window.from);
    const places: number[] = [];
    context.fillStyle = this.theme.textMuted;
    const room = LABEL_WIDTH + layout.plotWidth;
    for (const { seconds, text } of timeTicks(window, layout.plotWidth, TICK_PITCH)) {
      const x = (seconds - window.from) * scale;
      const half = this.measure(text, TEXT_SIZE, 400) / 2;
      places.push(x);
      // Measuring leaves a font of its own behind.
      context.font = `400 ${TEXT_SIZE}px ${CANVAS_FONT}`;
      context.textAlign = 'center';
      context.fillText(text, Math.min(LABEL_WIDTH + x, room + 10 - half), AXIS_HEIGHT / 2 - 1);
    }
    return places;
  }

  private layGround(target: RasterTarget, ticks: readonly number[], view: TimelineViewState): void {
    this.ground.fill(this.palette.background);
    const thick = Math.max(1, Math.floor(this.ratio));
    for (const x of ticks) {
      const at = Math.round(x * this.ratio);
      this.ground.fill(this.palette.grid, at, at + thick);
    }
    const gap = gapOnScreen(view);
    if (gap !== null) {
      this.ground.fill(this.palette.gap, Math.round(gap.from * this.ratio), Math.round(gap.to * this.ratio));
    }
    for (let row = 0; row < target.height; row++) target.pixels.set(this.ground, row * target.width);
  }

  private paintNames(view: TimelineViewState, ranks: readonly RankSummary[]): void {
    const { context, theme } = this;
    const { pitch, plotHeight } = view.layout;
    const [first, last] = visibleRanks(view);
    // In rows lower than a line of text, every so manieth is named.
    const stride = Math.max(1, Math.ceil((TEXT_SIZE + 2) / pitch));
    context.save();
    context.beginPath();
    context.rect(0, AXIS_HEIGHT, LABEL_WIDTH, plotHeight);
    context.clip();
    context.textAlign = 'left';
    for (let rank = first; rank <= last; rank++) {
      if (rank % stride !== 0) continue;
      const top = AXIS_HEIGHT + rank * pitch - view.scrollTop;
      const peak = ranks[rank]?.peakBytes ?? null;
      const twoLines = pitch >= TWO_LINES_FROM && view.layout.memoryHeight > 0 && peak !== null;
      const middle = top + (twoLines ? 6.5 : (pitch - 2) / 2);
      context.font = `500 ${TEXT_SIZE}px ${CANVAS_FONT}`;
      context.fillStyle = theme.text;
      context.fillText(`Rank ${rank + 1}`, 8, middle);
      if (!twoLines) continue;
      context.font = `400 ${TEXT_SIZE}px ${CANVAS_FONT}`;
      context.fillStyle = (peak ?? 0) > view.capacityBytes ? theme.danger : theme.textMuted;
      context.fillText(formatQuantity('memory', peak ?? 0).text, 8, top + pitch - 8);
    }
    context.restore();
  }

  private paintWords(view: TimelineViewState, { box, x, y, width, height }: WordSpot): void {
    const { kind, microBatch } = view.index.timeline.boxes;
    const colors = this.colors[kind[box] ?? 0];
    const name = TIMELINE_KINDS[kind[box] ?? 0];
    if (colors === undefined || name === undefined || name === 'idle') return;
    const { label, letter } = TIMELINE_KIND_LABELS[name];
    const number = microBatch[box] ?? -1;
    const choices = number < 0 ? [label, letter] : [`${letter}${number + 1}`, String(number + 1)];
    const text = choices.find((choice) => this.measure(choice, TEXT_SIZE, 500) + 6 <= width);
    if (text === undefined) return;
    const { context } = this;
    const half = this.measure(text, TEXT_SIZE, 500) / 2;
    const middle = x + width / 2;
    if (colors.pattern !== 'solid') {
      // Writing on a pattern is hard to read: it stands on plain colour.
      context.fillStyle = colors.fill;
      context.fillRect(middle - half - 2, y + Math.max(0, (height - 14) / 2), half * 2 + 4, Math.min(14, height));
    }
    context.font = `500 ${TEXT_SIZE}px ${CANVAS_FONT}`;
    context.textAlign = 'center';
    context.fillStyle = colors.text;
    context.fillText(text, middle, y + height / 2 + 0.5);
  }

  /** A dot where each rank's memory is highest first. */
  private paintPeaks(view: TimelineViewState, ranks: readonly RankSummary[]): void {
    const { layout, window } = view;
    if (layout.memoryHeight <= 0) return;
    const [first, last] = visibleRanks(view);
    const scale = layout.plotWidth / (window.to - window.from);
    for (let rank = first; rank <= last; rank++) {
      const { peakBytes = null, peakAtSeconds = null } = ranks[rank] ?? {};
      if (peakBytes === null || peakAtSeconds === null) continue;
      const foot =
        (rank + 1) * layout.pitch - view.scrollTop - (layout.pitch - layout.boxHeight - layout.memoryHeight - 1);
      this.context.beginPath();
      this.context.arc(
        (peakAtSeconds - window.from) * scale,
        foot - (peakBytes / memoryScaleBytes(view)) * layout.memoryHeight,
        2.5,
        0,
        2 * Math.PI,
      );
      this.context.fillStyle = peakBytes > view.capacityBytes ? this.theme.danger : this.theme.text;
      this.context.fill();
    }
  }

  /** Says what is left out, where it would be. */
  private paintGapWords(view: TimelineViewState): void {
    const gap = gapOnScreen(view);
    if (gap === null) return;
    const { context, theme } = this;
    const count = formatQuantity('count', gap.microBatches).text;
    const text = [`${count} more micro-batches like these`, `${count} more`].find(
      (words) => this.measure(words, TEXT_SIZE, 500) + 12 <= gap.to - gap.from,
    );
    if (text === undefined) return;
    const middle = (gap.from + gap.to) / 2;
    const half = this.measure(text, TEXT_SIZE, 500) / 2;
    const y = Math.min(view.layout.plotHeight, view.layout.contentHeight - view.scrollTop) / 2;
    context.fillStyle = theme.background;
    context.fillRect(middle - half - 6, y - 10, half * 2 + 12, 20);
    context.font = `500 ${TEXT_SIZE}px ${CANVAS_FONT}`;
    context.textAlign = 'center';
    context.fillStyle = theme.text;
    context.fillText(text, middle, y + 0.5);
  }

  private paintOutline(view: TimelineViewState, box: number, color: string, lineWidth: number): void {
    if (box < 0) return;
    const { x, y, width, height } = boxRectangle(view, box);
    const { context } = this;
    const inset = lineWidth / 2;
    // A narrow box is framed from outside, so that the frame is seen at all.
    const wide = Math.max(width, 5);
    context.strokeStyle = this.theme.background;
    context.lineWidth = lineWidth + 2;
    context.strokeRect(x - (wide - width) / 2 - inset, y - inset, wide + lineWidth, height + lineWidth);
    context.strokeStyle = color;
    context.lineWidth = lineWidth;
    context.strokeRect(x - (wide - width) / 2 - inset, y - inset, wide + lineWidth, height + lineWidth);
  }
}
