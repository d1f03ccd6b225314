/** Data that leaves a place is paid by the byte, lines between places by the month. */

const SECONDS_PER_MONTH: f64 = (8760.0 * 3600.0) / 12.0;

/** US dollars of all traffic of a run. */
export function trafficUsd(bytes: f64, usdPerByte: f64, onceUsd: f64, linesPerMonth: f64, wallSeconds: f64): f64 {
  return bytes * usdPerByte + onceUsd + (linesPerMonth * wallSeconds) / SECONDS_PER_MONTH;
}
