/** Lays drawn cables between equals: meshes, rings, groups of a dragonfly, sites. */
import { findPeerShares } from './cut-cables.ts';
import { isSamePeerLink, type PeerEnd, type PeerLink } from './fabric.ts';
import type { FabricNode } from './fabric-node.ts';
import { joinParallel } from './join-parallel.ts';
import { type LayContext, ratesOf } from './lay-trunks.ts';
import type { ResolvedLink } from './resolve-links.ts';
import { Unroutable } from './unroutable.ts';

/** Lays all links; those beside each other become one. */
export function layPeers(links: readonly ResolvedLink[], context: LayContext): PeerLink[] {
  const peers: PeerLink[] = [];
  for (const resolved of links) {
    const laid = layPeer(resolved, peers.length, context);
    if (laid === null) continue;
    const beside = peers.find((other) => isSamePeerLink(other, laid));
    if (beside === undefined) peers.push(laid);
    else peers[beside.index] = joinParallel(beside, laid);
  }
  return peers;
}

function layPeer(resolved: ResolvedLink, index: number, context: LayContext): PeerLink | null {
  const { link, from, to, share, scopes } = resolved;
  // A switch that nothing hangs on leads nowhere.
  if (from.domains === 0 || to.domains === 0) return null;
  const rates = ratesOf(resolved, context);
  const ends = [endOf(from, scopes), endOf(to, scopes)] as const;
  const [fromCount, toCount] = [
    countEnds(resolved.fromPer, from, context) / scopes,
    countEnds(resolved.toPer, to, context) / scopes,
  ];
  const isLoop = link.from === link.to;
  // Several domains in one drawn end share its cables.
  const isWhole = fromCount >= ends[0].perScope && toCount >= ends[1].perScope;
  const isSingle = link.pattern === 'single';
  const shape = isLoop ? (isSingle ? 'ring' : 'mesh') : isSingle && isWhole ? 'aligned' : 'all';
  if (isLoop && (fromCount === 1 || ends[0].perScope === 1)) return null;
  if (ends[0].perScope % 1 !== 0 || ends[1].perScope % 1 !== 0) throw new Unroutable(`${link.id} cuts through groups`);
  const cables = link.cablesPerInstance * share * cablesBetween(shape, ends, fromCount, toCount);
  return {
    linkIds: [link.id],
    index,
    shape,
    ends,
    perDrawn: ends[0].perScope / fromCount,
    scopes,
    pairBytesPerSecond: cables * rates.bandwidthBytesPerSecond,
    pairCables: cables,
    efficiency: rates.efficiency,
    latencySeconds: rates.endToEndLatencySeconds,
    isScaleUp: rates.isScaleUp,
    shares: findPeerShares(resolved, context.drawing, context.instances),
  };
}

function endOf(node: FabricNode, scopes: number): PeerEnd {
  return { isSystem: node.isSystem, place: node.place, domains: node.domains, perScope: node.domains / scopes };
}

/** Instances of the drawn end in the whole drawing. */
function countEnds(per: number, node: FabricNode, { instances }: LayContext): number {
  return (instances.get(node.block.id) ?? 1) / per;
}

/** Cables between two joined domains, for each cable of one drawn instance of `from`. */
function cablesBetween(shape: PeerLink['shape'], ends: PeerLink['ends'], fromCount: number, toCount: number): number {
  const [a, b] = [fromCount / ends[0].perScope, toCount / ends[1].perScope];
  switch (shape) {
    case 'mesh':
      // Each cable leaves one of its two ends.
      return (2 * a * a) / (fromCount - 1);
    case 'ring':
      // Of several instances in a domain only the last leads on; several domains of one instance share its cables.
      return (Math.min(fromCount, ends[0].perScope) === 2 ? 2 : 1) * Math.min(1, a) ** 2;
    case 'all':
      return (a * b) / toCount;
    default:
      return a;
  }
}
