import type { Drawing } from '../plan-document.ts';
import { childrenOf } from './block-tree.ts';
import { MAX_DEPTH } from './nesting-rules.ts';

/** Levels that a block and what it holds take: 1 for an empty block. Looks no deeper than a plan may be. */
export function heightOf(drawing: Drawing, id: string, limit = MAX_DEPTH + 1): number {
  if (drawing.blocks[id] === undefined || limit <= 0) return 0;
  let tallest = 0;
  for (const child of childrenOf(drawing, id)) tallest = Math.max(tallest, heightOf(drawing, child.id, limit - 1));
  return 1 + tallest;
}
