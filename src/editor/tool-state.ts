/** What the pointer is doing, as data. Each state has its own file of rules; `pointer-machine.ts` chooses among them. */

import type { BlockSide, Hit, ResizeHandle } from '../domain/canvas/hit.ts';
import type { PlacedDrawing } from '../domain/canvas/placed-drawing.ts';
import type { Viewport } from '../domain/canvas/viewport.ts';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import type { Point, Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import type { PlanCommand } from '../domain/plan/plan-document.ts';
import type { Distance, Guide } from './snapping.ts';

/** Keys held during a pointer event. */
export interface Modifiers {
  /** Adds to the selection; keeps proportions. */
  readonly shift: boolean;
  /** Copies what is dragged. */
  readonly alt: boolean;
  /** Control or command: snapping the other way round. */
  readonly mod: boolean;
}

/** One pointer event, with what lies under it. */
export type PointerInput =
  | (Modifiers & {
      readonly type: 'down';
      readonly screen: Point;
      readonly hit: Hit;
      /** 0 = main, 1 = middle, 2 = secondary. */
      readonly button: number;
      /** Space is held: the hand tool for the moment. */
      readonly space: boolean;
    })
  | (Modifiers & { readonly type: 'move'; readonly screen: Point; readonly hit: Hit })
  | (Modifiers & { readonly type: 'up'; readonly screen: Point; readonly hit: Hit })
  | { readonly type: 'cancel' };

/** What the tools know about the world. */
export interface EditorContext {
  readonly placed: PlacedDrawing;
  readonly selection: readonly string[];
  readonly viewport: Viewport;
  readonly tool: 'select' | 'hand' | 'connect';
  readonly catalogIndex: CatalogIndex | null;
  /** Whether drags snap; the mod key turns it around for the moment. */
  readonly snap: boolean;
  /** Outermost blocks wholly inside a rectangle of the canvas. */
  readonly blocksInside: (area: Rectangle) => readonly string[];
}

/** What a tool wants done. */
export type EditorEffect =
  | { readonly type: 'select'; readonly ids: readonly string[] }
  | { readonly type: 'dispatch'; readonly command: PlanCommand; readonly select?: 'added' }
  | { readonly type: 'viewport'; readonly viewport: Viewport }
  | { readonly type: 'announce'; readonly text: string };

/** Nothing under way. */
export interface IdleState {
  readonly name: 'idle';
}
/** The button is down, the pointer has not moved far enough for a drag. */
export interface PressedState {
  readonly name: 'pressed';
  readonly screen: Point;
  readonly hit: Hit;
  readonly shift: boolean;
  /** Selection when the button went down. */
  readonly before: readonly string[];
}
/** Pulling a selection rectangle. Points in canvas units. */
export interface MarqueeState {
  readonly name: 'marquee';
  readonly from: Point;
  readonly to: Point;
  /** Stays selected whatever the rectangle holds. */
  readonly base: readonly string[];
  /** Container in which the marquee began; itself never selected by it. */
  readonly within: string | null;
}
/** Dragging blocks. Canvas units. */
export interface MovingState {
  readonly name: 'moving';
  readonly ids: readonly string[];
  readonly from: Point;
  readonly offset: Point;
  readonly guides: readonly Guide[];
  readonly distances: readonly Distance[];
  /** Where the blocks will lie when dropped; null = top level. */
  readonly parent: string | null;
  /** Whether that is another place than before. */
  readonly changesParent: boolean;
  readonly copies: boolean;
}
/** Dragging a handle. */
export interface ResizingState {
  readonly name: 'resizing';
  readonly id: string;
  readonly handle: ResizeHandle;
  readonly from: Point;
  /** New rectangle, relative to the parent. */
  readonly rectangle: Rectangle;
  readonly guides: readonly Guide[];
}
/** Pulling a new link. */
export interface ConnectingState {
  readonly name: 'connecting';
  readonly from: string;
  readonly side: BlockSide | null;
  /** Canvas units. */
  readonly to: Point;
  /** Block that the link would end on. */
  readonly target: string | null;
}
/** Moving the view. */
export interface PanningState {
  readonly name: 'panning';
  readonly last: Point;
}

/** What the pointer is doing. */
export type ToolState =
  | IdleState
  | PressedState
  | MarqueeState
  | MovingState
  | ResizingState
  | ConnectingState
  | PanningState;

/** A state and what is to be done on the way to it. */
export interface Step {
  readonly state: ToolState;
  readonly effects: readonly EditorEffect[];
}

/** Nothing under way, nothing to do. */
export const IDLE: IdleState = { name: 'idle' };
/** A step without effects. */
export const stay = (state: ToolState): Step => ({ state, effects: [] });
