/** What lies under the pointer. Found by the renderer's index, read by the editor's tools. */

/** The eight places where a selected block can be resized. */
export const RESIZE_HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
/** A place where a selected block can be resized. */
export type ResizeHandle = (typeof RESIZE_HANDLES)[number];

/** A side of a block, where links leave. */
export type BlockSide = 'top' | 'right' | 'bottom' | 'left';

/** What lies under the pointer, topmost first. */
export type Hit =
  | { readonly kind: 'none' }
  /** `header`: the part that always grabs the block; `body`: the inside, which for a filled container also starts a marquee. */
  | { readonly kind: 'block'; readonly id: string; readonly part: 'header' | 'body' }
  | { readonly kind: 'port'; readonly id: string; readonly side: BlockSide }
  | { readonly kind: 'handle'; readonly id: string; readonly handle: ResizeHandle }
  | { readonly kind: 'link'; readonly id: string };

/** Nothing under the pointer. */
export const NO_HIT: Hit = { kind: 'none' };
