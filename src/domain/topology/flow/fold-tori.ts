/** A container drawn as a torus brings its accelerators as one system does; what its hosts are cabled to, it is cabled to. */
import type { Block, Drawing, Link } from '../../plan/plan-document.ts';
import type { Endpoint } from '../endpoint.ts';

/** Endpoints and links with tori in place of what is inside. */
export interface FoldedTori {
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly links: readonly Link[];
  /** Why a torus cannot be taken as one system; null when all can. */
  readonly problem: string | null;
}

/** Takes each torus as one system. */
export function foldTori(
  drawing: Drawing,
  endpoints: ReadonlyMap<string, Endpoint>,
  instances: ReadonlyMap<string, number>,
): FoldedTori {
  const folded = new Map<string, Endpoint>();
  const inside = new Map<string, Block>();
  let problem: string | null = null;
  for (const [id, endpoint] of endpoints) {
    const torus = torusAround(drawing, endpoint.block);
    if (torus === null) {
      if (endpoint.block.torusDims !== null && sizeOf(endpoint.block) !== endpoint.accelerators) {
        problem = `${id} is one torus over several systems`;
      }
      folded.set(id, endpoint);
      continue;
    }
    const held = ((instances.get(id) ?? 1) / (instances.get(torus.id) ?? 1)) * endpoint.accelerators;
    if (held !== sizeOf(torus)) problem = `${torus.id} holds more than one kind of systems, or too few`;
    if (endpoint.block.exceptions.length > 0) problem = `${id} has exceptions inside a torus`;
    inside.set(id, torus);
    folded.set(torus.id, { ...endpoint, block: torus, accelerators: sizeOf(torus) });
  }
  const links = Object.values(drawing.links).map((link): Link => {
    const [from, to] = [inside.get(link.from), inside.get(link.to)];
    if (from === undefined && to === undefined) return link;
    const hosts = (instances.get(link.from) ?? 1) / (instances.get(from?.id ?? link.from) ?? 1);
    return {
      ...link,
      from: from?.id ?? link.from,
      to: to?.id ?? link.to,
      pattern: 'spread',
      cablesPerInstance: link.cablesPerInstance * hosts,
    };
  });
  return { endpoints: folded, links, problem };
}

function sizeOf(block: Block): number {
  return (block.torusDims ?? []).reduce((product, side) => product * side, 1);
}

/** The outermost torus that holds a block; null when none does. */
function torusAround(drawing: Drawing, block: Block): Block | null {
  let found: Block | null = null;
  const seen = new Set<string>();
  for (let id = block.parent; id !== null && !seen.has(id); id = drawing.blocks[id]?.parent ?? null) {
    const outer = drawing.blocks[id];
    if (outer?.torusDims != null) found = outer;
    seen.add(id);
  }
  return found;
}
