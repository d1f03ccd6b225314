/** The proportions of a drawn block, canvas units: shared by the renderer, hit-testing and the editor's default sizes. */
import { isFacilityUnit } from '../plan/drawing/nesting-rules.ts';
import type { BlockKind } from '../plan/plan-document.ts';

/** Height of the part with icon, name and count of a block that holds others. */
export const CONTAINER_HEADER_HEIGHT = 32;
/** Height of the part with icon, name, count and key figure of a block without others inside. */
export const LEAF_HEADER_HEIGHT = 46;
/** Room between the edge of a block and what is drawn inside it. */
export const BLOCK_PADDING = 16;
/** Room kept free between neighbours. */
export const BLOCK_GAP = 32;
/** Spacing of the dot grid, and what free moves snap to. */
export const GRID_STEP = 8;
/** Corner radius. */
export const BLOCK_RADIUS = 6;

const DEFAULT_SIZES: Readonly<Record<BlockKind, readonly [width: number, height: number]>> = {
  site: [720, 480],
  hall: [640, 400],
  row: [480, 240],
  rack: [208, 160],
  node: [176, 104],
  accelerator: [136, 56],
  switch: [176, 72],
  storage: [176, 72],
  power: [152, 64],
  cooling: [152, 64],
};

/** Width and height that a new block of a kind gets, canvas units. */
export function defaultBlockSize(kind: BlockKind): { readonly width: number; readonly height: number } {
  const [width, height] = DEFAULT_SIZES[kind];
  return { width, height };
}

/** Smallest width and height that a block can be drawn in. */
export function minimumBlockSize(kind: BlockKind): { readonly width: number; readonly height: number } {
  return kind === 'accelerator' || kind === 'switch' || kind === 'storage' || isFacilityUnit(kind)
    ? { width: 96, height: 48 }
    : { width: 96, height: 56 };
}
