/** Lays template drawings out: rows of blocks inside blocks, each row centred, containers as large as their content needs. */
import { BLOCK_GAP, BLOCK_PADDING, CONTAINER_HEADER_HEIGHT, defaultBlockSize } from '../../canvas/block-layout.ts';
import type { Block, Drawing, Link } from '../plan-document.ts';

/** One block of a sketch; what is not said takes the plain default. */
export interface SketchBlock
  extends Partial<Omit<Block, 'id' | 'kind' | 'name' | 'parent' | 'x' | 'y' | 'exceptions'>>,
    Pick<Block, 'id' | 'kind' | 'name'> {
  /** Rows from top to bottom, each from left to right. */
  readonly rows?: readonly (readonly SketchBlock[])[];
}

/** One link of a sketch; ends by block id. */
export interface SketchLink extends Pick<Link, 'from' | 'to' | 'catalogId' | 'cablesPerInstance' | 'pattern'> {
  readonly bandwidthBytesPerSecond?: number;
  readonly latencySeconds?: number;
}

interface Sized {
  readonly sketch: SketchBlock;
  readonly width: number;
  readonly height: number;
  readonly rows: readonly (readonly Sized[])[];
}

/** Vertical room between rows: enough for a link with its label. */
const ROW_GAP = 56;

function measure(sketch: SketchBlock): Sized {
  const rows = (sketch.rows ?? []).map((row) => row.map(measure));
  if (rows.length === 0) {
    const usual = defaultBlockSize(sketch.kind);
    return { sketch, width: sketch.width ?? usual.width, height: sketch.height ?? usual.height, rows };
  }
  const content = extentOf(rows);
  return {
    sketch,
    width: Math.max(sketch.width ?? 0, content.width + 2 * BLOCK_PADDING + 8),
    height: Math.max(sketch.height ?? 0, content.height + CONTAINER_HEADER_HEIGHT + 2 * BLOCK_PADDING + 8),
    rows,
  };
}

const rowWidth = (row: readonly Sized[]): number =>
  row.reduce((sum, { width }) => sum + width, 0) + BLOCK_GAP * Math.max(0, row.length - 1);
const rowHeight = (row: readonly Sized[]): number => Math.max(...row.map(({ height }) => height));

function extentOf(rows: readonly (readonly Sized[])[]): { width: number; height: number } {
  return {
    width: Math.max(...rows.map(rowWidth)),
    height: rows.reduce((sum, row) => sum + rowHeight(row), 0) + ROW_GAP * (rows.length - 1),
  };
}

/** Draws the sketch; its top-left corner is the canvas's origin. */
export function drawSketch(rows: readonly (readonly SketchBlock[])[], links: readonly SketchLink[]): Drawing {
  const blocks: Record<string, Block> = {};
  const place = (
    sized: readonly (readonly Sized[])[],
    parent: string | null,
    left: number,
    top: number,
    room: number,
  ) => {
    let y = top;
    for (const row of sized) {
      let x = left + Math.round((room - rowWidth(row)) / 2);
      for (const item of row) {
        const { rows: _, ...said } = item.sketch;
        blocks[said.id] = {
          count: 1,
          catalogId: null,
          torusDims: null,
          regionId: null,
          powerLimitWatts: null,
          storage: null,
          exceptions: [],
          ...said,
          parent,
          x,
          y: y + Math.round((rowHeight(row) - item.height) / 2),
          width: item.width,
          height: item.height,
        };
        if (item.rows.length > 0) {
          const content = extentOf(item.rows);
          const inner = Math.max(content.width, item.width - 2 * BLOCK_PADDING);
          place(
            item.rows,
            said.id,
            Math.round((item.width - inner) / 2),
            CONTAINER_HEADER_HEIGHT + BLOCK_PADDING,
            inner,
          );
        }
        x += item.width + BLOCK_GAP;
      }
      y += rowHeight(row) + ROW_GAP;
    }
  };
  const sized = rows.map((row) => row.map(measure));
  place(sized, null, 0, 0, extentOf(sized).width);
  return {
    blocks,
    links: Object.fromEntries(
      links.map((link, at) => [
        `l${at + 1}`,
        { id: `l${at + 1}`, bandwidthBytesPerSecond: null, latencySeconds: null, exceptions: [], ...link },
      ]),
    ),
  };
}
