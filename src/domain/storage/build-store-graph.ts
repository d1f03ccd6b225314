/** A fabric becomes the graph between the hosts of a job and its storage. */
import type { Block, Drawing } from '../plan/plan-document.ts';
import { leastCommonMultiple } from '../topology/flow/compile-fabric.ts';
import { peerShare, shareKey } from '../topology/flow/cut-cables.ts';
import type { Fabric, FabricSystem, PeerEnd, Stage, Trunk } from '../topology/flow/fabric.ts';
import { partnerAt, stepsPerDomain } from '../topology/flow/peer-map.ts';
import { createSpeedOf } from '../topology/instance-speed.ts';
import type { SystemUsers } from './count-users.ts';
import { cutDomains, type StagePart, type StageParts } from './stage-parts.ts';
import type { HostVertex, StoreEdge, StoreGraph, StoreVertex } from './store-graph.ts';

/** Direct links between more pairs of domains than this are beyond what is worth the wait. */
const MOST_PEERS = 200_000;

/** Builds the graph; null where direct links are too many. */
export function buildStoreGraph(
  fabric: Fabric,
  drawing: Drawing,
  instances: ReadonlyMap<string, number>,
  users: readonly SystemUsers[],
): StoreGraph | null {
  const isEven = users.every((counts) => counts.isUniform) && isEvenFabric(fabric, instances);
  const builder = new GraphBuilder(fabric, drawing, instances, isEven);
  fabric.systems.forEach((system, place) => {
    const counts = users[place];
    if (counts !== undefined) builder.addHosts(system, place, counts);
  });
  fabric.stages.forEach((stage) => {
    builder.addUplinks(stage);
  });
  if (!builder.addPeers()) return null;
  builder.addStores();
  return builder.graph;
}

class GraphBuilder {
  private readonly hosts: HostVertex[] = [];
  private readonly stores: StoreVertex[] = [];
  private readonly edges: StoreEdge[] = [];
  /** Vertices of hosts that are listed one by one, by system and instance. */
  private readonly hostVertices = new Map<string, number>();
  private readonly parts: StageParts;
  private next: number;

  constructor(
    private readonly fabric: Fabric,
    private readonly drawing: Drawing,
    private readonly instances: ReadonlyMap<string, number>,
    /** Whether one domain of each stage stands for all. */
    private readonly isEven: boolean,
  ) {
    this.parts = cutDomains(fabric, (stage) => instances.get(stage.blockId) ?? stage.domains, isEven);
    this.next = this.parts.vertices;
  }

  get graph(): StoreGraph {
    return { vertices: this.next, hosts: this.hosts, stores: this.stores, edges: this.edges };
  }

  /** Hosts under the same switches, with as many accelerators in use, are one vertex. */
  addHosts(system: FabricSystem, place: number, users: SystemUsers): void {
    const trunks = system.trunks.filter(({ isScaleUp }) => !isScaleUp);
    const isAlone =
      trunks.some(({ shares }) => shares.size > 0) ||
      this.fabric.peers.some(({ ends }) => ends.some((end) => end.isSystem && end.place === place)) ||
      this.fabric.stores.some((cables) => cables.isSystem && cables.place === place);
    const together = isAlone ? 1 : trunks.reduce((size, { lowerPerUpper }) => commonDivisor(size, lowerPerUpper), 0);
    if (this.isEven) {
      const hosts = system.instances;
      const counts = { hosts, readers: users.readersOf(0) * hosts, writers: users.writersOf(0) * hosts };
      this.addHost(system, 0, counts, trunks);
      return;
    }
    const width = together === 0 ? system.instances : together;
    for (let first = 0; first < system.instances; first += width) {
      const found = new Map<string, { hosts: number; readers: number; writers: number }>();
      for (let instance = first; instance < first + width; instance++) {
        const [readers, writers] = [users.readersOf(instance), users.writersOf(instance)];
        if (readers === 0 && !isAlone) continue;
        const key = `${readers} ${writers}`;
        const known = found.get(key) ?? { hosts: 0, readers: 0, writers: 0 };
        known.hosts++;
        known.readers += readers;
        known.writers += writers;
        found.set(key, known);
      }
      for (const counts of found.values()) {
        const vertex = this.addHost(system, first, counts, trunks);
        if (isAlone) this.hostVertices.set(`${place} ${first}`, vertex);
      }
    }
  }

  addUplinks(stage: Stage): void {
    for (const trunk of stage.trunks) {
      const upper = this.fabric.stages[trunk.upper];
      if (upper === undefined || trunk.isScaleUp) continue;
      // Of several planes above, a switch reaches its own only.
      const reached = trunk.inPlane === 0 ? 1 : trunk.inPlane / upper.perDomain;
      // Where the first stands for all, it has the cables of all.
      const [domains, times] = this.isEven ? [1, stage.domains] : [stage.domains, 1];
      for (let domain = 0; domain < domains; domain++) {
        for (const lowerPart of this.parts.partsOf(stage.index, domain)) {
          const share = averageShare(trunk, domain, lowerPart);
          for (const part of this.parts.partsOf(trunk.upper, Math.floor(domain / trunk.lowerPerUpper))) {
            const pairs = lowerPart.working * part.working * reached * times;
            this.join(lowerPart.vertex, part.vertex, trunk.pairBytesPerSecond * pairs * share, trunk);
          }
        }
      }
    }
  }

