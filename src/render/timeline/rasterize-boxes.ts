/**
 * Boxes as pixels. A track is drawn as one line of pixels that is then repeated down its height: boxes wider than a pixel or two keep
 * crisp edges, narrower ones are mixed by the time that each takes of its pixel, so that a hundred thousand boxes cost no more than the
 * pixels they fall on.
 */
import { firstEndingAfter } from './timeline-index.ts';
import { laneBand } from './timeline-layout.ts';
import type { TimelinePalette } from './timeline-palette.ts';
import { type TimelineViewState, visibleRanks } from './timeline-view-state.ts';

/** Where pixels go: the plot, without names and axis. */
export interface RasterTarget {
  readonly pixels: Uint32Array;
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels in a CSS pixel. */
  readonly ratio: number;
}

/** A box with room for words; CSS pixels from the plot's corner, cut at its edges. */
export interface WordSpot {
  readonly box: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isFaded: boolean;
}

/** From here on a box gets an edge of its own instead of being mixed; device pixels. */
const CRISP_WIDTH = 2;
/** From here on neighbours are parted by a gap; CSS pixels. */
const GAP_FROM = 4;
/** From here on a box shows its pattern; CSS pixels. */
const PATTERN_FROM = 9;
const PATTERN_HEIGHT_FROM = 6;
/** From here on a box has room for words; CSS pixels. */
const WORDS_FROM = 14;
const WORDS_HEIGHT_FROM = 12;

/** A pixel that was not drawn; drawn ones are opaque. */
const NOTHING = 0;

/** Draws all visible boxes over `ground`, one line of background pixels as wide as the target, and answers where words have room. */
export function rasterizeBoxes(
  target: RasterTarget,
  view: TimelineViewState,
  palette: TimelinePalette,
  ground: Uint32Array,
): WordSpot[] {
  const spots: WordSpot[] = [];
  const line = new Uint32Array(target.width);
  const [first, last] = visibleRanks(view);
  const { lanes } = view.index;
  for (let rank = first; rank <= last; rank++) {
    for (let lane = 0; lane < lanes; lane++) {
      const band = laneBand(view.layout, lane);
      const y = rank * view.layout.pitch - view.scrollTop + band.top;
      const top = Math.round(y * target.ratio);
      const bottom = Math.round((y + band.height) * target.ratio);
      // What lies on top leaves what is below where it has nothing.
      if (lane === 0) line.set(ground);
      else line.fill(NOTHING);
      const wide = rasterizeTrack(line, target, view, palette, rank * lanes + lane);
      for (let row = Math.max(0, top); row < Math.min(bottom, target.height); row++) {
        if (lane === 0) target.pixels.set(line, row * target.width);
        else setWhereDrawn(target.pixels, line, row * target.width);
      }
      for (const { box, from, to, isFaded } of wide) {
        const kind = view.index.timeline.boxes.kind[box] ?? 0;
        const tile = (isFaded ? palette.fadedTiles : palette.tiles)[kind];
        if (tile && band.height >= PATTERN_HEIGHT_FROM) fillWithTile(target, tile, from, to, top, bottom);
        const width = (to - from) / target.ratio;
        if (width >= WORDS_FROM && band.height >= WORDS_HEIGHT_FROM && y + band.height > 0) {
          spots.push({ box, x: from / target.ratio, y, width, height: band.height, isFaded });
        }
      }
    }
  }
  return spots;
}

interface WideBox {
  readonly box: number;
  /** Device pixels. */
  readonly from: number;
  readonly to: number;
  readonly isFaded: boolean;
}

