/** Copy and paste as text: JSON of a plan fragment, so that blocks travel between tabs, plans and chat messages. */
import { GRID_STEP } from '../domain/canvas/block-layout.ts';
import { pasteFragment } from '../domain/plan/commands/paste-fragment.ts';
import { boundsOf, originOf, type Point } from '../domain/plan/drawing/block-geometry.ts';
import type { Drawing, PlanCommand } from '../domain/plan/plan-document.ts';
import { copyFragment, type PlanFragment, parseFragment } from '../domain/plan/plan-fragment.ts';
import { findFreePlace } from './create-block.ts';
import { chooseParent, growAround, selectedBlocks } from './selection-commands.ts';

/** Text for the clipboard; undefined when no block is selected. */
export function copyToText(drawing: Drawing, selection: readonly string[]): string | undefined {
  const blocks = selectedBlocks(drawing, selection);
  return blocks.length === 0 ? undefined : JSON.stringify(copyFragment(drawing, blocks));
}

/** Reads clipboard text; says why when it holds no blocks. */
export function readClipboardText(
  text: string,
): { readonly ok: true; readonly fragment: PlanFragment } | { readonly ok: false; readonly problem: string } {
  const fragment = parseFragment(text);
  if (fragment === undefined || fragment.blocks.length === 0) {
    return { ok: false, problem: 'The clipboard holds no blocks. Copy blocks of a plan first.' };
  }
  return { ok: true, fragment };
}

/** Pastes with the fragment's middle at a canvas point, inside whatever container `parent` names. */
export function pasteAt(fragment: PlanFragment, point: Point, parent: string | null): PlanCommand {
  const bounds = boundsOf(fragment.blocks.filter((block) => block.parent === null));
  const snap = (value: number) => Math.round(value / GRID_STEP) * GRID_STEP;
  return pasteFragment(fragment, {
    x: snap(point.x - (bounds?.width ?? 0) / 2),
    y: snap(point.y - (bounds?.height ?? 0) / 2),
    parent,
  });
}

/** Pastes into the selected container (or beside the selected block) at a free place. */
export function pasteIntoSelection(
  drawing: Drawing,
  selection: readonly string[],
  fragment: PlanFragment,
): PlanCommand {
  const tops = fragment.blocks.filter((block) => block.parent === null);
  const kind = tops[0]?.kind ?? 'node';
  const parent = chooseParent(drawing, selection, kind);
  const bounds = boundsOf(tops) ?? { x: 0, y: 0, width: 1, height: 1 };
  const place = findFreePlace(drawing, parent, bounds);
  const origin = originOf(drawing, parent);
  const paste = pasteFragment(fragment, { x: origin.x + place.x, y: origin.y + place.y, parent });
  return {
    ...paste,
    recipe: (draft) => {
      paste.recipe(draft);
      growAround(draft, parent);
    },
  };
}
