/** Power, cooling, carbon. */
export interface PowerInputs {
  readonly accelerators: number;
  readonly acceleratorIdleWatts: number;
  /** The most that one draws: its limit, or the cap in force. */
  readonly acceleratorPeakWatts: number;
  /** The most that one would draw without a cap. */
  readonly acceleratorLimitWatts: number;
  /** The lowest cap that can be held. */
  readonly acceleratorLowestCapWatts: number;
  /** Exponent of the clock in the compute part of the dynamic power. */
  readonly clockExponent: number;
  /** Shares of the dynamic power that go with compute, memory and link activity; they sum to 1. */
  readonly computeShare: number;
  readonly memoryShare: number;
  readonly linkShare: number;
  /** Hosts: everything in the nodes but the accelerators, all nodes together. */
  readonly hostIdleWatts: number;
  readonly hostPeakWatts: number;
  readonly switchWatts: number;
  readonly opticsWatts: number;
  readonly storageWatts: number;
  /** Power usage effectiveness. */
  readonly facilityFactor: number;
  readonly gridKgCo2PerKilowattHour: number;
  /** Water that cooling takes, litres per kilowatt-hour of IT energy. */
  readonly waterLitresPerKilowattHour: number;
  /** Of a contract, for the market-based figure; null = the grid's. */
  readonly marketKgCo2PerKilowattHour: number | null;
  /** Profile of the grid's carbon over a day: how far below and above its mean, 0–1, and the local hour of the lowest. */
  readonly gridProfileAmplitude: number;
  readonly gridProfileMinimumHour: number;
  /** Local hour at which the run begins. */
  readonly runStartHour: number;
  /** Of everything that the job uses, cradle to gate. */
  readonly embodiedKgCo2: EmbodiedCarbon;
  /** Over which embodied carbon is spread. */
  readonly lifetimeYears: number;
  /** What a changing load is held against. */
  readonly ramp: RampInputs;
  /** Average draw of a node in training ÷ its rating, as published. */
  readonly typicalOfRated: number;
}

/** Kilograms of making what the job uses. */
export interface EmbodiedCarbon {
  readonly accelerators: number;
  readonly hosts: number;
  readonly switches: number;
  readonly storage: number;
  readonly building: number;
}

/** How fast the load may change; limits in watts per second, null = none stated. */
export interface RampInputs {
  /** What supplies even out: changes faster than this are not seen outside the rack. */
  readonly smoothingSeconds: number;
  readonly rackWattsPerSecond: number | null;
  readonly rowWattsPerSecond: number | null;
  readonly siteWattsPerSecond: number | null;
}
