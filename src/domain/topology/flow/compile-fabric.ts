/** A drawing becomes a {@link Fabric}, or the reason why its shape is beyond the router. Work grows with the drawn blocks, not with their counts. */
import type { CatalogIndex } from '../../catalog/catalog-types.ts';
import { groupByParent } from '../../plan/drawing/block-tree.ts';
import type { Drawing } from '../../plan/plan-document.ts';
import { type Endpoint, findEndpoints } from '../endpoint.ts';
import { findTiers } from '../find-tiers.ts';
import { findLinkRates } from '../link-rates.ts';
import { countInstances } from '../summarize-drawing.ts';
import { domainOfShare } from './cut-cables.ts';
import type { Fabric, FabricSystem, InnerNetwork, PeerLink, Stage, Trunk } from './fabric.ts';
import type { FabricNode } from './fabric-node.ts';
import { addSpeeds, findFailures, findWorking, hasExceptions } from './failed-parts.ts';
import { foldTori } from './fold-tori.ts';
import { describeInner } from './inner-network.ts';
import { layAddresses } from './lay-addresses.ts';
import { layPeers } from './lay-peers.ts';
import { layStores } from './lay-stores.ts';
import { type LayContext, layTrunks } from './lay-trunks.ts';
import { isLoop } from './peer-map.ts';
import { resolveLinks } from './resolve-links.ts';
import { Unroutable } from './unroutable.ts';

/** A fabric, or what the router does not know about the drawing, in words. */
export type CompiledFabric =
  | { readonly ok: true; readonly fabric: Fabric }
  | { readonly ok: false; readonly reason: string };

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
  const nodes = findNodes(drawing, endpoints, tiers, instances);
  const stages = [...nodes.values()].filter((node) => !node.isSystem).sort((a, b) => a.tier - b.tier);
  stages.forEach((node, place) => {
    node.place = place;
  });
  const { upward, peers: between } = resolveLinks(
    drawing,
    links,
    nodes,
    instances,
    (link) => findLinkRates(link, index)?.isScaleUp === true,
  );
  const context: LayContext = {
    index,
    drawing,
    endpoints,
    instances,
    hasExceptions: hasExceptions(drawing) || links.some(({ exceptions }) => exceptions.length > 0),
  };
  const trunks = layTrunks(upward, context);
  const peers = layPeers(between, context);
  const addresses = layAddresses(groupByParent(drawing), endpoints);
  const systems = [...endpoints.values()].map((endpoint) => describeSystem(endpoint, nodes, stages, instances, index));
  const isAlike =
    systems.length === 1 &&
    peers.every((link) => isLoop(link) && link.shares.size === 0) &&
    !hasExceptions(drawing, (block) => block.kind === 'switch');
  // What fails in an only domain fails for all alike. What only slows does not change the ways, so all parts still carry alike.
  const isEven =
    isAlike &&
    trunks.every(({ shares }) => [...shares.values()].every((share) => share > 0)) &&
    stages.every(({ speeds, domains }) => speeds.size === 0 || domains === 1) &&
    !hasExceptions(drawing, (block) => nodes.get(block.id)?.domains === 1);
  const described = stages.map((node) => describeStage(node, drawing, instances));
  const period = findPeriod(addresses.accelerators, systems[0]?.accelerators ?? 1, stages, peers);
  return {
    accelerators: addresses.accelerators,
    systems,
    stages: described,
    trunks,
    peers,
    stores: layStores(drawing, links, nodes, context),
    period: isEven ? period : addresses.accelerators,
    evenPeriod: isAlike ? period : addresses.accelerators,
    uneven: findUneven(addresses.accelerators, [...systems, ...described]),
    locate: addresses.locate,
    working: findWorking(drawing, endpoints, instances, addresses),
    placement: { used: 1, domain: 1 },
  };
}

