/** How far a drawn cable leads, told from what encloses both its ends: drawings have no lengths. */
import { ancestorsOf } from '../plan/drawing/block-tree.ts';
import type { Drawing, Link } from '../plan/plan-document.ts';

/** Inside a rack, between racks of a hall, between halls of a site, or between sites. */
export type CableSpan = 'rack' | 'hall' | 'building' | 'sites';

/** The innermost container that holds both ends decides; in each of its instances the cables stay inside it. */
export function spanOfLink(drawing: Drawing, { from, to }: Pick<Link, 'from' | 'to'>): CableSpan {
  const fromOutwards = [from, ...ancestorsOf(drawing, from)];
  const toOutwards = [to, ...ancestorsOf(drawing, to)];
  const common = fromOutwards.find((id) => toOutwards.includes(id));
  const kindsBelow = (path: readonly string[]): readonly (string | undefined)[] =>
    path.slice(0, common === undefined ? path.length : path.indexOf(common)).map((id) => drawing.blocks[id]?.kind);
  const passed = [...kindsBelow(fromOutwards), ...kindsBelow(toOutwards)];
  if (passed.includes('site')) return 'sites';
  if (passed.includes('hall')) return 'building';
  // Cables among the instances of one block leave it.
  const isInside = common !== undefined && common !== from && common !== to;
  const kind = isInside ? drawing.blocks[common]?.kind : undefined;
  return kind === 'rack' || kind === 'node' ? 'rack' : 'hall';
}
