/**
 * A drawing as a fabric that can be routed over: systems with accelerators at the bottom, switch blocks above, and trunks from each block
 * to the next. Equal instances are never listed; an accelerator's domains follow from its number by arithmetic.
 */

/** The network inside one system. */
export interface InnerNetwork {
  /** Accelerators that reach each other without leaving their scale-up links; 1 = none. */
  readonly islandSize: number;
  readonly kind: 'switched' | 'mesh' | 'torus' | 'none';
  /** Of one accelerator, one direction. */
  readonly bandwidthBytesPerSecond: number;
  /** Shape of a torus, slowest dimension first; empty otherwise. */
  readonly torusDims: readonly number[];
  /** Between two neighbours of a mesh or torus; 0 otherwise. */
  readonly pairBandwidthBytesPerSecond: number;
  /** One accelerator's way over the host to other islands of the system; 0 when there are none. */
  readonly hostBandwidthBytesPerSecond: number;
  /** Shares of their bandwidth that large transfers sustain on the scale-up links, and over the host, 0–1. */
  readonly efficiency: number;
  readonly hostEfficiency: number;
}

/** A block whose instances bring accelerators. */
export interface FabricSystem {
  readonly blockId: string;
  /** Accelerators in one instance. */
  readonly accelerators: number;
  /** Instances in the whole drawing. */
  readonly instances: number;
  readonly inner: InnerNetwork;
  /** Network adapters of one accelerator, one direction; infinite where the accelerator's own links leave it. */
  readonly adapterBytesPerSecond: number;
  /** Share of it that large transfers sustain: that of the least of its cables. */
  readonly adapterEfficiency: number;
  /** Cables upwards. */
  readonly trunks: readonly Trunk[];
  /** Ports that lie on a switch of their own each; 0 = all ports of a system are alike. */
  readonly rails: number;
}

/** A switch block. Its domains are the sets of instances that hang together over the cables below them. */
export interface Stage {
  readonly blockId: string;
  /** Place in {@link Fabric.stages}. */
  readonly index: number;
  readonly domains: number;
  /** Instances in one domain that cables from below reach. */
  readonly perDomain: number;
  /** Whether instance k of a domain is rail k. */
  readonly isRails: boolean;
  /** Failed instances by domain, as places in the domain; domains without any are absent. */
  readonly failed: ReadonlyMap<number, ReadonlySet<number>>;
  /** Speeds of degraded instances, 0–1, by domain and place in it. */
  readonly degraded: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** Cables upwards. */
  readonly trunks: readonly Trunk[];
}

/** All cables of one drawn link, or of several between the same blocks: between every instance of the lower block and every one above it in its domain. */
export interface Trunk {
  readonly linkIds: readonly string[];
  /** Place in {@link Fabric.trunks}. */
  readonly index: number;
  /** Place of the upper block in {@link Fabric.stages}. */
  readonly upper: number;
  /** Lower domains (instances, of a system) that lie under one upper domain; they follow each other. */
  readonly lowerPerUpper: number;
  /** Upper instances that each lower one reaches where it lies in one of several planes; 0 = all of the domain. */
  readonly inPlane: number;
  /** From one lower to one upper instance, one direction; of one rail where the lower block is a system on rails. */
  readonly pairBytesPerSecond: number;
  /** Cables between the two; a fraction where they are spread over more switches than there are of them. */
  readonly pairCables: number;
  /** Share of the bandwidth that large transfers sustain, 0–1. */
  readonly efficiency: number;
  /** One way: half of what adapter to adapter takes at the accelerators, one more switch further up. */
  readonly latencySeconds: number;
  readonly isRails: boolean;
  /** Leaves the accelerators themselves, not network adapters. */
  readonly isScaleUp: boolean;
  /** Whether loads are kept rail by rail: the switches at one of its ends are rails. */
  readonly isByRail: boolean;
  /** Shares of the bandwidth that broken cables leave, by `shareKey`; 0 = no way. */
  readonly shares: ReadonlyMap<number, number>;
}

/** One side of links between equals. */
export interface PeerEnd {
  readonly isSystem: boolean;
  /** Place in {@link Fabric.systems} or {@link Fabric.stages}. */
  readonly place: number;
  /** In the whole drawing. */
  readonly domains: number;
  /** Domains in one instance of the container that holds both drawn ends. */
  readonly perScope: number;
}

