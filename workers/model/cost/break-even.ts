/**
 * Share of the calendar that owned hardware must be in use for, so that it costs what renting does. Fixed costs run all year, renting
 * and electricity only in use: u · 8760 · rent = fixed + u · 8760 · energy. May exceed 1; infinite when renting costs no more than
 * the electricity.
 */
export function breakEvenUtilization(fixedUsdPerYear: f64, rentUsdPerHour: f64, energyUsdPerHour: f64): f64 {
  const saved = (rentUsdPerHour - energyUsdPerHour) * 8760.0;
  if (saved <= 0.0) return Infinity;
  return fixedUsdPerYear / saved;
}
