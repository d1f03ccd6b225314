/** The few numbers that a network is generated from. Bandwidths are one direction. */

/** How the systems are joined. A fat-tree and a rail-optimized network have two or three tiers of switches. */
export const FABRIC_KINDS = [
  'single-switch',
  'fat-tree',
  'rail-optimized',
  'rail-only',
  'dragonfly-plus',
  'full-mesh',
  'ring',
  'torus-2d',
  'torus-3d',
] as const;

/** How the systems are joined. */
export type FabricKind = (typeof FABRIC_KINDS)[number];

/** What stands at the edge of the network. */
export interface FabricSystem {
  /** System of the catalogue. */
  readonly catalogId: string;
  readonly name: string;
  readonly kind: 'rack' | 'node';
  readonly accelerators: number;
  /** Height of one; null = unknown. */
  readonly rackUnits: number | null;
  /** One scale-up link to a neighbour in a torus; null = its scale-up network is no torus. */
  readonly torusLinkBandwidthBytesPerSecond: number | null;
  /** Most accelerators that its scale-up links can join; null = not limited. */
  readonly largestTorus: number | null;
}

/** The switch that all tiers are built of. */
export interface FabricSwitch {
  /** Switch of the catalogue; null = one with ports of one's own. */
  readonly catalogId: string | null;
  readonly name: string;
  /** Ports at the port bandwidth. */
  readonly radix: number;
  readonly portBandwidthBytesPerSecond: number;
}

/** Connections between sites: one pair of sites is joined by `circuits` of them. */
export interface FabricWan {
  /** WAN class of the catalogue. */
  readonly catalogId: string;
  readonly circuits: number;
  /** One circuit. */
  readonly bandwidthBytesPerSecond: number;
  /** One way, seconds; null = the class's. */
  readonly latencySeconds: number | null;
}

/** What to generate. Numbers that a kind of network has no use for are left alone. */
export interface FabricRequest {
  readonly kind: FabricKind;
  readonly accelerators: number;
  readonly system: FabricSystem;
  readonly adaptersPerSystem: number;
  readonly adapterBandwidthBytesPerSecond: number;
  /** Link kind of the catalogue. */
  readonly linkId: string;
  /** Bandwidth that the catalogue gives that link kind; null = none. */
  readonly linkBandwidthBytesPerSecond: number | null;
  readonly networkSwitch: FabricSwitch;
  /** Tiers of switches in a fat-tree or a rail-optimized network. */
  readonly tiers: 2 | 3;
  /** Bandwidth into a leaf from below ÷ bandwidth out of it upwards. */
  readonly oversubscription: number;
  /** The same for the spines of three tiers; for the global links of dragonfly+. */
  readonly upperOversubscription: number;
  /** Groups of adapters of a system that have switches of their own. */
  readonly rails: number;
  /** Equal networks side by side; each adapter is split into as many ports, one in each. */
  readonly planes: number;
  /** Groups of dragonfly+. */
  readonly groups: number;
  /** Accelerators along each dimension of a torus, slowest first. */
  readonly torusDims: readonly number[];
  readonly sites: number;
  readonly wan: FabricWan;
}
