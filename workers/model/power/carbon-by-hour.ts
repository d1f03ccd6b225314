/**
 * A day's profile of a grid's carbon as a triangle: lowest at one hour, highest twelve hours later, linear between, so that its mean
 * over whole days is exactly 1 and its integral has no rounding of its own. A shape to plan with, no measurement.
 */

const HOURS_PER_DAY: f64 = 24.0;

/** Integral of the triangle (+1 at the minimum's hour, −1 twelve hours later) from that hour on, hours. */
function triangleIntegral(hours: f64): f64 {
  const inDay = hours - Math.floor(hours / HOURS_PER_DAY) * HOURS_PER_DAY;
  if (inDay <= 12.0) return inDay - (inDay * inDay) / 12.0;
  const back = inDay - 12.0;
  return (back * back) / 12.0 - back;
}

/**
 * Carbon of a run's average kilowatt-hour ÷ the grid's average.
 * @param amplitude how far the profile goes below and above its mean, 0–1
 * @param minimumHour local hour of the lowest carbon
 * @param startHour local hour at which the run begins
 * @param hours length of the run
 */
export function carbonProfileFactor(amplitude: f64, minimumHour: f64, startHour: f64, hours: f64): f64 {
  if (amplitude === 0.0 || hours <= 0.0) return 1.0;
  // Counted from some earlier minimum, so that both ends are positive.
  const from = startHour - minimumHour + HOURS_PER_DAY;
  return 1.0 - (amplitude * (triangleIntegral(from + hours) - triangleIntegral(from))) / hours;
}
