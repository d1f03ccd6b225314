/** What only the simulated runs take into account; see `docs/model/simulation.md`. */
export interface SimulationInputs {
  /** Repairs that go on at a time; 0 = as many as there are. */
  readonly repairCrews: number;
  /** Machines that become slow, per machine-hour. */
  readonly stragglersPerMachineHour: number;
  /** Share of its speed that the job keeps while one of its machines is slow, above 0 up to 1. */
  readonly stragglerSpeedFraction: number;
  /** Mean time until a slow machine is found, seconds. */
  readonly stragglerNoticeSeconds: number;
}
