/** Systems that are slower than the others stay idle as long as enough others work: one slow accelerator sets the pace of all. */
import type { CatalogIndex } from '../../catalog/catalog-types.ts';
import type { Block, Drawing } from '../../plan/plan-document.ts';
import { findEndpoints } from '../endpoint.ts';

const known = new WeakMap<Drawing, { readonly spare: number; readonly drawing: Drawing }>();

/**
 * The drawing as it is used: the slowest instances of its systems left out, for which `spare` accelerators are enough. The same drawing
 * where none is slow; the same answer for the same question, so that what was found out about it holds.
 */
export function leaveSlowIdle(drawing: Drawing, index: CatalogIndex, spare: number): Drawing {
  const before = known.get(drawing);
  if (before?.spare === spare) return before.drawing;
  const used = markSlow(drawing, index, spare);
  known.set(drawing, { spare, drawing: used });
  return used;
}

function markSlow(drawing: Drawing, index: CatalogIndex, spare: number): Drawing {
  const slow = [...findEndpoints(drawing, index).values()]
    .flatMap(({ block, accelerators }) =>
      block.exceptions
        .filter(({ state }) => state === 'degraded')
        .map(({ index: instance, speedFraction }) => ({ block, instance, accelerators, speedFraction })),
    )
    .sort((a, b) => a.speedFraction - b.speedFraction);
  let left = spare;
  const idle = new Map<string, Set<number>>();
  for (const { block, instance, accelerators } of slow) {
    if (accelerators > left) break;
    left -= accelerators;
    idle.set(block.id, (idle.get(block.id) ?? new Set()).add(instance));
  }
  if (idle.size === 0) return drawing;
  const blocks = Object.entries(drawing.blocks).map(([id, block]) => [id, leaveOut(block, idle.get(id))]);
  return { ...drawing, blocks: Object.fromEntries(blocks) as Drawing['blocks'] };
}

function leaveOut(block: Block, instances: ReadonlySet<number> | undefined): Block {
  if (instances === undefined) return block;
  const exceptions = block.exceptions.map((exception) =>
    instances.has(exception.index) ? { ...exception, state: 'failed' as const, speedFraction: 0 } : exception,
  );
  return { ...block, exceptions };
}
