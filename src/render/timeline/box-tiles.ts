import { type KindColors, packColor } from './timeline-colors.ts';

/** A square of pixels that repeats over a box. */
export interface BoxTile {
  /** Pixels along each side. */
  readonly side: number;
  readonly pixels: Uint32Array;
}

/** CSS pixels along a tile's side. */
const SIDE = 6;

/** The tile of a kind's pattern; null for plain colour. `ratio` = device pixels in a CSS pixel. */
export function boxTile({ fill, stroke, pattern }: KindColors, ratio: number): BoxTile | null {
  if (pattern === 'solid') return null;
  const side = Math.max(4, Math.round(SIDE * ratio));
  const line = Math.max(1, Math.round(ratio));
  const middle = side >> 1;
  const inks: Readonly<Record<typeof pattern, (x: number, y: number) => boolean>> = {
    vertical: (x) => x >= middle && x < middle + line,
    horizontal: (_, y) => y >= middle && y < middle + line,
    hatch: (x, y) => (x + y) % side < line,
    'back-hatch': (x, y) => (x - y + side) % side < line,
    'cross-hatch': (x, y) => (x + y) % side < line || (x - y + side) % side < line,
    dots: (x, y) => x >= middle && x < middle + line && y >= middle && y < middle + line,
  };
  const inked = inks[pattern];
  const ground = packColor(fill);
  const ink = packColor(stroke);
  const pixels = Uint32Array.from({ length: side * side }, (_, at) =>
    inked(at % side, Math.floor(at / side)) ? ink : ground,
  );
  return { side, pixels };
}
