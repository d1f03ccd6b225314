/**
 * Carbon of a run: operational, energy × intensity of the grid (Patterson et al., arXiv 2104.10350); embodied, cradle to gate, spread
 * over the lifetime (Luccioni et al., arXiv 2211.02001; GHG Protocol).
 */

const HOURS_PER_YEAR: f64 = 8760.0;

/** Kilograms of CO2-equivalent of the electricity. */
export function operationalCarbonKg(kilowattHours: f64, kgPerKilowattHour: f64): f64 {
  return kilowattHours * kgPerKilowattHour;
}

/** Kilograms of the hardware's making that fall to `hours` of use. */
export function embodiedCarbonShareKg(embodiedKg: f64, hours: f64, lifetimeYears: f64): f64 {
  return lifetimeYears > 0.0 ? (embodiedKg * hours) / (lifetimeYears * HOURS_PER_YEAR) : 0.0;
}

/** Grid intensity, kg per kilowatt-hour, that a published pair of emissions and energy implies. */
export function impliedCarbonIntensity(carbonKg: f64, kilowattHours: f64): f64 {
  return carbonKg / kilowattHours;
}
