import { findSpectrum } from './spectrum.ts';

/** How power moves within a step. */
export interface PowerSwing {
  readonly averageWatts: number;
  readonly peakWatts: number;
  readonly troughWatts: number;
  /** Peak less trough. */
  readonly amplitudeWatts: number;
  /** Of the peak, 0–1. */
  readonly amplitudeShare: number;
  /** Fastest change, up or down. */
  readonly rampWattsPerSecond: number;
  /** Steps a second. */
  readonly stepHz: number;
  /** The frequency that the swing is strongest at, a multiple of the step's; null where nothing swings. */
  readonly strongestHz: number | null;
  /** Top to bottom of that frequency alone. */
  readonly strongestWatts: number;
  /** Top to bottom of a sine that swings as strongly as all frequencies from 0.1 to 20 Hz together, which grids are sensitive to. */
  readonly gridBandWatts: number;
}

/** Frequencies that grids are sensitive to (arXiv 2508.14318; in the catalogue as `power_swing_band`). */
const GRID_BAND_HZ = [0.1, 20] as const;

/** Averages a curve that repeats over so many of its parts. */
function smooth(watts: Float64Array, width: number): Float64Array {
  const count = watts.length;
  const smoothed = new Float64Array(count);
  let sum = 0;
  for (let part = 0; part < width; part++) sum += watts[part % count] ?? 0;
  for (let part = 0; part < count; part++) {
    smoothed[part] = sum / width;
    sum += (watts[(part + width) % count] ?? 0) - (watts[part] ?? 0);
  }
  return smoothed;
}

/**
 * Measures the power of one step, which repeats.
 * @param watts in equal parts of the step, as many as a power of two
 * @param smoothingSeconds what supplies even out
 */
export function measureSwing(watts: Float64Array, stepSeconds: number, smoothingSeconds: number): PowerSwing {
  const partSeconds = stepSeconds / watts.length;
  const width = Math.min(Math.max(Math.round(smoothingSeconds / partSeconds), 1), watts.length);
  const seen = smooth(watts, width);
  let sum = 0;
  let peak = Number.NEGATIVE_INFINITY;
  let trough = Number.POSITIVE_INFINITY;
  let ramp = 0;
  for (let part = 0; part < seen.length; part++) {
    const value = seen[part] ?? 0;
    sum += watts[part] ?? 0;
    peak = Math.max(peak, value);
    trough = Math.min(trough, value);
    // The curve as it is seen rises by what enters its window less what leaves it.
    const change = Math.abs((watts[(part + width) % watts.length] ?? 0) - (watts[part] ?? 0));
    ramp = Math.max(ramp, change / (width * partSeconds));
  }
  // Sums of thousands of parts leave a rounding that is no swing.
  const isStill = peak - trough <= 1e-9 * Math.abs(peak);
  const spectrum = isStill ? new Float64Array(0) : findSpectrum(seen);
  let strongest = 0;
  let band = 0;
  for (let times = 1; times < spectrum.length; times++) {
    const amplitude = spectrum[times] ?? 0;
    if (strongest === 0 || amplitude > (spectrum[strongest] ?? 0)) strongest = times;
    const frequency = times / stepSeconds;
    if (frequency >= GRID_BAND_HZ[0] && frequency <= GRID_BAND_HZ[1]) band += amplitude * amplitude;
  }
  const amplitudeWatts = isStill ? 0 : peak - trough;
  return {
    averageWatts: sum / watts.length,
    peakWatts: peak,
    troughWatts: isStill ? peak : trough,
    amplitudeWatts,
    amplitudeShare: peak > 0 ? amplitudeWatts / peak : 0,
    rampWattsPerSecond: isStill ? 0 : ramp,
    stepHz: 1 / stepSeconds,
    strongestHz: isStill ? null : strongest / stepSeconds,
    strongestWatts: isStill ? 0 : 2 * (spectrum[strongest] ?? 0),
    gridBandWatts: 2 * Math.sqrt(band),
  };
}
