/** Lays the cables of storage blocks: which switches, or systems, every one of them ends at. */
import type { Drawing, Link } from '../../plan/plan-document.ts';
import { listCableLosses, sumCableLoss } from '../cable-losses.ts';
import { findLinkRates } from '../link-rates.ts';
import type { StoreCables, StorePiece } from './fabric.ts';
import type { FabricNode } from './fabric-node.ts';
import type { LayContext } from './lay-trunks.ts';
import { commonContainer, findInnerSwitches, topsOf } from './resolve-links.ts';
import { wireLink } from './stage-groups.ts';

/** Cables of all storage blocks that lead to something that accelerators reach. Links of which nothing is known carry nothing. */
export function layStores(
  drawing: Drawing,
  links: readonly Link[],
  nodes: ReadonlyMap<string, FabricNode>,
  context: LayContext,
): StoreCables[] {
  const laid: StoreCables[] = [];
  const inner = findInnerSwitches(links, (link) => findLinkRates(link, context.index)?.isScaleUp === true);
  for (const link of links) {
    const isFromStore = drawing.blocks[link.from]?.kind === 'storage';
    const storeId = isFromStore ? link.from : link.to;
    const otherId = isFromStore ? link.to : link.from;
    const other = drawing.blocks[otherId];
    if (drawing.blocks[storeId]?.kind !== 'storage' || other === undefined || other.kind === 'storage') continue;
    const container = commonContainer(drawing, link.from, link.to);
    if (container === undefined) continue;
    const tops = topsOf(drawing, otherId, nodes, inner);
    for (const top of tops) {
      const scopes = container === null ? 1 : (context.instances.get(container) ?? 1);
      laid.push(...layCables({ link, storeId, isFromStore, top, scopes, share: 1 / tops.length }, context));
    }
  }
  return laid;
}

interface DrawnCables {
  readonly link: Link;
  readonly storeId: string;
  readonly isFromStore: boolean;
  readonly top: FabricNode;
  /** Instances of the container that holds both ends. */
  readonly scopes: number;
  /** Share of the link's cables that end here. */
  readonly share: number;
}

function layCables(drawn: DrawnCables, context: LayContext): StoreCables[] {
  const { link, storeId, isFromStore, top, scopes, share } = drawn;
  const { instances } = context;
  const rates = findLinkRates(link, context.index);
  // Scale-up links lead into accelerators, not to hosts that write files.
  if (rates === null || rates.isScaleUp) return [];
  const stores = (instances.get(storeId) ?? 1) / scopes;
  const ends = (instances.get(top.block.id) ?? 1) / scopes;
  const wiring = isFromStore ? wireLink(link, true, stores, ends) : wireLink(link, false, stores, ends);
  const nics = context.endpoints.get(top.block.id)?.system?.nics ?? [];
  const port = Math.max(0, ...nics.map((nic) => nic.bandwidthBytesPerSecond));
  const cable = port === 0 ? rates.bandwidthBytesPerSecond : Math.min(rates.bandwidthBytesPerSecond, port);
  const cablesEach = isFromStore
    ? link.cablesPerInstance * share
    : (link.cablesPerInstance * (instances.get(link.from) ?? 1) * share) / (stores * scopes);
  const perGroup = { stores: stores / wiring.groups, ends: ends / wiring.groups };
  const lost = countLost(drawn, perGroup, context);
  const pieces: StorePiece[] = [];
  for (let group = 0; group < scopes * wiring.groups; group++) {
    const cables = cablesEach * perGroup.stores - (lost.get(group) ?? 0) * share;
    if (cables < 1e-9) continue;
    pieces.push({
      firstStore: group * perGroup.stores,
      stores: perGroup.stores,
      firstEnd: group * perGroup.ends,
      ends: wiring.reached,
      bytesPerSecond: cables * cable,
    });
  }
  return [{ linkId: link.id, storeId, isSystem: top.isSystem, place: top.place, pieces }];
}

/** Lost cables by group of a link that some are broken of. */
function countLost(
  { link, storeId, isFromStore, top }: DrawnCables,
  perGroup: { readonly stores: number; readonly ends: number },
  { drawing, instances }: LayContext,
): ReadonlyMap<number, number> {
  const lost = new Map<number, number>();
  const drawnEnds = instances.get(link.from) ?? 1;
  const whole = isFromStore ? (instances.get(storeId) ?? 1) : (instances.get(top.block.id) ?? 1);
  const width = ((isFromStore ? perGroup.stores : perGroup.ends) * drawnEnds) / whole;
  for (const loss of listCableLosses(drawing, link, instances)) {
    const group = Math.floor(loss.index / width);
    lost.set(group, (lost.get(group) ?? 0) + sumCableLoss(loss, link));
  }
  return lost;
}
