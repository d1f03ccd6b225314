/** Share of a step in which a unit is busy, 0–1; 0 for an empty step. */
export function busyShare(busySeconds: f64, stepSeconds: f64): f64 {
  if (stepSeconds <= 0.0 || busySeconds <= 0.0) return 0.0;
  return busySeconds < stepSeconds ? busySeconds / stepSeconds : 1.0;
}
