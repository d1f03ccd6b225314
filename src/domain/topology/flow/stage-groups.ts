/** Which instances of a block the cables of another end at, by the pattern of the link. */
import type { Link } from '../../plan/plan-document.ts';

/** How one link cables the instances of two blocks inside one instance of the container that holds both. */
export interface Wiring {
  /** Equal parts that the link falls into; part k of the lower block is cabled to part k of the upper one. */
  readonly groups: number;
  /** Instances of the upper block that one lower instance reaches: the first of its part; evenly spread cables reach all of it. */
  readonly reached: number;
  /** Cables of one lower instance. */
  readonly cables: number;
}

/** Follows the pattern: neighbours share switches, and no part is cabled to another. `lower` and `upper` count instances. */
export function wireLink(link: Link, isUpwards: boolean, lower: number, upper: number): Wiring {
  const cables = isUpwards ? link.cablesPerInstance : (link.cablesPerInstance * upper) / lower;
  let wanted: number;
  if (isUpwards) wanted = link.pattern === 'single' ? 1 : Math.min(upper, link.cablesPerInstance);
  else if (link.pattern === 'single') wanted = Math.max(1, upper / lower);
  else wanted = Math.max(1, (upper * Math.min(lower, link.cablesPerInstance)) / lower);
  // Cables that divide the upper block into no equal parts are spread over all of it.
  const isEven = link.pattern !== 'spread' || Math.abs(upper / wanted - Math.round(upper / wanted)) < 1e-9;
  let groups = isEven ? Math.max(1, Math.min(lower, Math.floor(upper / wanted + 1e-9))) : 1;
  while (lower % groups !== 0 || upper % groups !== 0) groups--;
  const part = upper / groups;
  const reached =
    !isUpwards || link.pattern === 'spread' ? part : link.pattern === 'single' ? 1 : Math.min(part, cables);
  return { groups, reached, cables };
}

/**
 * Whether switches of one container form planes: as many parts as the link falls into, each cabled to a part of its own above, so that every container
 * reaches all parts. Otherwise whole containers share a part.
 */
export function hasPlanes(groups: number, perContainer: number): boolean {
  return groups > 1 && perContainer % groups === 0;
}

/** Whether each of the switches that a system reaches is a rail of its own; with more switches than accelerators all may use all. */
export function isOnRails(reached: number, accelerators: number): boolean {
  return reached > 1 && reached <= accelerators;
}
