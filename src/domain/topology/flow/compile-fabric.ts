/** A drawing becomes a {@link Fabric}, or the reason why its shape is beyond the router. Work grows with the drawn blocks, not with their counts. */
import type { CatalogIndex } from '../../catalog/catalog-types.ts';
import { groupByParent } from '../../plan/drawing/block-tree.ts';
import type { Block, Drawing, Link } from '../../plan/plan-document.ts';
import { type Endpoint, findEndpoints } from '../endpoint.ts';
import { findTiers } from '../find-tiers.ts';
import { findLinkRates } from '../link-rates.ts';
import { countInstances } from '../summarize-drawing.ts';
import type { Fabric, FabricSystem, Stage, Trunk } from './fabric.ts';
import { findFailures, findWorking, hasExceptions } from './failed-parts.ts';
import { foldTori } from './fold-tori.ts';
import { describeInner } from './inner-network.ts';
import { layAddresses } from './lay-addresses.ts';
import { hasPlanes, isOnRails, wireLink } from './stage-groups.ts';

/** A fabric, or what the router does not know about the drawing, in words. */
export type CompiledFabric =
  | { readonly ok: true; readonly fabric: Fabric }
  | { readonly ok: false; readonly reason: string };

/** Why a drawing cannot be routed; caught in {@link compileFabric}, never seen outside. */
class Unroutable extends Error {}

interface Node {
  readonly block: Block;
  readonly tier: number;
  trunks: Trunk[];
  rails: number;
  /** Sets of instances that hang together; all instances, of a system. */
  domains: number;
  perDomain: number;
  isRails: boolean;
}

/** Compiles a drawing. */
export function compileFabric(drawing: Drawing, index: CatalogIndex): CompiledFabric {
  try {
    return { ok: true, fabric: compile(drawing, index) };
  } catch (error) {
    if (error instanceof Unroutable) return { ok: false, reason: error.message };
    throw error;
  }
}

function compile(drawing: Drawing, index: CatalogIndex): Fabric {
  const instances = countInstances(drawing);
  const { endpoints, links, problem } = foldTori(drawing, findEndpoints(drawing, index), instances);
  if (endpoints.size === 0) throw new Unroutable('no accelerators');
  if (problem !== null) throw new Unroutable(problem);
  const tiers = findTiers(
    { ...drawing, links: Object.fromEntries(links.map((link) => [link.id, link])) },
    new Set(endpoints.keys()),
    (link) => index.wanClasses.has(link.catalogId),
  );
  const nodes = new Map<string, Node>();
  for (const block of Object.values(drawing.blocks)) {
    const tier = tiers.get(block.id);
    if (tier === undefined || (block.kind !== 'switch' && !endpoints.has(block.id))) continue;
    const domains = endpoints.has(block.id) ? (instances.get(block.id) ?? 1) : 0;
    nodes.set(block.id, { block, tier, trunks: [], rails: 0, domains, perDomain: 1, isRails: false });
  }
  const stages = [...nodes.values()].filter((node) => node.block.kind === 'switch').sort((a, b) => a.tier - b.tier);
  const trunks: Trunk[] = [];
  for (const { link, lower, upper } of sortUpwards(drawing, links, nodes)) {
    trunks.push(layTrunk(link, lower, upper, trunks.length, stages.indexOf(upper)));
  }

  function layTrunk(link: Link, lower: Node, upper: Node, place: number, stage: number): Trunk {
    const rates = findLinkRates(link, index);
    if (rates === null) throw new Unroutable(`nothing is known about ${link.id}`);
    if (rates.isScaleUp || rates.isWan) throw new Unroutable(`${link.id} is no network cable`);
    const container = commonContainer(drawing, lower.block, upper.block);
    const outer = container === null ? 1 : (instances.get(container) ?? 1);
    const lowerHere = (instances.get(lower.block.id) ?? 1) / outer;
    const upperHere = (instances.get(upper.block.id) ?? 1) / outer;
    const wiring = wireLink(link, link.from === lower.block.id, lowerHere, upperHere);
    const isPlanes = lower.block.kind === 'switch' && hasPlanes(wiring.groups, lower.block.count);
    if (isPlanes && (lower.perDomain !== lower.block.count || hasExceptions(drawing))) {
      throw new Unroutable(`${link.id} makes planes of groups`);
    }
    const domains = isPlanes ? outer : outer * wiring.groups;
    const reached = isPlanes ? upperHere : wiring.reached;
    const isSystem = lower.block.kind !== 'switch';
    const held = endpoints.get(lower.block.id)?.accelerators ?? 0;
    const isRails = link.pattern === 'rails' && link.from === lower.block.id && isOnRails(wiring.reached, held);
    if (lower.domains % domains !== 0) throw new Unroutable(`${link.id} does not follow the groups below it`);
    if (upper.domains !== 0 && upper.domains !== domains)
      throw new Unroutable(`${upper.block.id} is grouped in two ways`);
    if (upper.domains !== 0 && (upper.perDomain !== reached || upper.isRails !== isRails)) {
      throw new Unroutable(`${upper.block.id} is reached in two ways`);
    }
    if (isSystem && (lower.rails > 0 || (isRails && lower.trunks.length > 0))) {
      throw new Unroutable(`${lower.block.id} has rails beside other cables`);
    }
    upper.domains = domains;
    upper.perDomain = reached;
    upper.isRails = isRails;
    if (isRails) lower.rails = wiring.reached;
    const system = endpoints.get(lower.block.id)?.system;
    const port =
      system == null || system.nics.length === 0
        ? Number.POSITIVE_INFINITY
        : Math.max(...system.nics.map((nic) => nic.bandwidthBytesPerSecond));
    const cable = Math.min(rates.bandwidthBytesPerSecond, port);
    const trunk: Trunk = {
      linkId: link.id,
      index: place,
      upper: stage,
      lowerPerUpper: lower.domains / domains,
      inPlane: isPlanes ? wiring.reached : 0,
      pairBytesPerSecond: (wiring.cables * cable) / wiring.reached,
      pairCables: wiring.cables / wiring.reached,
      efficiency: rates.efficiency,
      isRails,
    };
    lower.trunks.push(trunk);
    return trunk;
  }

  const addresses = layAddresses(groupByParent(drawing), endpoints);
  const systems = [...endpoints.values()].map((endpoint) => describeSystem(endpoint, nodes, instances, index));
  // What fails in an only domain fails for all alike.
  const isEven = systems.length === 1 && !hasExceptions(drawing, (block) => nodes.get(block.id)?.domains === 1);
  return {
    accelerators: addresses.accelerators,
    systems,
    stages: stages.map((node, place) => ({ ...describeStage(node, drawing, instances), index: place })),
    trunks,
    period: isEven ? findPeriod(addresses.accelerators, systems[0]?.accelerators ?? 1, stages) : addresses.accelerators,
    locate: addresses.locate,
    working: findWorking(drawing, endpoints, instances, addresses),
  };
}

