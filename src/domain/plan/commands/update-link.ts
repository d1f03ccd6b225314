import { nameOf } from '../describe-items.ts';
import { isFacilityUnit } from '../drawing/nesting-rules.ts';
import { trimExceptions } from '../drawing/trim-exceptions.ts';
import type { Link, PlanCommand } from '../plan-document.ts';
import { assignFields } from './assign-fields.ts';

/** Changes fields of a link. New ends must exist and have ports, else the link stays as it is. */
export function updateLink(id: string, fields: Partial<Omit<Link, 'id'>>, gesture?: string): PlanCommand {
  return {
    label: 'Change link',
    describe: ({ drawing }) => `Change ${nameOf(drawing, id)}`,
    ...(gesture === undefined ? {} : { gesture }),
    recipe: ({ drawing }) => {
      const link = drawing.links[id];
      if (link === undefined) return;
      const ends = [drawing.blocks[fields.from ?? link.from], drawing.blocks[fields.to ?? link.to]];
      if (ends.some((end) => end === undefined || isFacilityUnit(end.kind))) return;
      assignFields(link, fields);
      trimExceptions(drawing, [link.from]);
    },
  };
}
