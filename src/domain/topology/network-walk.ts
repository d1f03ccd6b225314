/** The walk over the drawing, from the inside out, that makes islands of accelerators and joins them. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import { createProblem, type ScenarioProblem } from '../estimate/scenario-problem.ts';
import { nameOf } from '../plan/describe-items.ts';
import { groupByParent } from '../plan/drawing/block-tree.ts';
import { isFacilityUnit } from '../plan/drawing/nesting-rules.ts';
import type { Block, Drawing, Link } from '../plan/plan-document.ts';
import { type CableLoss, isWhollyCut, listCableLosses } from './cable-losses.ts';
import type { Cabling } from './cabling.ts';
import { combineIslands } from './combine-islands.ts';
import { type Endpoint, findEndpoints } from './endpoint.ts';
import { findTiers } from './find-tiers.ts';
import { findSlowestInstance } from './instance-speed.ts';
import { joinPeers } from './join-peers.ts';
import { type JoinContext, joinUpward } from './join-upward.ts';
import { findLinkRates } from './link-rates.ts';
import type { DrawnLevel, Island, Reach } from './network-island.ts';
import { buildScaleUpLevels, buildSystemLevels, buildTorusLevel } from './scale-up-levels.ts';
import { countInstances, countLostInstances } from './summarize-drawing.ts';

/** One walk over one drawing; its problems and warnings are complete when {@link NetworkWalk.joinContainer} has answered for the canvas. */
export class NetworkWalk {
  readonly problems: ScenarioProblem[] = [];
  readonly warnings: ScenarioProblem[] = [];
  /** Links that all cables of are cut. */
  readonly cutLinks: string[] = [];
  readonly instances: ReadonlyMap<string, number>;
  lostAccelerators = 0;
  slowestEndpoint = 1;
  private readonly endpoints: ReadonlyMap<string, Endpoint>;
  private readonly children: ReadonlyMap<string | null, readonly Block[]>;
  private readonly cablings: ReadonlyMap<string | null, { upward: Cabling[]; peers: Cabling[] }>;

  constructor(
    private readonly drawing: Drawing,
    private readonly index: CatalogIndex,
  ) {
    this.instances = countInstances(drawing);
    this.endpoints = findEndpoints(drawing, index);
    this.children = groupByParent(drawing);
    this.cablings = this.sortLinks();
  }

  /** Islands inside one instance of a container; null = the canvas. */
  joinContainer(container: Block | null): Island[] {
    const id = container?.id ?? null;
    const islands: Island[] = [];
    for (const child of this.children.get(id) ?? []) {
      if (child.kind === 'switch' || child.kind === 'storage' || isFacilityUnit(child.kind)) continue;
      const endpoint = this.endpoints.get(child.id);
      if (endpoint !== undefined && this.isLost(child)) continue;
      const inside = endpoint === undefined ? this.joinContainer(child) : [this.startAt(endpoint)];
      for (const island of inside) islands.push({ ...island, multiplicity: island.multiplicity * child.count });
    }
    if (container?.torusDims != null) return this.openContainer(container, this.joinTorus(container, islands));
    const here = container?.kind === 'node' ? this.joinChassis(container, islands) : islands;
    const cablings = this.cablings.get(id);
    if (cablings === undefined) return this.openContainer(container, here);
    const context: JoinContext = {
      drawing: this.drawing,
      index: this.index,
      instances: this.instances,
      container: id,
      containerInstances: id === null ? 1 : (this.instances.get(id) ?? 1),
      onLost: (block, accelerators) => this.noteLost(block, accelerators),
      onCutOff: (cut, accelerators) => this.noteCutOff(cut, accelerators),
    };
    const joined = joinUpward(here, cablings.upward, context);
    return this.openContainer(container, joinPeers(joined, cablings.peers, context));
  }

