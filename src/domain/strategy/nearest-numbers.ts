/** The whole numbers nearest to `from` that pass, nearest first; of two equally near the smaller one first. */
export function nearestNumbers(
  from: number,
  isValid: (value: number) => boolean,
  most = 3,
  largest = 1_000_000,
): number[] {
  const found: number[] = [];
  const reach = Math.min(largest, Math.max(4096, 4 * from));
  for (let distance = 0; distance <= reach && found.length < most; distance++) {
    const below = from - distance;
    const above = from + distance;
    if (below >= 1 && isValid(below)) found.push(below);
    if (distance > 0 && above <= largest && found.length < most && isValid(above)) found.push(above);
  }
  return found;
}
