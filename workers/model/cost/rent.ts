/** Rent: hours that are paid for × price. Hours lost to failures are among them, so they are not charged a second time. */

/** US dollars of accelerator-hours at an hourly price. */
export function rentUsd(acceleratorHours: f64, usdPerAcceleratorHour: f64): f64 {
  return acceleratorHours * usdPerAcceleratorHour;
}

/** Accelerator-hours of a wall time in seconds. */
export function acceleratorHours(accelerators: f64, wallSeconds: f64): f64 {
  return (accelerators * wallSeconds) / 3600.0;
}

/** Hours that are paid and not used for each hour in use, where capacity is committed: 1/u − 1 at the share u in use. */
export function idleHoursPerHourInUse(utilization: f64): f64 {
  return 1.0 / utilization - 1.0;
}

/** Days in which `accelerators` do so many accelerator-hours. */
export function calendarDays(hours: f64, accelerators: f64): f64 {
  return hours / accelerators / 24.0;
}

/** Share off the list price. */
export function discount(listUsd: f64, paidUsd: f64): f64 {
  return 1.0 - paidUsd / listUsd;
}

/** Accelerator-hours for each unit of work done: of a token, a step, a trillion tokens. */
export function hoursPerWork(hours: f64, work: f64): f64 {
  return hours / work;
}