  /** Direct links; false where there are too many. */
  addPeers(): boolean {
    // Among domains that are all alike, nothing that goes from one to another gets nearer to storage.
    if (this.isEven) return true;
    let count = 0;
    for (const link of this.fabric.peers) {
      if (link.isScaleUp) continue;
      count += link.ends[0].domains * stepsPerDomain(link, 0);
      if (count > MOST_PEERS) return false;
      const isLoop = link.shape === 'mesh' || link.shape === 'ring';
      for (let domain = 0; domain < link.ends[0].domains; domain++) {
        for (let rest = 0; rest < stepsPerDomain(link, 0); rest++) {
          const there = partnerAt(link, 0, domain, rest);
          // A loop is met from both of its ends.
          if (there === null || (isLoop && there <= domain)) continue;
          const capacity = link.pairBytesPerSecond * peerShare(link, 0, domain, there);
          const [froms, tos] = [this.sharesOf(link.ends[0], domain), this.sharesOf(link.ends[1], there)];
          for (const from of froms) {
            for (const to of tos) this.join(from.vertex, to.vertex, capacity * from.share * to.share, link);
          }
        }
      }
    }
    return true;
  }

  addStores(): void {
    for (const storeId of new Set(this.fabric.stores.map((cables) => cables.storeId))) {
      const all = this.fabric.stores.filter((cables) => cables.storeId === storeId);
      const block = this.drawing.blocks[storeId];
      if (block?.storage == null) continue;
      const cut = (cables: (typeof all)[number]): string =>
        cables.pieces.map(({ firstStore, stores }) => `${firstStore}+${stores}`).join();
      // Several links that group the storage in different ways leave it one pool.
      const isOneCut = !this.isEven && all.every((cables) => cut(cables) === cut(all[0] ?? cables));
      const vertices = new Map<number, number>();
      for (const cables of all) {
        for (const piece of cables.pieces) {
          const first = isOneCut ? piece.firstStore : 0;
          const stores = isOneCut ? piece.stores : (this.instances.get(storeId) ?? 1);
          const vertex = vertices.get(first) ?? this.addStore(block, first, stores);
          vertices.set(first, vertex);
          this.addCables(cables, piece, vertex);
        }
      }
    }
  }

  private addHost(
    system: FabricSystem,
    first: number,
    counts: Pick<HostVertex, 'hosts' | 'readers' | 'writers'>,
    trunks: readonly Trunk[],
  ): number {
    const vertex = this.next++;
    const portBytesPerSecond = system.adapterBytesPerSecond * system.accelerators * counts.hosts;
    this.hosts.push({ vertex, blockId: system.blockId, ...counts, portBytesPerSecond });
    for (const trunk of trunks) {
      for (const part of this.parts.partsOf(trunk.upper, Math.floor(first / trunk.lowerPerUpper))) {
        const share = averageShare(trunk, first, part);
        const bytesPerSecond = trunk.pairBytesPerSecond * counts.hosts * part.working * share;
        this.join(vertex, part.vertex, bytesPerSecond, trunk, true);
      }
    }
    return vertex;
  }

  private addStore(block: Block, first: number, stores: number): number {
    const vertex = this.next++;
    let working = stores;
    if (this.hasExceptions(block)) {
      const speedOf = createSpeedOf(this.drawing, block, this.instances);
      working = 0;
      for (let instance = first; instance < first + stores; instance++) working += speedOf(instance);
    }
    this.stores.push({
      vertex,
      blockId: block.id,
      writeBytesPerSecond: working * (block.storage?.writeBytesPerSecond ?? 0),
      readBytesPerSecond: working * (block.storage?.readBytesPerSecond ?? 0),
    });
    return vertex;
  }

  private addCables(
    { isSystem, place, linkId }: Fabric['stores'][number],
    piece: Fabric['stores'][number]['pieces'][number],
    vertex: number,
  ): void {
    const each = piece.bytesPerSecond / piece.ends;
    const cables = { part: 'cables', itemIds: [linkId], isOneWay: true } as const;
    if (isSystem) {
      for (let instance = piece.firstEnd; instance < piece.firstEnd + piece.ends; instance++) {
        const from = this.hostVertices.get(`${place} ${instance}`);
        if (from !== undefined) this.edges.push({ from, to: vertex, bytesPerSecond: each, ...cables });
      }
      return;
    }
    const stage = this.fabric.stages[place];
    if (stage === undefined) return;
    const apart = (this.instances.get(stage.blockId) ?? stage.domains) / stage.domains;
    if (this.isEven) {
      for (const part of this.parts.partsOf(place, 0)) this.addEvenCables(part, piece, apart, vertex, linkId);
      return;
    }
    const last = Math.ceil((piece.firstEnd + piece.ends) / apart - 1e-9);
    for (let domain = Math.floor(piece.firstEnd / apart); domain < last; domain++) {
      for (const part of this.parts.partsOf(place, domain)) {
        const [first, end] = [domain * apart + part.first, domain * apart + part.end];
        const isInside = first >= piece.firstEnd - 1e-9 && end <= piece.firstEnd + piece.ends + 1e-9;
        if (!isInside || part.working === 0) continue;
        this.edges.push({ from: part.vertex, to: vertex, bytesPerSecond: each * part.working, ...cables });
      }
    }
  }

