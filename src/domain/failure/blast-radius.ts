/** What a loss takes out. */
export interface BlastRadius {
  /** Accelerators that are gone: failed themselves, or cut off. */
  readonly acceleratorsLost: number;
  /** Hosts that these are in, whole ones. */
  readonly machinesLost: number;
  /** Accelerators that still work and reach each other. */
  readonly acceleratorsLeft: number;
}
