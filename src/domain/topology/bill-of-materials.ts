/** How many of what is drawn, exceptions left out: what failures, cost and power are counted from. */
export interface BillOfMaterials {
  /** All accelerators that are drawn. */
  readonly accelerators: number;
  /** Catalogue id of the accelerator; null when none is drawn. */
  readonly acceleratorId: string | null;
  /** Systems (nodes, racks) by catalogue id, over all instances. */
  readonly systems: readonly { readonly systemId: string; readonly count: number }[];
  /** Switches by catalogue id. */
  readonly switches: readonly { readonly switchId: string; readonly count: number }[];
  /** Drawn cables by catalogue link id; each has two ends. */
  readonly cables: readonly { readonly linkId: string; readonly count: number }[];
  /** Storage blocks; speeds and capacity of one instance. */
  readonly storage: readonly {
    readonly readBytesPerSecond: number;
    readonly writeBytesPerSecond: number;
    readonly capacityBytes: number;
    readonly count: number;
  }[];
}