  /** Cables of one piece to one part of all domains, where the first domain stands for all. */
  private addEvenCables(
    part: StagePart,
    piece: Fabric['stores'][number]['pieces'][number],
    apart: number,
    vertex: number,
    linkId: string,
  ): void {
    const first = piece.firstEnd % apart;
    const isWhole = piece.ends >= apart;
    const isInside = isWhole || (part.first >= first && part.end <= first + piece.ends);
    if (!isInside) return;
    const share = (part.end - part.first) / (isWhole ? apart : piece.ends);
    const bytesPerSecond = piece.bytesPerSecond * share;
    this.edges.push({
      from: part.vertex,
      to: vertex,
      bytesPerSecond,
      part: 'cables',
      itemIds: [linkId],
      isOneWay: true,
    });
  }

  /** The vertices of one end of a direct link, with the share of its cables that each has. */
  private sharesOf(end: PeerEnd, domain: number): { readonly vertex: number; readonly share: number }[] {
    if (end.isSystem) {
      const vertex = this.hostVertices.get(`${end.place} ${domain}`);
      return vertex === undefined ? [] : [{ vertex, share: 1 }];
    }
    const perDomain = this.fabric.stages[end.place]?.perDomain ?? 1;
    return this.parts.partsOf(end.place, domain).map(({ vertex, working }) => ({ vertex, share: working / perDomain }));
  }

  private hasExceptions(block: Block): boolean {
    for (let outer: Block | undefined = block; outer !== undefined; outer = this.drawing.blocks[outer.parent ?? '']) {
      if (outer.exceptions.length > 0) return true;
    }
    return false;
  }

  private join(
    from: number,
    to: number,
    bytesPerSecond: number,
    { linkIds }: { readonly linkIds: readonly string[] },
    isOneWay = false,
  ): void {
    if (bytesPerSecond > 0) {
      this.edges.push({ from, to, bytesPerSecond, part: 'network', itemIds: linkIds, isOneWay });
    }
  }
}

/** Whether every domain of every stage is like the others, storage cables included. */
function isEvenFabric(fabric: Fabric, instances: ReadonlyMap<string, number>): boolean {
  const trunks = [...fabric.trunks, ...fabric.peers];
  return (
    trunks.every(({ shares }) => shares.size === 0) &&
    fabric.peers.every(({ shape }) => shape === 'mesh' || shape === 'ring') &&
    fabric.stages.every(({ failed, degraded }) => failed.size === 0 && degraded.size === 0) &&
    fabric.stores.every((cables) => isEvenlyCabled(fabric, cables, instances))
  );
}

/** Whether the cables of a storage block reach all domains of a stage in the same way. */
function isEvenlyCabled(
  fabric: Fabric,
  { isSystem, place, pieces }: Fabric['stores'][number],
  instances: ReadonlyMap<string, number>,
): boolean {
  const stage = fabric.stages[place];
  if (isSystem || stage === undefined) return false;
  if (stage.domains === 1) return true;
  const all = instances.get(stage.blockId) ?? stage.domains;
  const apart = all / stage.domains;
  const [first] = pieces;
  if (first === undefined) return false;
  const isSame = pieces.every((piece) => piece.ends === first.ends && piece.bytesPerSecond === first.bytesPerSecond);
  if (!isSame) return false;
  // Pieces that reach all of what they follow each other over, or one and the same part of every domain.
  const isWhole = first.ends * pieces.length === all;
  return isWhole
    ? first.ends % apart === 0 || apart % first.ends === 0
    : pieces.length === stage.domains && pieces.every((piece, at) => piece.firstEnd === at * apart);
}

/** Share of a trunk that broken cables leave a lower domain; of rails, the mean of those that are meant. */
function averageShare(trunk: Trunk, domain: number, { first, end }: Pick<StagePart, 'first' | 'end'>): number {
  if (trunk.shares.size === 0) return 1;
  if (!trunk.isByRail) return trunk.shares.get(shareKey(domain, 0)) ?? 1;
  let sum = 0;
  for (let rail = first; rail < end; rail++) sum += trunk.shares.get(shareKey(domain, rail)) ?? 1;
  return sum / (end - first);
}

function commonDivisor(a: number, b: number): number {
  return a === 0 ? b : (a * b) / leastCommonMultiple(a, b);
}