/** Draws one track into a line of pixels; answers the boxes that are wide enough for a pattern. */
function rasterizeTrack(
  line: Uint32Array,
  { width, ratio }: RasterTarget,
  { index, window, selectedBox }: TimelineViewState,
  palette: TimelinePalette,
  track: number,
): WideBox[] {
  const { startSeconds, endSeconds, kind, microBatch } = index.timeline.boxes;
  const chosen = selectedBox >= 0 ? (microBatch[selectedBox] ?? -1) : -1;
  const scale = width / (window.to - window.from);
  const end = index.trackFrom[track + 1] ?? 0;
  const gap = Math.max(1, Math.round(ratio));
  const wide: WideBox[] = [];
  const mixer = new PixelMixer(line);
  for (let at = firstEndingAfter(index, track, window.from); at < end; at++) {
    const box = index.order[at] ?? 0;
    const start = startSeconds[box] ?? 0;
    if (start >= window.to) break;
    const isFaded = chosen >= 0 && microBatch[box] !== chosen && box !== selectedBox;
    const color = (isFaded ? palette.faded : palette.fills)[kind[box] ?? 0] ?? 0;
    const left = (start - window.from) * scale;
    const right = ((endSeconds[box] ?? 0) - window.from) * scale;
    if (right - left < CRISP_WIDTH) {
      mixer.add(Math.max(0, left), Math.min(width, right), color);
      continue;
    }
    const from = Math.max(0, Math.round(left));
    const to = Math.min(width, Math.round(right) - (right - left >= GAP_FROM * ratio ? gap : 0));
    line.fill(color, from, to);
    if (to - from >= PATTERN_FROM * ratio) wide.push({ box, from, to, isFaded });
  }
  mixer.flush();
  return wide;
}

/** Mixes what falls on one pixel by the share that each has of it; what is left over stays as it was. */
class PixelMixer {
  private pixel = -1;
  private red = 0;
  private green = 0;
  private blue = 0;
  private covered = 0;

  constructor(private readonly line: Uint32Array) {}

  /** Adds a stretch, device pixels; stretches come from left to right. */
  add(left: number, right: number, color: number): void {
    for (let pixel = Math.floor(left); pixel < right; pixel++) {
      if (pixel !== this.pixel) {
        this.flush();
        this.pixel = pixel;
      }
      const share = Math.min(right, pixel + 1) - Math.max(left, pixel);
      this.red += (color & 0xff) * share;
      this.green += ((color >>> 8) & 0xff) * share;
      this.blue += ((color >>> 16) & 0xff) * share;
      this.covered += share;
    }
  }

  /** Writes the pixel at hand. */
  flush(): void {
    if (this.covered > 0 && this.pixel < this.line.length) {
      const below = this.line[this.pixel] ?? NOTHING;
      const rest = below === NOTHING ? 0 : Math.max(0, 1 - this.covered);
      const whole = this.covered + rest;
      const red = (this.red + (below & 0xff) * rest) / whole;
      const green = (this.green + ((below >>> 8) & 0xff) * rest) / whole;
      const blue = (this.blue + ((below >>> 16) & 0xff) * rest) / whole;
      this.line[this.pixel] = 0xff000000 | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red);
    }
    this.red = this.green = this.blue = this.covered = 0;
  }
}

function setWhereDrawn(pixels: Uint32Array, line: Uint32Array, start: number): void {
  for (let x = 0; x < line.length; x++) {
    const color = line[x] ?? NOTHING;
    if (color !== NOTHING) pixels[start + x] = color;
  }
}

/** Repeats a tile over a box; it starts at the box's own corner, so that panning carries the pattern along. */
function fillWithTile(
  { pixels, width, height }: RasterTarget,
  tile: { readonly side: number; readonly pixels: Uint32Array },
  from: number,
  to: number,
  top: number,
  bottom: number,
): void {
  const { side } = tile;
  for (let row = Math.max(0, top); row < Math.min(bottom, height); row++) {
    const tileRow = ((row - top) % side) * side;
    const start = row * width;
    for (let x = from, across = 0; x < to; x++) {
      pixels[start + x] = tile.pixels[tileRow + across] ?? 0;
      across = across + 1 === side ? 0 : across + 1;
    }
  }
}
