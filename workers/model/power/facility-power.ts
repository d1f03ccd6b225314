/**
 * Power with cooling and distribution: power usage effectiveness is facility power ÷ IT power (The Green Grid; ISO/IEC 30134-2).
 */

/** Watts of the facility for `itWatts`. */
export function facilityWatts(itWatts: f64, facilityFactor: f64): f64 {
  return itWatts * facilityFactor;
}

/** Watts that cooling and distribution add. */
export function overheadWatts(itWatts: f64, facilityFactor: f64): f64 {
  return itWatts * (facilityFactor - 1.0);
}
