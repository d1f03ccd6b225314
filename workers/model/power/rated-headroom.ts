/** Share of a rating that the highest observed draw leaves unused (8-accelerator node: 8.4 of 10.2 kW, arXiv 2412.08602). */
export function ratedHeadroom(observedWatts: f64, ratedWatts: f64): f64 {
  return 1.0 - observedWatts / ratedWatts;
}