/** Cables between equals, domain to domain: of one drawn link, or of several beside each other. */
export interface PeerLink {
  readonly linkIds: readonly string[];
  /** Place in {@link Fabric.peers}. */
  readonly index: number;
  /** `mesh`, each to each of one block; `ring`, to the next of one block; `all`, each to each of another block; `aligned`, to the one beside it there. */
  readonly shape: 'mesh' | 'ring' | 'all' | 'aligned';
  readonly ends: readonly [PeerEnd, PeerEnd];
  /** Domains in one instance of the drawn end; a fraction where a domain takes in several. */
  readonly perDrawn: number;
  /** Instances of the container that holds both drawn ends. */
  readonly scopes: number;
  /** Between two joined domains, one direction. */
  readonly pairBytesPerSecond: number;
  readonly pairCables: number;
  readonly efficiency: number;
  readonly latencySeconds: number;
  readonly isScaleUp: boolean;
  /** Shares that broken cables leave of those of a domain of the first end. */
  readonly shares: ReadonlyMap<number, number>;
}

/** Whether two links join the same domains in the same way. */
export function isSamePeerLink(a: PeerLink, b: PeerLink): boolean {
  const isSameEnd = (x: PeerEnd, y: PeerEnd): boolean =>
    x.isSystem === y.isSystem && x.place === y.place && x.perScope === y.perScope;
  return (
    a.shape === b.shape &&
    a.perDrawn === b.perDrawn &&
    a.isScaleUp === b.isScaleUp &&
    isSameEnd(a.ends[0], b.ends[0]) &&
    isSameEnd(a.ends[1], b.ends[1])
  );
}

/** Storage blocks that share their cables' ends evenly. */
export interface StorePiece {
  /** Instances of the storage block, in the whole drawing: the first, and how many. */
  readonly firstStore: number;
  readonly stores: number;
  /** Instances of the other block that their cables end at, in the whole drawing: the first, and how many. */
  readonly firstEnd: number;
  readonly ends: number;
  /** Of all their cables together, one direction. */
  readonly bytesPerSecond: number;
}

/** The cables of one drawn link between a storage block and a stage or a system. */
export interface StoreCables {
  readonly linkId: string;
  readonly storeId: string;
  readonly isSystem: boolean;
  /** Place in {@link Fabric.systems} or {@link Fabric.stages}. */
  readonly place: number;
  readonly pieces: readonly StorePiece[];
}

/** The whole fabric. */
export interface Fabric {
  readonly accelerators: number;
  readonly systems: readonly FabricSystem[];
  readonly stages: readonly Stage[];
  readonly trunks: readonly Trunk[];
  readonly peers: readonly PeerLink[];
  /** What leads to storage; no collective passes there. */
  readonly stores: readonly StoreCables[];
  /** Accelerators after which the fabric repeats itself: adding it to every number, around the end, changes nothing. */
  readonly period: number;
  /** The same but for the failures that are `uneven`. */
  readonly evenPeriod: number;
  /** Accelerators, `[first, end)`, that a failure of a switch or of its cables leaves fewer ways to than to others. */
  readonly uneven: readonly (readonly [number, number])[];
  /** The system that an accelerator is in: its block, its instance, the place inside. */
  readonly locate: (accelerator: number) => Place;
  /** Accelerators by rank; null = by `placement`. */
  readonly working: Int32Array | null;
  readonly placement: Placement;
}

/** Where ranks run, by rule: on the first `used` accelerators of every `domain`. The others stay idle. */
export interface Placement {
  readonly used: number;
  readonly domain: number;
}

/** The accelerator that a rank runs on. */
export function acceleratorOf({ working, placement }: Fabric, rank: number): number {
  if (working !== null) return working[rank] ?? rank;
  const { used, domain } = placement;
  return used === domain ? rank : Math.floor(rank / used) * domain + (rank % used);
}

/** Where an accelerator is. */
export interface Place {
  /** Place of its block in {@link Fabric.systems}. */
  readonly system: number;
  readonly instance: number;
  readonly local: number;
}
