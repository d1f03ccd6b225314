import { nameOf } from '../describe-items.ts';
import { isFacilityUnit } from '../drawing/nesting-rules.ts';
import type { Link, PlanCommand } from '../plan-document.ts';

/** Adds a link. No change when an end is missing or has no ports, or the id is taken. */
export function connectBlocks(link: Link): PlanCommand {
  return {
    label: 'Connect blocks',
    describe: ({ drawing }) => `Connect ${nameOf(drawing, link.from)} to ${nameOf(drawing, link.to)}`,
    recipe: ({ drawing }) => {
      const ends = [drawing.blocks[link.from], drawing.blocks[link.to]];
      if (ends.some((end) => end === undefined || isFacilityUnit(end.kind))) return;
      if (drawing.blocks[link.id] !== undefined || drawing.links[link.id] !== undefined) return;
      drawing.links[link.id] = { ...link, exceptions: [...link.exceptions] };
    },
  };
}
