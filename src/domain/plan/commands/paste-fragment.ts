import { clampCoordinate, originOf } from '../drawing/block-geometry.ts';
import { mayNest } from '../drawing/nesting-rules.ts';
import { trimExceptions } from '../drawing/trim-exceptions.ts';
import type { PlanCommand } from '../plan-document.ts';
import type { PlanFragment } from '../plan-fragment.ts';
import { renewFragmentIds } from '../plan-fragment.ts';

/** Where pasted blocks go: the top-left corner of the whole fragment in canvas coordinates, and what they lie in. */
export interface PastePlace {
  readonly x: number;
  readonly y: number;
  /** Enclosing block; null = top level. */
  readonly parent: string | null;
}

/**
 * Adds copied blocks and links under new ids (the store's `lastChange` tells them);
 * blocks that may not lie in the given parent are put at the top level, at the same place of the canvas.
 */
export function pasteFragment(fragment: PlanFragment, at: PastePlace): PlanCommand {
  const number = fragment.blocks.filter((block) => block.parent === null).length;
  return {
    label: number === 1 ? 'Paste block' : `Paste ${number} blocks`,
    recipe: ({ drawing }) => {
      const fresh = renewFragmentIds(drawing, fragment);
      const host = at.parent === null ? undefined : drawing.blocks[at.parent];
      const hostOrigin = originOf(drawing, host?.id ?? null);
      for (const block of fresh.blocks) {
        const copy = { ...block };
        if (block.parent === null) {
          const inside = host !== undefined && mayNest(block.kind, host.kind);
          copy.parent = inside ? host.id : null;
          copy.x = clampCoordinate(block.x + at.x - (inside ? hostOrigin.x : 0));
          copy.y = clampCoordinate(block.y + at.y - (inside ? hostOrigin.y : 0));
        }
        drawing.blocks[copy.id] = copy;
      }
      for (const link of fresh.links) drawing.links[link.id] = { ...link };
      trimExceptions(
        drawing,
        fresh.blocks.map((block) => block.id),
      );
    },
  };
}
