/** Lays drawn cables that lead up to a switch as trunks; what lies below a link must be laid before it. */
import type { CatalogIndex } from '../../catalog/catalog-types.ts';
import type { Drawing } from '../../plan/plan-document.ts';
import type { Endpoint } from '../endpoint.ts';
import { findLinkRates, type LinkRates } from '../link-rates.ts';
import { findTrunkShares } from './cut-cables.ts';
import type { Trunk } from './fabric.ts';
import type { FabricNode } from './fabric-node.ts';
import { joinParallel } from './join-parallel.ts';
import type { UpwardLink } from './resolve-links.ts';
import { hasPlanes, isOnRails, wireLink } from './stage-groups.ts';
import { Unroutable } from './unroutable.ts';

/** What laying needs to know. */
export interface LayContext {
  readonly index: CatalogIndex;
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly instances: ReadonlyMap<string, number>;
  readonly drawing: Drawing;
  /** Whether an instance differs from the others. */
  readonly hasExceptions: boolean;
}

/** Lays all links, in their order; those beside each other become one trunk. */
export function layTrunks(links: readonly UpwardLink[], context: LayContext): Trunk[] {
  const trunks: Trunk[] = [];
  for (const link of links) layTrunk(link, trunks, context);
  return trunks;
}

function layTrunk(upward: UpwardLink, trunks: Trunk[], context: LayContext): void {
  const { link, lower, upper, lowerPer, upperPer, share, scopes } = upward;
  const { instances, endpoints } = context;
  const rates = ratesOf(upward, context);
  const countOf = (node: FabricNode): number => (instances.get(node.block.id) ?? 1) / scopes;
  // Wired as drawn: a container's cables are those of its highest switches together.
  const wiring = wireLink(link, upward.isDrawnUpwards, countOf(lower) / lowerPer, countOf(upper) / upperPer);
  const cables = (wiring.cables * share) / lowerPer;
  const wired = wiring.reached * upperPer;
  const isPlanes = !lower.isSystem && lowerPer === 1 && hasPlanes(wiring.groups, lower.block.count);
  if (isPlanes && (lower.perDomain !== lower.block.count || context.hasExceptions)) {
    throw new Unroutable(`${link.id} makes planes of groups`);
  }
  const domains = isPlanes ? scopes : scopes * wiring.groups;
  const reached = isPlanes ? countOf(upper) : wired;
  const held = endpoints.get(lower.block.id)?.accelerators ?? 0;
  const isRails = link.pattern === 'rails' && upward.isDrawnUpwards && lower.isSystem && isOnRails(wired, held);
  if (lower.domains % domains !== 0) throw new Unroutable(`${link.id} does not follow the groups below it`);
  if (upper.domains !== 0 && upper.domains !== domains)
    throw new Unroutable(`${upper.block.id} is grouped in two ways`);
  if (upper.domains !== 0 && (upper.perDomain !== reached || upper.isRails !== isRails)) {
    throw new Unroutable(`${upper.block.id} is reached in two ways`);
  }
  const isBeside = lower.trunks.some((trunk) => !trunk.isScaleUp);
  if (lower.isSystem && !rates.isScaleUp && isBeside && lower.rails !== (isRails ? wired : 0)) {
    throw new Unroutable(`${lower.block.id} has rails beside other cables`);
  }
  upper.domains = domains;
  upper.perDomain = reached;
  upper.isRails = isRails;
  if (isRails && !rates.isScaleUp) lower.rails = wired;
  const isByRail = isRails || (!lower.isSystem && lower.isRails);
  const trunk: Trunk = {
    linkIds: [link.id],
    index: trunks.length,
    upper: upper.place,
    lowerPerUpper: lower.domains / domains,
    inPlane: isPlanes ? wired : 0,
    pairBytesPerSecond: (cables * rates.bandwidthBytesPerSecond) / wired,
    pairCables: cables / wired,
    efficiency: rates.efficiency,
    latencySeconds: lower.isSystem ? rates.endToEndLatencySeconds / 2 : rates.hopLatencySeconds,
    isRails,
    isScaleUp: rates.isScaleUp,
    isByRail,
    shares: findTrunkShares(upward, { isRails, isByRail }, context.drawing, instances),
  };
  const beside = lower.trunks.find((other) => other.upper === upper.place);
  if (beside === undefined) {
    lower.trunks.push(trunk);
    trunks.push(trunk);
    return;
  }
  const joined = joinTrunks(beside, trunk);
  lower.trunks[lower.trunks.indexOf(beside)] = joined;
  trunks[beside.index] = joined;
}

/** Rates of a link; a cable is no faster than the adapter that it is plugged into. */
export function ratesOf({ link, from, to }: Pick<UpwardLink, 'link' | 'from' | 'to'>, context: LayContext): LinkRates {
  const rates = findLinkRates(link, context.index);
  if (rates === null) throw new Unroutable(`nothing is known about ${link.id}`);
  if (rates.isScaleUp) return rates;
  let bandwidthBytesPerSecond = rates.bandwidthBytesPerSecond;
  for (const node of [from, to]) {
    const nics = context.endpoints.get(node.block.id)?.system?.nics ?? [];
    if (nics.length === 0) continue;
    const port = Math.max(...nics.map((nic) => nic.bandwidthBytesPerSecond));
    bandwidthBytesPerSecond = Math.min(bandwidthBytesPerSecond, port);
  }
  return { ...rates, bandwidthBytesPerSecond };
}

/** Two drawn links between the same blocks: traffic goes over both, as each can carry. */
function joinTrunks(first: Trunk, second: Trunk): Trunk {
  if (first.inPlane !== second.inPlane || first.isScaleUp !== second.isScaleUp) {
    throw new Unroutable(`${second.linkIds[0]} lies otherwise than ${first.linkIds[0]}`);
  }
  return joinParallel(first, second);
}
