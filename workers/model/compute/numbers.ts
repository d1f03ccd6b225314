/** Small numeric helpers that both builds compute with the same bits: no transcendental functions. */

/** Limits a value to a range. */
export function clamp(value: f64, low: f64, high: f64): f64 {
  return Math.min(Math.max(value, low), high);
}

/** Logarithm to base two, exact at powers of two and linear in between: steps of a tree over `value` ranks. */
export function treeDepth(value: f64): f64 {
  let rest: f64 = value;
  let depth: f64 = 0.0;
  while (rest >= 2.0) {
    rest *= 0.5;
    depth += 1.0;
  }
  return rest > 1.0 ? depth + (rest - 1.0) : depth;
}

/** How many of `count` items, spread evenly over `total` places, lie in the first `end` places. */
export function spreadBefore(end: f64, count: f64, total: f64): f64 {
  return Math.floor((end * count) / total);
}
