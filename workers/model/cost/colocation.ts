/** Floor space with power and cooling is leased by the kilowatt of IT capacity and month, electricity apart (CBRE, "North America Data
 * Center Trends"). US dollars per month for `itWatts` of capacity. */
export function colocationUsdPerMonth(itWatts: f64, usdPerKilowattMonth: f64): f64 {
  return (itWatts / 1000.0) * usdPerKilowattMonth;
}
