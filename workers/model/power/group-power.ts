/** Watts of `count` equal devices. */
export function groupWatts(count: f64, wattsEach: f64): f64 {
  return count * wattsEach;
}
