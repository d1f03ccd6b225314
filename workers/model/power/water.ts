/** Litres of water: water usage effectiveness is litres per kilowatt-hour of IT energy (The Green Grid). */
export function waterLitres(itKilowattHours: f64, litresPerKilowattHour: f64): f64 {
  return itKilowattHours * litresPerKilowattHour;
}
