/** What cut and slowed cables leave of trunks and of direct links. */
import type { Drawing } from '../../plan/plan-document.ts';
import { listCableLosses, sumCableLoss } from '../cable-losses.ts';
import type { PeerLink, Trunk } from './fabric.ts';
import type { FabricNode } from './fabric-node.ts';
import type { ResolvedLink, UpwardLink } from './resolve-links.ts';

/** More rails than there can be. */
const MOST_RAILS = 4096;

/** Place of a lower domain, and of its rail where it has rails, among the shares of a trunk. */
export function shareKey(domain: number, rail: number): number {
  return domain * MOST_RAILS + rail;
}

/** The lower domain of such a place. */
export function domainOfShare(key: number): number {
  return Math.floor(key / MOST_RAILS);
}

/** Shares by lower domain (and rail) that are left; nothing is lost where there is none. A switch among others that keeps nothing counts as failed. */
export function findTrunkShares(
  upward: UpwardLink,
  trunk: Pick<Trunk, 'isRails' | 'isByRail'>,
  drawing: Drawing,
  instances: ReadonlyMap<string, number>,
): ReadonlyMap<number, number> {
  const { link, lower, upper, isDrawnUpwards } = upward;
  const shares = new Map<number, number>();
  const lose = (key: number, share: number): void => {
    shares.set(key, Math.min(share, shares.get(key) ?? 1));
  };
  for (const loss of listCableLosses(drawing, link, instances)) {
    const left = Math.max(0, 1 - sumCableLoss(loss, link) / link.cablesPerInstance);
    const share = left < 1e-9 ? 0 : left;
    if (!isDrawnUpwards) {
      slowInstances(upper, loss.index, upward.upperPer, share, instances);
      continue;
    }
    if (trunk.isRails) {
      for (let rail = 0; rail < lower.rails; rail++) {
        const ofRail = Math.floor((link.cablesPerInstance - 1 - rail) / lower.rails) + 1;
        let lost = loss.each * ofRail;
        for (const [cable, more] of loss.single) if (cable % lower.rails === rail) lost += more;
        const leftOfRail = 1 - lost / ofRail;
        if (lost > 0) lose(shareKey(loss.index, rail), leftOfRail < 1e-9 ? 0 : leftOfRail);
      }
      continue;
    }
    const perDomain = (instances.get(lower.block.id) ?? 1) / lower.domains;
    for (let each = loss.index * upward.lowerPer; each < (loss.index + 1) * upward.lowerPer; each++) {
      const domain = Math.floor(each / perDomain);
      if (trunk.isByRail) lose(shareKey(domain, each - domain * perDomain), share);
      else if (share === 0 && perDomain > 1) slowInstances(lower, each, 1, 0, instances);
      else lose(shareKey(domain, 0), share);
    }
  }
  return shares;
}

/** The least share of all domains that stand in one place of a window of so many. */
export function foldShares(shares: ReadonlyMap<number, number>, domains: number): ReadonlyMap<number, number> {
  const folded = new Map<number, number>();
  for (const [key, share] of shares) {
    const rail = key % MOST_RAILS;
    const place = shareKey(Math.floor(key / MOST_RAILS) % domains, rail);
    folded.set(place, Math.min(share, folded.get(place) ?? 1));
  }
  return folded;
}

/** Shares of direct links by the domain that their cables leave. */
export function findPeerShares(
  { link, from, fromPer }: ResolvedLink,
  drawing: Drawing,
  instances: ReadonlyMap<string, number>,
): ReadonlyMap<number, number> {
  const left = new Map<number, number>();
  const perDomain = (instances.get(from.block.id) ?? 1) / from.domains;
  const drawn = Math.max(1, perDomain / fromPer);
  for (const loss of listCableLosses(drawing, link, instances)) {
    const lost = sumCableLoss(loss, link) / (link.cablesPerInstance * drawn);
    const first = Math.floor((loss.index * fromPer) / perDomain);
    const end = Math.max(first + 1, Math.floor(((loss.index + 1) * fromPer) / perDomain));
    for (let domain = first; domain < end; domain++) left.set(domain, (left.get(domain) ?? 1) - lost);
  }
  return new Map([...left].map(([domain, share]) => [domain, share < 1e-9 ? 0 : share]));
}

/** Share that is left between two domains: cables of a mesh leave both of its ends, those of a ring the one before. */
export function peerShare(link: PeerLink, way: 0 | 1, domain: number, there: number): number {
  const leftOf = (end: number): number => link.shares.get(end) ?? 1;
  if (link.shares.size === 0) return 1;
  if (link.shape === 'mesh') return Math.max(0, leftOf(domain) / 2 + leftOf(there) / 2);
  if (link.shape !== 'ring') return leftOf(way === 0 ? domain : there);
  const { perScope } = link.ends[0];
  if (perScope === 2) return leftOf(domain) / 2 + leftOf(there) / 2;
  const isAhead = (there - domain + perScope) % perScope <= perScope / 2;
  return leftOf(isAhead ? domain : there);
}

/** Switches at the end of broken cables go at what these leave them. */
function slowInstances(
  node: FabricNode,
  drawn: number,
  per: number,
  share: number,
  instances: ReadonlyMap<string, number>,
): void {
  const perDomain = (instances.get(node.block.id) ?? 1) / node.domains;
  for (let each = drawn * per; each < (drawn + 1) * per; each++) {
    const domain = Math.floor(each / perDomain);
    const speeds = node.speeds.get(domain) ?? new Map<number, number>();
    const place = each - domain * perDomain;
    node.speeds.set(domain, speeds.set(place, Math.min(share, speeds.get(place) ?? 1)));
  }
}