function findNodes(
  drawing: Drawing,
  endpoints: ReadonlyMap<string, Endpoint>,
  tiers: ReadonlyMap<string, number>,
  instances: ReadonlyMap<string, number>,
): Map<string, FabricNode> {
  const nodes = new Map<string, FabricNode>();
  [...endpoints.keys()].forEach((id, place) => {
    const block = drawing.blocks[id];
    if (block === undefined) return;
    const domains = instances.get(id) ?? 1;
    nodes.set(id, {
      block,
      isSystem: true,
      place,
      tier: 0,
      trunks: [],
      rails: 0,
      domains,
      perDomain: 1,
      isRails: false,
      speeds: new Map(),
    });
  });
  for (const block of Object.values(drawing.blocks)) {
    const tier = tiers.get(block.id);
    if (tier === undefined || block.kind !== 'switch') continue;
    nodes.set(block.id, {
      block,
      isSystem: false,
      place: -1,
      tier,
      trunks: [],
      rails: 0,
      domains: 0,
      perDomain: 1,
      isRails: false,
      speeds: new Map(),
    });
  }
  return nodes;
}

function describeSystem(
  endpoint: Endpoint,
  nodes: ReadonlyMap<string, FabricNode>,
  stages: readonly FabricNode[],
  instances: ReadonlyMap<string, number>,
  index: CatalogIndex,
): FabricSystem {
  const { block, system } = endpoint;
  const node = nodes.get(block.id);
  const trunks = node?.trunks ?? [];
  return {
    blockId: block.id,
    accelerators: endpoint.accelerators,
    instances: instances.get(block.id) ?? 1,
    inner: joinOutside(describeInner(endpoint, index), endpoint.accelerators, trunks, stages),
    adapterBytesPerSecond: system?.scaleOutBandwidthBytesPerSecond ?? Number.POSITIVE_INFINITY,
    adapterEfficiency: Math.min(1, ...trunks.filter(({ isScaleUp }) => !isScaleUp).map(({ efficiency }) => efficiency)),
    trunks,
    rails: node?.rails ?? 0,
  };
}

/** Scale-up switches outside a chassis are the network inside it too, unless that is faster. */
function joinOutside(
  inner: InnerNetwork,
  accelerators: number,
  trunks: readonly Trunk[],
  stages: readonly FabricNode[],
): InnerNetwork {
  let outside = 0;
  for (const { isScaleUp, pairBytesPerSecond, inPlane, upper } of trunks) {
    if (isScaleUp) outside += pairBytesPerSecond * (inPlane > 0 ? inPlane : (stages[upper]?.perDomain ?? 0));
  }
  const isFaster = inner.bandwidthBytesPerSecond > (outside / accelerators) * (1 + 1e-9);
  return outside === 0 || isFaster ? inner : { ...inner, islandSize: 1, kind: 'none', torusDims: [] };
}

function describeStage(node: FabricNode, drawing: Drawing, instances: ReadonlyMap<string, number>): Stage {
  const { failed, degraded } = findFailures(drawing, node.block, instances, node.domains, node.perDomain);
  const { block, place, domains, perDomain, isRails, trunks, speeds } = node;
  addSpeeds(speeds, perDomain, failed, degraded);
  return { blockId: block.id, index: place, domains, perDomain, isRails, failed, degraded, trunks };
}

/** Accelerators under domains with failed switches, and under trunks that are wholly cut. */
function findUneven(accelerators: number, lowers: readonly (FabricSystem | Stage)[]): [number, number][] {
  const uneven: [number, number][] = [];
  const add = (domain: number, domains: number): void => {
    if (domains > 1) uneven.push([(domain * accelerators) / domains, ((domain + 1) * accelerators) / domains]);
  };
  for (const lower of lowers) {
    const domains = 'domains' in lower ? lower.domains : lower.instances;
    if ('failed' in lower) for (const domain of lower.failed.keys()) add(domain, domains);
    for (const { shares } of lower.trunks) {
      for (const [key, share] of shares) if (share === 0) add(domainOfShare(key), domains);
    }
  }
  return uneven;
}

/** The least common multiple of all domains but the outermost. */
function findPeriod(
  accelerators: number,
  system: number,
  stages: readonly FabricNode[],
  peers: readonly PeerLink[],
): number {
  let period = system;
  for (const stage of stages) {
    if (stage.domains > 1) period = leastCommonMultiple(period, accelerators / stage.domains);
  }
  for (const { scopes } of peers) {
    if (scopes > 1) period = leastCommonMultiple(period, accelerators / scopes);
  }
  return period;
}

/** Least common multiple of two counts. */
export function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
