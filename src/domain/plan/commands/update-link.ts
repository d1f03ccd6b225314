import { nameOf } from '../describe-items.ts';
import { trimExceptions } from '../drawing/trim-exceptions.ts';
import type { Link, PlanCommand } from '../plan-document.ts';
import { assignFields } from './assign-fields.ts';

/** Changes fields of a link. New ends must exist, else the link stays as it is. */
export function updateLink(id: string, fields: Partial<Omit<Link, 'id'>>, gesture?: string): PlanCommand {
  return {
    label: 'Change link',
    describe: ({ drawing }) => `Change ${nameOf(drawing, id)}`,
    ...(gesture === undefined ? {} : { gesture }),
    recipe: ({ drawing }) => {
      const link = drawing.links[id];
      if (link === undefined) return;
      if (drawing.blocks[fields.from ?? link.from] === undefined) return;
      if (drawing.blocks[fields.to ?? link.to] === undefined) return;
      assignFields(link, fields);
      trimExceptions(drawing, [link.from]);
    },
  };
}
