import { nameOf } from '../describe-items.ts';
import type { Link, PlanCommand } from '../plan-document.ts';

/** Adds a link. No change when an end is missing or the id is taken. */
export function connectBlocks(link: Link): PlanCommand {
  return {
    label: 'Connect blocks',
    describe: ({ drawing }) => `Connect ${nameOf(drawing, link.from)} to ${nameOf(drawing, link.to)}`,
    recipe: ({ drawing }) => {
      if (drawing.blocks[link.from] === undefined || drawing.blocks[link.to] === undefined) return;
      if (drawing.blocks[link.id] !== undefined || drawing.links[link.id] !== undefined) return;
      drawing.links[link.id] = { ...link, exceptions: [...link.exceptions] };
    },
  };
}
