/** Power, cooling, carbon. */
export interface PowerInputs {
  readonly accelerators: number;
  readonly acceleratorIdleWatts: number;
  readonly acceleratorPeakWatts: number;
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
  /** Of everything drawn, cradle to gate. */
  readonly embodiedKgCo2: number;
  /** Over which embodied carbon is spread. */
  readonly lifetimeYears: number;
}