/** Links from a nearer to a farther block, the nearest first, so that what lies below a link is known when it is laid. */
function sortUpwards(
  drawing: Drawing,
  links: readonly Link[],
  nodes: ReadonlyMap<string, Node>,
): { link: Link; lower: Node; upper: Node }[] {
  const found: { link: Link; lower: Node; upper: Node }[] = [];
  for (const link of links) {
    if (drawing.blocks[link.from]?.kind === 'storage' || drawing.blocks[link.to]?.kind === 'storage') continue;
    const from = nodes.get(link.from);
    const to = nodes.get(link.to);
    if (from === undefined || to === undefined || from.tier === to.tier)
      throw new Unroutable(`${link.id} joins equals`);
    const isUpwards = from.tier < to.tier;
    found.push({ link, lower: isUpwards ? from : to, upper: isUpwards ? to : from });
  }
  return found.sort((a, b) => a.lower.tier - b.lower.tier || a.upper.tier - b.upper.tier);
}

function describeSystem(
  endpoint: Endpoint,
  nodes: ReadonlyMap<string, Node>,
  instances: ReadonlyMap<string, number>,
  index: CatalogIndex,
): FabricSystem {
  const { block, system } = endpoint;
  const node = nodes.get(block.id);
  return {
    blockId: block.id,
    accelerators: endpoint.accelerators,
    instances: instances.get(block.id) ?? 1,
    inner: describeInner(endpoint, index),
    adapterBytesPerSecond: system?.scaleOutBandwidthBytesPerSecond ?? Number.POSITIVE_INFINITY,
    adapterEfficiency: Math.min(1, ...(node?.trunks ?? []).map((trunk) => trunk.efficiency)),
    trunks: node?.trunks ?? [],
    rails: node?.rails ?? 0,
  };
}

function describeStage(node: Node, drawing: Drawing, instances: ReadonlyMap<string, number>): Omit<Stage, 'index'> {
  const { failed, degraded } = findFailures(drawing, node.block, instances, node.domains, node.perDomain);
  const { block, domains, perDomain, isRails, trunks } = node;
  return { blockId: block.id, domains, perDomain, isRails, failed, degraded, trunks };
}

/** The least common multiple of all domains but the outermost. */
function findPeriod(accelerators: number, system: number, stages: readonly Node[]): number {
  let period = system;
  for (const stage of stages) {
    if (stage.domains > 1) period = leastCommonMultiple(period, accelerators / stage.domains);
  }
  return period;
}

/** Least common multiple of two counts. */
export function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

/** The innermost container that holds both blocks; null = the canvas. */
function commonContainer(drawing: Drawing, a: Block, b: Block): string | null {
  const around = new Set<string>();
  for (let outer = a.parent; outer !== null && !around.has(outer); outer = drawing.blocks[outer]?.parent ?? null)
    around.add(outer);
  const seen = new Set<string>();
  for (let outer = b.parent; outer !== null && !seen.has(outer); outer = drawing.blocks[outer]?.parent ?? null) {
    if (around.has(outer)) return outer;
    seen.add(outer);
  }
  return null;
}
