/** Electricity at the price of the place, for what the facility draws. */
export function electricityUsd(kilowattHours: f64, usdPerKilowattHour: f64): f64 {
  return kilowattHours * usdPerKilowattHour;
}
