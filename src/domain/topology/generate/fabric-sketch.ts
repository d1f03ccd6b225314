/** What a kind of network comes to before it is laid out: blocks, cables, and what cannot be read off them. */
import type { SketchBlock, SketchLink } from '../../plan/templates/sketch.ts';
import type { FabricRequest } from './fabric-request.ts';

/** How far a cable runs: inside a rack, between racks of a row, across a hall, between sites. */
export type CableRun = 'rack' | 'row' | 'hall' | 'wan';

/** Cables of a drawing, with what the drawing does not say about them. */
export interface FabricLink extends SketchLink {
  readonly run: CableRun;
  /** What they join, in words: `System to leaf`. */
  readonly words: string;
  /** Switch blocks whose ports the two ends take, where an end is a container. */
  readonly fromPorts?: string;
  readonly toPorts?: string;
}

/** Links that belong to the systems' own network and are not drawn one by one. */
export interface InnerCables {
  readonly words: string;
  readonly run: CableRun;
  readonly count: number;
  readonly bandwidthBytesPerSecond: number;
}

/** A remark on what was generated, and numbers that would change it. */
export interface FabricNote {
  readonly message: string;
  /** Numbers of accelerators that leave nothing over. */
  readonly fittingAccelerators?: readonly number[];
}

/** The network of one site. */
export interface FabricSketch {
  readonly rows: readonly (readonly SketchBlock[])[];
  readonly links: readonly FabricLink[];
  readonly innerCables: readonly InnerCables[];
  /** Blocks of switches by the name of their tier, nearest to the systems first. */
  readonly tiers: readonly { readonly name: string; readonly blockIds: readonly string[] }[];
  /** Bandwidth between two halves, one direction. */
  readonly bisectionBytesPerSecond: number;
  /** Bandwidth up ÷ down, for each tier that has one: `leaf`, `spine`, `global`. */
  readonly oversubscription: readonly { readonly tier: string; readonly ratio: number }[];
  readonly notes: readonly FabricNote[];
}

/** Why a network cannot be built from the numbers, in words. */
export interface FabricRefusal {
  readonly refusal: string;
}

/** A request for one site, with what follows from it. */
export interface SiteNumbers {
  readonly request: FabricRequest;
  /** Systems in this site. */
  readonly systems: number;
  /** Ports of one switch at the speed of the cables. */
  readonly radix: number;
  /** One cable. */
  readonly cableBandwidthBytesPerSecond: number;
  /** Put in front of every block's id. */
  readonly prefix: string;
}

/** Whether a builder refused. */
export function isRefusal(result: FabricSketch | FabricRefusal): result is FabricRefusal {
  return 'refusal' in result;
}
