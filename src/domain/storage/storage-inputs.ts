/** What checkpoints, restores and training data take from and put into storage, resolved from a plan. */
import type { StorageWay } from './storage-way.ts';

/** SI units: bytes, bytes/s. */
export interface StorageInputs {
  readonly way: StorageWay;
  /** What all writers, and all readers, reach together; the way's, unless the plan says another number. */
  readonly writeBytesPerSecond: number;
  readonly readBytesPerSecond: number;
  /** Whether the plan says these itself. */
  readonly isWriteChosen: boolean;
  readonly isReadChosen: boolean;
  /** Ranks that write a part of a checkpoint of their own. */
  readonly writers: number;
  readonly restoreMode: 'once' | 'every-rank';
  /** Bytes read ÷ size of a checkpoint when every rank reads all that it holds. */
  readonly copiesHeld: number;
  readonly checkpointsKept: number;
  readonly datasetBytesPerToken: number;
  readonly prefetchSteps: number;
  /** Of all drawn storage; 0 = none is drawn. */
  readonly capacityBytes: number;
  /** Memory of the hosts of the job, all together; null where the catalogue does not know it. */
  readonly hostMemoryBytes: number | null;
  /** Network ports of one host, one direction; null where the catalogue has no such host. */
  readonly hostPortBytesPerSecond: number | null;
  /** Hosts of the job. */
  readonly hosts: number;
}
