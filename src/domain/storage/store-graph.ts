/** The graph between the hosts of a job and the drawn storage: domains of switches as vertices, all their cables together as edges. */

/** What a capacity of the graph belongs to. */
export type StoragePart = 'hosts' | 'network' | 'cables' | 'stores';

/** Hosts that are alike. */
export interface HostVertex {
  readonly vertex: number;
  /** Block that they are instances of. */
  readonly blockId: string;
  readonly hosts: number;
  /** Accelerators in use in all of them that read, and that write shares of a checkpoint. */
  readonly readers: number;
  readonly writers: number;
  /** Network ports of all of them, one direction; infinite where accelerators have none of their own. */
  readonly portBytesPerSecond: number;
}

/** Storage that is alike. */
export interface StoreVertex {
  readonly vertex: number;
  readonly blockId: string;
  readonly writeBytesPerSecond: number;
  readonly readBytesPerSecond: number;
}

/** An edge towards storage, as drawn for writes; reads take it the other way. */
export interface StoreEdge {
  readonly from: number;
  readonly to: number;
  readonly bytesPerSecond: number;
  readonly part: 'network' | 'cables';
  /** Whether nothing passes the other way: neither hosts nor storage pass on what is not theirs. */
  readonly isOneWay: boolean;
  /** Drawn links. */
  readonly itemIds: readonly string[];
}

/** The whole graph. */
export interface StoreGraph {
  readonly vertices: number;
  readonly hosts: readonly HostVertex[];
  readonly stores: readonly StoreVertex[];
  readonly edges: readonly StoreEdge[];
}
