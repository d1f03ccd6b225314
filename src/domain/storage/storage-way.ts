/** What is known about the way between a job and its storage. */
import type { StoragePart } from './store-graph.ts';

/** What one part would let through by itself. */
export interface StorageLimit {
  readonly part: StoragePart;
  /** All together; infinite where it limits nothing. */
  readonly bytesPerSecond: number;
  /** Drawn items that hold it there. */
  readonly itemIds: readonly string[];
}

/** One direction. */
export interface StorageFlow {
  /** What all hosts reach together when each of their accelerators moves as much. */
  readonly bytesPerSecond: number;
  readonly limits: readonly StorageLimit[];
  /** The parts that hold it there; empty where several do so only together. */
  readonly limitedBy: readonly StoragePart[];
  /** Drawn items that hold it there. */
  readonly itemIds: readonly string[];
}

/** Both directions. */
export interface StorageWay {
  /**
   * `none`: no storage is drawn. `unlinked`: it is, but nothing leads from the hosts to it, so that its own bandwidths stand alone.
   * `unrouted`: the network between is not known to the router, so that its bandwidths and cables stand alone.
   */
  readonly state: 'none' | 'unlinked' | 'unrouted' | 'routed';
  /** Why it is not routed; null where it is. */
  readonly reason: string | null;
  /** Storage that no cables lead to. */
  readonly unlinkedIds: readonly string[];
  readonly write: StorageFlow;
  readonly read: StorageFlow;
}
