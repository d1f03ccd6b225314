/** A local minimum without gradients (Nelder and Mead, Computer Journal 7, 1965), from `start` with a first step in each direction. */
export function minimize(
  cost: (point: readonly number[]) => number,
  start: readonly number[],
  step: number,
  evaluations: number,
): { readonly point: readonly number[]; readonly cost: number } {
  const size = start.length;
  let simplex = [
    start,
    ...start.map((_, at) => start.map((value, other) => (other === at ? value + step : value))),
  ].map((point) => ({ point, cost: cost(point) }));
  let used = size + 1;
  const evaluate = (point: readonly number[]) => {
    used += 1;
    return { point, cost: cost(point) };
  };
  while (used < evaluations) {
    simplex.sort((a, b) => a.cost - b.cost);
    const best = simplex[0];
    const worst = simplex[size];
    const second = simplex[size - 1] ?? best;
    if (best === undefined || worst === undefined || second === undefined) break;
    if (worst.cost - best.cost < 1e-9) break;
    const middle = start.map(
      (_, at) => simplex.slice(0, size).reduce((sum, { point }) => sum + coordinate(point, at), 0) / size,
    );
    const along = (distance: number) =>
      evaluate(middle.map((value, at) => value + distance * (value - coordinate(worst.point, at))));
    const reflected = along(1);
    if (reflected.cost < best.cost) {
      const expanded = along(2);
      simplex[size] = expanded.cost < reflected.cost ? expanded : reflected;
    } else if (reflected.cost < second.cost) {
      simplex[size] = reflected;
    } else {
      const contracted = reflected.cost < worst.cost ? along(0.5) : along(-0.5);
      if (contracted.cost < Math.min(worst.cost, reflected.cost)) simplex[size] = contracted;
      else {
        simplex = simplex.map((corner, at) =>
          at === 0 ? corner : evaluate(corner.point.map((value, axis) => 0.5 * (value + coordinate(best.point, axis)))),
        );
      }
    }
  }
  simplex.sort((a, b) => a.cost - b.cost);
  return simplex[0] ?? { point: start, cost: cost(start) };
}

function coordinate(point: readonly number[], axis: number): number {
  return point[axis] ?? 0;
}