  /** A lone accelerator has nobody to talk to; its level says so, since there must be one. */
  describeAlone(island: Island): DrawnLevel {
    const endpoint = this.endpoints.get(island.endpointIds[0] ?? '');
    const bandwidth =
      endpoint?.accelerator.hostLink.bandwidthBytesPerSecond ?? endpoint?.accelerator.scaleUp.bandwidthBytesPerSecond;
    return {
      accelerators: 1,
      kind: 'mesh',
      // Nothing is ever sent over it.
      bandwidthBytesPerSecond: bandwidth === undefined || bandwidth === 0 ? 1 : bandwidth,
      latencySeconds: 0,
      efficiency: 1,
      rampSeconds: 0,
      inNetworkReduction: false,
      reductionEfficiency: 0,
      torusDims: [],
      neighbourBandwidthBytesPerSecond: 0,
      label: 'A single accelerator',
      itemIds: island.endpointIds,
    };
  }

  private startAt(endpoint: Endpoint): Island {
    const { block, system, accelerator, accelerators } = endpoint;
    const speed = findSlowestInstance(this.drawing, block, this.instances);
    this.slowestEndpoint = Math.min(this.slowestEndpoint, speed);
    const built = system === null ? [] : buildSystemLevels(system, accelerator, this.index);
    const levels = built.map((level) => ({
      ...level,
      bandwidthBytesPerSecond: level.bandwidthBytesPerSecond * speed,
      neighbourBandwidthBytesPerSecond: level.neighbourBandwidthBytesPerSecond * speed,
      itemIds: [block.id],
    }));
    const island: Island = {
      multiplicity: 1,
      accelerators,
      levels,
      reach: new Map([[block.id, startReach(1)]]),
      adapterBandwidthBytesPerSecond: (system?.scaleOutBandwidthBytesPerSecond ?? Number.POSITIVE_INFINITY) * speed,
      endpointIds: [block.id],
    };
    return block.torusDims === null ? island : this.shapeSystem(block, endpoint, island);
  }

  /** A shape drawn on a system itself: of one instance, or of all instances in the container together. */
  private shapeSystem(block: Block, endpoint: Endpoint, island: Island): Island {
    const dims = block.torusDims ?? [];
    const size = dims.reduce((product, side) => product * side, 1);
    const scaleUp = endpoint.system?.scaleUp ?? endpoint.accelerator.scaleUp;
    const level = { ...buildTorusLevel(scaleUp, dims, block.name, this.index), itemIds: [block.id] };
    if (size === island.accelerators) return { ...island, levels: [level] };
    if (size === island.accelerators * block.count) {
      const joined = combineIslands([{ island: { ...island, levels: [] }, count: block.count }], 1, level, new Map());
      return { ...joined, multiplicity: 1 / block.count };
    }
    this.problems.push(describeTorusMismatch(block, size, island.accelerators * block.count));
    return island;
  }

  private joinTorus(container: Block, islands: readonly Island[]): Island[] {
    const dims = container.torusDims ?? [];
    const size = dims.reduce((product, side) => product * side, 1);
    const held = islands.reduce((sum, island) => sum + island.multiplicity * island.accelerators, 0);
    const first = islands[0]?.endpointIds[0];
    const endpoint = first === undefined ? undefined : this.endpoints.get(first);
    if (endpoint === undefined) return [...islands];
    if (Math.abs(size - held) > 1e-6) {
      this.problems.push(describeTorusMismatch(container, size, held));
      return [...islands];
    }
    const scaleUp = endpoint.system?.scaleUp ?? endpoint.accelerator.scaleUp;
    const torus = buildTorusLevel(scaleUp, dims, container.name, this.index);
    // The torus replaces what single hosts would have: it joins the accelerators of all of them directly.
    const parts = islands.map((island) => ({ island: { ...island, levels: [] }, count: island.multiplicity }));
    const speed = this.slowestEndpoint;
    const level: DrawnLevel = {
      ...torus,
      bandwidthBytesPerSecond: torus.bandwidthBytesPerSecond * speed,
      neighbourBandwidthBytesPerSecond: torus.neighbourBandwidthBytesPerSecond * speed,
      itemIds: [container.id],
    };
    return [combineIslands(parts, 1, level, new Map())];
  }

