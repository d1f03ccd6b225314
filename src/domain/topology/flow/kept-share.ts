/** What broken cables leave of a link. Traffic of a collective waits for its slowest part, so all cables are as slow as the worst end makes them. */
import type { Drawing, Link } from '../../plan/plan-document.ts';
import { listCableLosses } from '../cable-losses.ts';
import { findCableShares } from '../cable-shares.ts';
import { Unroutable } from './unroutable.ts';

/** Share of its cables, 0–1, that the instance with the fewest keeps; `scopes` counts the containers that hold both ends. */
export function findKeptShare(
  drawing: Drawing,
  link: Link,
  scopes: number,
  instances: ReadonlyMap<string, number>,
): number {
  const losses = listCableLosses(drawing, link, instances);
  if (losses.length === 0) return 1;
  const [from, to] = [instances.get(link.from) ?? 1, instances.get(link.to) ?? 1];
  const cabling = {
    link,
    lower: link.from,
    upper: link.to,
    lowerInstances: from / scopes,
    upperInstances: to / scopes,
    cables: (from / scopes) * link.cablesPerInstance,
    losses,
  };
  let kept = 1;
  for (const end of ['lower', 'upper'] as const) {
    const shares = findCableShares(cabling, end, end === 'lower' ? from : to, scopes);
    for (const share of shares.values()) kept = Math.min(kept, share);
  }
  // Then some are reached another way, or not at all: another network.
  if (kept === 0) throw new Unroutable(`an instance has no cable left on ${link.id}`);
  return kept;
}
