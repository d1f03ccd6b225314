/** A change of routes in words: why a figure may move against what a single link would do. */
import type { Drawing } from '../plan/plan-document.ts';
import type { RouteChange } from '../topology/flow/compare-routes.ts';

/** Links that are named; more are counted. */
const MOST_NAMED = 2;

/** `Traffic takes a new way over Leaf → Spine.`; '' when it takes the ways that it took. */
export function describeRoutes({ gained, lost }: RouteChange, before: Drawing, now: Drawing): string {
  const parts: string[] = [];
  if (gained.length > 0) parts.push(`takes a new way over ${nameLinks(gained, now)}`);
  if (lost.length > 0) parts.push(`no longer goes over ${nameLinks(lost, before)}`);
  return parts.length === 0 ? '' : `Traffic ${parts.join(', and ')}.`;
}

function nameLinks(ids: readonly string[], drawing: Drawing): string {
  const names = ids.slice(0, MOST_NAMED).map((id) => {
    const link = drawing.links[id];
    const nameOf = (block: string | undefined): string => drawing.blocks[block ?? '']?.name || 'a block';
    return link === undefined ? 'a link' : `${nameOf(link.from)} → ${nameOf(link.to)}`;
  });
  const more = ids.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(' and ');
}