  /** Bare accelerators in a node meet over their own scale-up links, or over the host. */
  private joinChassis(container: Block, islands: readonly Island[]): Island[] {
    const bare = islands.filter((island) => {
      const endpoint = this.endpoints.get(island.endpointIds[0] ?? '');
      return endpoint !== undefined && endpoint.system === null && island.levels.length === 0;
    });
    const first = this.endpoints.get(bare[0]?.endpointIds[0] ?? '');
    const held = bare.reduce((sum, island) => sum + island.multiplicity * island.accelerators, 0);
    if (first === undefined || held <= 1) return [...islands];
    const { accelerator } = first;
    const levels = buildScaleUpLevels(accelerator.scaleUp, accelerator, held, null, container.name, this.index);
    const outer = levels.at(-1);
    if (outer === undefined) return [...islands];
    const parts = bare.map((island) => ({ island, count: island.multiplicity }));
    const joined = combineIslands(parts, 1, { ...outer, itemIds: [container.id] }, new Map());
    const inner = levels.slice(0, -1).map((level) => ({ ...level, itemIds: [container.id] }));
    return [...islands.filter((island) => !bare.includes(island)), { ...joined, levels: [...inner, ...joined.levels] }];
  }

  /** Cables can leave the container as a whole: from its highest switches, or from everything inside when it has none. */
  private openContainer(container: Block | null, islands: readonly Island[]): Island[] {
    if (container === null) return [...islands];
    const pieces = islands.reduce((sum, island) => sum + island.multiplicity, 0);
    return islands.map((island) => {
      const paths = [...island.reach.values()];
      const tier = Math.max(0, ...paths.map((path) => path.tier));
      const top = paths.filter((path) => path.tier === tier);
      const port: Reach = {
        instances: 1 / Math.max(1, pieces),
        bandwidthBytesPerSecond: top.reduce((sum, path) => sum + path.bandwidthBytesPerSecond, 0),
        latencySeconds: Math.max(0, ...top.map((path) => path.latencySeconds)),
        efficiency: Math.min(1, ...top.map((path) => path.efficiency)),
        isScaleUp: tier === 0,
        tier,
      };
      return { ...island, reach: new Map(island.reach).set(container.id, port) };
    });
  }

  /** Whether no instance of a block works. */
  private isLost(block: Block): boolean {
    return countLostInstances(this.drawing, block, this.instances) >= (this.instances.get(block.id) ?? 0);
  }

  private noteLost(block: Block, accelerators: number): void {
    const count = Math.round(accelerators);
    this.lostAccelerators += count;
    this.warnings.push(
      createProblem({
        code: 'cut-off',
        part: 'drawing',
        itemIds: [block.id],
        message: `${count} accelerators have no path left, because instances of ${block.name} have failed. They are left out.`,
        mend: `Give the blocks behind ${block.name} a second path.`,
      }),
    );
  }

  private noteCutOff(cablings: readonly Cabling[], accelerators: number): void {
    const count = Math.round(accelerators);
    const cut = cablings.filter(({ losses }) => losses.length > 0);
    const links = cut.length > 0 ? cut : cablings;
    this.lostAccelerators += count;
    this.warnings.push(
      createProblem({
        code: 'cut-off',
        part: 'drawing',
        itemIds: links.map(({ link }) => link.id),
        message: `${count} accelerators have no path left, because all their cables are cut: ${this.nameLinks(links)}. They are left out.`,
        mend: 'Mend one of their cables, or give them a second path.',
      }),
    );
  }

  private nameLinks(cablings: readonly Cabling[]): string {
    return [...new Set(cablings.map(({ link }) => nameOf(this.drawing, link.id)))].join(', ');
  }

