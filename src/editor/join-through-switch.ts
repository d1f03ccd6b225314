/** Blocks that cannot reach each other get a switch above them, in one step. */
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import { connectBlocks } from '../domain/plan/commands/connect-blocks.ts';
import type { Point } from '../domain/plan/drawing/block-geometry.ts';
import { ancestorsOf, topmostOf } from '../domain/plan/drawing/block-tree.ts';
import { createIdSource } from '../domain/plan/next-id.ts';
import type { Drawing, PlanCommand } from '../domain/plan/plan-document.ts';
import { inOneStep } from './move-gesture.ts';
import { addBlockCommand } from './selection-commands.ts';
import { suggestLink } from './suggest-link.ts';

/** Adds a switch beside the blocks, in the innermost container around them all, and connects each to it; null for fewer than two instances. */
export function joinThroughSwitch(
  drawing: Drawing,
  ids: readonly string[],
  index: CatalogIndex | null,
  near: Point,
): PlanCommand | null {
  const joined = topmostOf(drawing, ids);
  const [first, ...others] = joined;
  if (first === undefined) return null;
  if (others.length === 0 && (drawing.blocks[first]?.count ?? 1) < 2) return null;
  const around = others.map((id) => new Set(ancestorsOf(drawing, id)));
  const parent = ancestorsOf(drawing, first).find((id) => around.every((outer) => outer.has(id))) ?? null;
  const { block, command } = addBlockCommand(
    drawing,
    { kind: 'switch', name: 'Switch', catalogId: null },
    parent,
    near,
  );
  const grown: Drawing = { ...drawing, blocks: { ...drawing.blocks, [block.id]: block } };
  const newId = createIdSource(grown);
  const commands: PlanCommand[] = [command];
  for (const id of joined) {
    const link = suggestLink(grown, id, block.id, index, () => newId('l'));
    if (link !== null) commands.push(connectBlocks(link));
  }
  return inOneStep(
    { ...command, label: 'Connect through a switch', describe: () => 'Connect through a switch' },
    commands,
  );
}
