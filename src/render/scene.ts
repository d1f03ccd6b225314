/**
 * What one frame shows, as plain data in CSS pixels: chosen for the present zoom, already culled and reduced. The canvas painter,
 * the picture export and the report draw the same scene.
 */
import type { ScreenSize, Viewport } from '../domain/canvas/viewport.ts';
import type { OverlayMark } from '../domain/overlay/drawing-overlay.ts';
import type { IconName } from './block-icons.ts';

/** What a small rectangle inside a block stands for. */
export const CELL_TONES = [
  'instance',
  'group',
  'accelerator',
  'host',
  'switch',
  'port',
  'storage',
  'failed',
  'degraded',
] as const;
/** What a small rectangle inside a block stands for. */
export type CellTone = (typeof CELL_TONES)[number];

/** Rectangles inside blocks, in columns: `rects` holds x, y, width, height of each; `tones` an index into {@link CELL_TONES}. */
export interface CellBatch {
  readonly count: number;
  readonly rects: Float32Array;
  readonly tones: Uint8Array;
  /** Colour of the place in a group, from 1; 0 = none. Absent where no ranks are shown. */
  readonly places: Uint8Array | null;
}

/** One block as a card. */
export interface SceneBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  /** `container`: a frame around others; `folded`: a container too small to look into; `leaf`: a card. */
  readonly tone: 'container' | 'folded' | 'leaf';
  readonly depth: number;
  /** Cards seen behind this one, as a sign of its count: 0–2. */
  readonly stack: number;
  /** Pixels that each card behind is shifted by. */
  readonly stackStep: number;
  /** Its cells in the batch: from (inclusive) and to (exclusive). */
  readonly cellsFrom: number;
  readonly cellsTo: number;
  /** What the overlay says of it. */
  readonly mark?: OverlayMark;
}

/** One link as a line with corners. */
export interface SceneLink {
  readonly id: string;
  /** x, y of each corner. */
  readonly points: readonly number[];
  readonly cornerRadius: number;
  readonly lineWidth: number;
  readonly dash: readonly number[];
  readonly tone: 'scale-up' | 'scale-out' | 'wan' | 'other';
  /** What the overlay says of it. */
  readonly mark?: OverlayMark;
}

/** A line of text; never overlaps another label of the scene. */
export interface SceneLabel {
  readonly text: string;
  readonly x: number;
  /** Middle of the line. */
  readonly y: number;
  readonly size: number;
  readonly weight: 400 | 500 | 600;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly tone: 'text' | 'muted' | 'count';
  /** Background behind the text, as a rectangle; null = none. */
  readonly plate: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
}

/** A small drawn sign. */
export interface SceneIcon {
  readonly name: IconName;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** On coloured ground, where a muted sign would fade. */
  readonly isStrong?: boolean;
}

/** The outline of something as it was before a trial, or of what is new in it. */
export interface SceneGhost {
  readonly kind: 'removed' | 'changed' | 'added';
  /** x, y of each corner. */
  readonly points: readonly number[];
  readonly isClosed: boolean;
  /** Words with the ground that they stand on; null where there is no room. */
  readonly label: {
    readonly text: string;
    readonly plate: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  } | null;
}

/** One frame. */
export interface Scene {
  readonly size: ScreenSize;
  readonly viewport: Viewport;
  readonly boxes: readonly SceneBox[];
  readonly cells: CellBatch;
  readonly links: readonly SceneLink[];
  readonly icons: readonly SceneIcon[];
  readonly labels: readonly SceneLabel[];
  /** Whether an overlay colours the links: those without a mark step back. */
  readonly marksLinks: boolean;
  /** Everything that is drawn, counted. */
  /** The plan before a trial; empty outside of one. */
  readonly ghosts: readonly SceneGhost[];
  readonly primitives: number;
}

/** Most primitives in one frame. */
export const PRIMITIVE_BUDGET = 5000;
