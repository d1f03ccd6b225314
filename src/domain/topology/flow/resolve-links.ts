/** Links as traffic takes them: an end that is a container stands for the highest switches inside, or for its systems where it has none. */
import type { Block, Drawing, Link } from '../../plan/plan-document.ts';
import type { FabricNode } from './fabric-node.ts';

/** A link between two blocks that traffic passes. */
export interface ResolvedLink {
  readonly link: Link;
  readonly from: FabricNode;
  readonly to: FabricNode;
  /** Instances of `from` in one instance of the drawn end; 1 where it is the drawn end. The same of `to`. */
  readonly fromPer: number;
  readonly toPer: number;
  /** Share of the link's cables. */
  readonly share: number;
  /** Instances of the innermost container that holds both drawn ends. */
  readonly scopes: number;
}

/** A link that leads up to a switch. */
export interface UpwardLink extends ResolvedLink {
  readonly isDrawnUpwards: boolean;
  readonly lower: FabricNode;
  readonly upper: FabricNode;
  readonly lowerPer: number;
  readonly upperPer: number;
}

/** Sorts links into those that lead up, the nearest first, and those between equals. Links that no accelerator reaches carry nothing. */
export function resolveLinks(
  drawing: Drawing,
  links: readonly Link[],
  nodes: ReadonlyMap<string, FabricNode>,
  instances: ReadonlyMap<string, number>,
  isScaleUp: (link: Link) => boolean,
): { upward: readonly UpwardLink[]; peers: readonly ResolvedLink[] } {
  const upward: UpwardLink[] = [];
  const peers: ResolvedLink[] = [];
  const inner = findInnerSwitches(links, isScaleUp);
  for (const link of links) {
    const container = commonContainer(drawing, link.from, link.to);
    if (container === undefined) continue;
    const [froms, tos] = [topsOf(drawing, link.from, nodes, inner), topsOf(drawing, link.to, nodes, inner)];
    const isPaired = froms.length === tos.length;
    const share = isPaired ? 1 / froms.length : 1 / (froms.length * tos.length);
    froms.forEach((from, at) => {
      for (const to of isPaired ? [tos[at]] : tos) {
        if (to === undefined) continue;
        const resolved: ResolvedLink = {
          link,
          from,
          to,
          fromPer: (instances.get(from.block.id) ?? 1) / (instances.get(link.from) ?? 1),
          toPer: (instances.get(to.block.id) ?? 1) / (instances.get(link.to) ?? 1),
          share,
          scopes: container === null ? 1 : (instances.get(container) ?? 1),
        };
        const isUp = from.tier < to.tier;
        const upperDrawn = drawing.blocks[isUp ? link.to : link.from];
        if (from.tier === to.tier || upperDrawn?.kind !== 'switch') peers.push(resolved);
        else upward.push(turnUpwards(resolved, isUp));
      }
    });
  }
  upward.sort((a, b) => a.lower.tier - b.lower.tier || a.upper.tier - b.upper.tier);
  return { upward, peers };
}

/** Ends of links that only scale-up links lead to. */
export function findInnerSwitches(links: readonly Link[], isScaleUp: (link: Link) => boolean): ReadonlySet<string> {
  const inner = new Set<string>();
  for (const link of links) if (isScaleUp(link)) inner.add(link.from).add(link.to);
  for (const link of links) if (!isScaleUp(link)) for (const id of [link.from, link.to]) inner.delete(id);
  return inner;
}

function turnUpwards(link: ResolvedLink, isDrawnUpwards: boolean): UpwardLink {
  const { from, to, fromPer, toPer } = link;
  return isDrawnUpwards
    ? { ...link, isDrawnUpwards, lower: from, upper: to, lowerPer: fromPer, upperPer: toPer }
    : { ...link, isDrawnUpwards, lower: to, upper: from, lowerPer: toPer, upperPer: fromPer };
}

/** The block itself, or the highest switches in a container, or its systems. Switches that only scale-up links lead to (`inner`) are no way out. */
export function topsOf(
  drawing: Drawing,
  id: string,
  nodes: ReadonlyMap<string, FabricNode>,
  inner: ReadonlySet<string>,
): FabricNode[] {
  const own = nodes.get(id);
  if (own !== undefined) return [own];
  if (drawing.blocks[id]?.kind === 'switch' || drawing.blocks[id]?.kind === 'storage') return [];
  const inside = [...nodes.values()].filter(
    ({ block, isSystem }) => (isSystem || !inner.has(block.id)) && containersOf(drawing, block.id).includes(id),
  );
  const highest = Math.max(0, ...inside.map(({ tier }) => tier));
  return inside.filter(({ tier }) => tier === highest);
}

/** The innermost container that holds both blocks; null = the canvas, undefined = one lies inside the other. */
export function commonContainer(drawing: Drawing, from: string, to: string): string | null | undefined {
  const [aroundFrom, aroundTo] = [containersOf(drawing, from), containersOf(drawing, to)];
  if (aroundFrom.includes(to) || aroundTo.includes(from)) return undefined;
  return aroundFrom.find((id) => aroundTo.includes(id)) ?? null;
}

/** Containers around a block, the innermost first. */
function containersOf(drawing: Drawing, id: string): string[] {
  const around: string[] = [];
  let outer: Block | undefined = drawing.blocks[drawing.blocks[id]?.parent ?? ''];
  while (outer !== undefined && !around.includes(outer.id)) {
    around.push(outer.id);
    outer = drawing.blocks[outer.parent ?? ''];
  }
  return around;
}
