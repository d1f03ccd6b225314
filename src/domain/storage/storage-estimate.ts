/** What storage does for a run, and what it holds up. SI units: bytes, bytes/s, seconds; shares between 0 and 1. */
import type { StorageWay } from './storage-way.ts';
import type { StoragePart } from './store-graph.ts';

/** One direction, all hosts together. */
export interface StorageRate {
  readonly bytesPerSecond: number;
  /** What holds it there: parts of the drawn way, `chosen` by the plan, or a `reference` where no storage is drawn; empty = several parts together. */
  readonly limitedBy: readonly (StoragePart | 'chosen' | 'reference')[];
  /** Drawn items that hold it there. */
  readonly itemIds: readonly string[];
  /** What each part would let through by itself; null where it limits nothing. Empty where no storage is drawn. */
  readonly parts: readonly {
    readonly part: StoragePart;
    readonly bytesPerSecond: number | null;
    readonly itemIds: readonly string[];
  }[];
}

/** Checkpoints in storage. */
export interface CheckpointStorage {
  readonly bytes: number;
  readonly bytesPerAccelerator: number;
  /** Ranks that write a part of their own; replicas of a part write it once. */
  readonly writers: number;
  readonly bytesPerWriter: number;
  readonly writeSeconds: number;
  readonly intervalSeconds: number;
  readonly bestIntervalSeconds: number;
  readonly kept: number;
  readonly keptBytes: number;
}

/** Reading a checkpoint back from storage. */
export interface RestoreStorage {
  readonly mode: 'once' | 'every-rank';
  /** Bytes read ÷ size of the checkpoint. */
  readonly copies: number;
  readonly bytesRead: number;
  readonly seconds: number;
  /** Of the whole recovery, detection and restart included; above 1 where checkpoints come back from peers instead. */
  readonly recoveryShare: number;
}

/** Training data. */
export interface DataLoading {
  readonly datasetBytes: number;
  readonly bytesPerStep: number;
  readonly neededBytesPerSecond: number;
  readonly availableBytesPerSecond: number;
  /** What holds `available` there. */
  readonly limitedBy: 'storage' | 'hosts';
  /** Hosts that read: no more than there are data and context ranks. */
  readonly loaderHosts: number;
  readonly bytesPerSecondPerHost: number;
  /** Whether data arrives more slowly than a step uses it up. The step time of the estimate leaves that out. */
  readonly limitsStep: boolean;
  /** The step with waiting for data. */
  readonly stepSecondsWithLoading: number;
  /** What the loaders hold ready lasts so long. */
  readonly prefetchSeconds: number;
  /** Time of each checkpoint that loading and a write in the background share the storage. */
  readonly competingSeconds: number;
  /** Of all time. */
  readonly competingShare: number;
  /** A write beside loading, which takes its share of the storage first; null where loading leaves nothing. */
  readonly writeSecondsBeside: number | null;
}

/** Copies in the memory of peers. */
export interface PeerCopies {
  readonly bytesPerSecondPerAccelerator: number;
  readonly seconds: number;
  /** Own copy and a peer's, and optimizer state that is kept in host memory; all hosts together. */
  readonly hostMemoryBytes: number;
  /** Null where the catalogue does not know it. */
  readonly hostMemoryCapacityBytes: number | null;
  readonly fits: boolean | null;
}

/** Everything about storage. */
export interface StorageEstimate {
  readonly state: StorageWay['state'];
  /** Why the way is not routed; null where it is. */
  readonly reason: string | null;
  readonly write: StorageRate;
  readonly read: StorageRate;
  readonly checkpoint: CheckpointStorage;
  readonly restore: RestoreStorage;
  readonly dataLoading: DataLoading;
  /** Of all drawn storage; null where none is drawn. */
  readonly capacityBytes: number | null;
  /** Checkpoints kept and training data. */
  readonly neededBytes: number;
  readonly fits: boolean | null;
  /** Null where checkpoints are not kept in the memory of peers. */
  readonly peers: PeerCopies | null;
}