  private sortLinks(): Map<string | null, { upward: Cabling[]; peers: Cabling[] }> {
    const isWan = (link: Link): boolean => this.index.wanClasses.has(link.catalogId);
    const losses = new Map<string, readonly CableLoss[]>();
    const usable: Record<string, Link> = {};
    for (const link of Object.values(this.drawing.links)) {
      const lost = listCableLosses(this.drawing, link, this.instances);
      losses.set(link.id, lost);
      if (isWhollyCut(this.drawing, link, lost, this.instances)) this.cutLinks.push(link.id);
      else usable[link.id] = link;
    }
    const tiers = findTiers({ ...this.drawing, links: usable }, new Set(this.endpoints.keys()), isWan);
    const sorted = new Map<string | null, { upward: Cabling[]; peers: Cabling[] }>();
    for (const link of Object.values(usable)) {
      const from = this.drawing.blocks[link.from];
      const to = this.drawing.blocks[link.to];
      // Storage is reached through its own bandwidths, not through the training network.
      if (from === undefined || to === undefined || from.kind === 'storage' || to.kind === 'storage') continue;
      const rates = findLinkRates(link, this.index);
      if (rates === null) {
        this.problems.push(
          createProblem({
            code: 'unknown-link',
            part: 'drawing',
            itemIds: [link.id],
            message: `The catalogue has no link kind "${link.catalogId}" with a bandwidth.`,
            mend: 'Choose another kind for the link, or give it a bandwidth.',
          }),
        );
        continue;
      }
      const container = this.commonContainer(from, to);
      if (container === undefined) continue;
      const outer = container === null ? 1 : (this.instances.get(container) ?? 1);
      const fromTier = tiers.get(from.id) ?? 0;
      const toTier = tiers.get(to.id) ?? 0;
      const isUpward = from.kind === 'switch' || to.kind === 'switch' ? fromTier !== toTier : false;
      const upper = fromTier > toTier ? from : to;
      const lower = upper === to ? from : to;
      const cabling: Cabling = {
        link,
        rates: this.limitPorts(rates, lower),
        lower: lower.id,
        upper: upper.id,
        lowerInstances: (this.instances.get(lower.id) ?? 1) / outer,
        upperInstances: (this.instances.get(upper.id) ?? 1) / outer,
        cables: ((this.instances.get(from.id) ?? 1) / outer) * link.cablesPerInstance,
        losses: losses.get(link.id) ?? [],
      };
      const here = sorted.get(container) ?? { upward: [], peers: [] };
      (isUpward && upper.kind === 'switch' ? here.upward : here.peers).push(cabling);
      sorted.set(container, here);
    }
    return sorted;
  }

  /** A cable is no faster than the adapter that it is plugged into. */
  private limitPorts(rates: Cabling['rates'], lower: Block): Cabling['rates'] {
    const system = this.endpoints.get(lower.id)?.system;
    if (system == null || rates.isScaleUp || system.nics.length === 0) return rates;
    const port = Math.max(...system.nics.map((nic) => nic.bandwidthBytesPerSecond));
    return { ...rates, bandwidthBytesPerSecond: Math.min(rates.bandwidthBytesPerSecond, port) };
  }

  /** The innermost container that holds both blocks; undefined when one lies inside the other. */
  private commonContainer(from: Block, to: Block): string | null | undefined {
    const around = (block: Block): string[] => {
      const path: string[] = [];
      let outer = block.parent === null ? undefined : this.drawing.blocks[block.parent];
      while (outer !== undefined && !path.includes(outer.id)) {
        path.push(outer.id);
        outer = outer.parent === null ? undefined : this.drawing.blocks[outer.parent];
      }
      return path;
    };
    const [aroundFrom, aroundTo] = [around(from), around(to)];
    if (aroundFrom.includes(to.id) || aroundTo.includes(from.id)) return undefined;
    return aroundFrom.find((id) => aroundTo.includes(id)) ?? null;
  }
}

function startReach(instances: number): Reach {
  return {
    instances,
    bandwidthBytesPerSecond: Number.POSITIVE_INFINITY,
    latencySeconds: 0,
    efficiency: 1,
    isScaleUp: true,
    tier: 0,
  };
}

function describeTorusMismatch(block: Block, size: number, held: number): ScenarioProblem {
  const shape = (block.torusDims ?? []).join('×');
  return createProblem({
    code: 'torus-size',
    part: 'drawing',
    itemIds: [block.id],
    message: `${block.name} is drawn as a torus of ${shape} = ${size} accelerators, but holds ${held}.`,
    mend: 'Change the shape of the torus or the number of systems inside.',
  });
}
