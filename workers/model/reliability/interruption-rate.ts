/**
 * Components in series: the job stops when any of them does, so the rates add up, and the mean time between interruptions is the
 * inverse of the sum. Rates per hour, as fleets publish them (Llama 3, arXiv 2407.21783, section 3.3.4; arXiv 2410.21680).
 */

const SECONDS_PER_HOUR: f64 = 3600.0;

/** Interruptions per component-hour that a fleet showed. */
export function observedRatePerHour(interruptions: f64, components: f64, hours: f64): f64 {
  return interruptions / (components * hours);
}

/** Interruptions per hour that one kind of component causes. */
export function causeRatePerHour(components: f64, interruptionsPerComponentHour: f64): f64 {
  return components * interruptionsPerComponentHour;
}

/** Mean time between interruptions, seconds; infinite when nothing fails. */
export function meanSecondsBetweenInterruptions(interruptionsPerHour: f64): f64 {
  return interruptionsPerHour > 0.0 ? SECONDS_PER_HOUR / interruptionsPerHour : Infinity;
}
