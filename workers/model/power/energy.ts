/** Energy is average power × time. Model cards count accelerator-hours × rated power; wall time includes failures and recoveries. */

const JOULES_PER_KILOWATT_HOUR: f64 = 3600000.0;
const SECONDS_PER_HOUR: f64 = 3600.0;

/** Joules of `watts` over `seconds`. */
export function energyJoules(watts: f64, seconds: f64): f64 {
  return watts * seconds;
}

/** Joules of accelerators alone, as many publications count: hours of one accelerator × watts of one accelerator. */
export function acceleratorEnergyJoules(acceleratorHours: f64, wattsEach: f64): f64 {
  return acceleratorHours * SECONDS_PER_HOUR * wattsEach;
}

/** Kilowatt-hours of `joules`. */
export function kilowattHours(joules: f64): f64 {
  return joules / JOULES_PER_KILOWATT_HOUR;
}
