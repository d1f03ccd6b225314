/** Shapes of a torus that hold a number of accelerators. */
import { divisorsOf } from './tree-numbers.ts';

/** Sides of one that are multiples of this can be set by optical switches. */
const CUBE_SIDE = 4;

/** All shapes with so many dimensions, slowest and longest side first; those made of whole cubes first, then the most compact. */
export function listTorusShapes(accelerators: number, dimensions: 2 | 3): number[][] {
  const shapes: number[][] = [];
  const divisors = divisorsOf(accelerators);
  const visit = (rest: number, left: number, most: number, sides: readonly number[]): void => {
    if (left === 1) {
      if (rest <= most) shapes.push([...sides, rest]);
      return;
    }
    for (const side of divisors) {
      if (side <= most && side ** left >= rest && rest % side === 0)
        visit(rest / side, left - 1, side, [...sides, side]);
    }
  };
  visit(accelerators, dimensions, accelerators, []);
  const isOfCubes = (shape: readonly number[]): boolean => shape.every((side) => side % CUBE_SIDE === 0);
  const longest = (shape: readonly number[]): number => shape[0] ?? 1;
  return shapes.sort(
    (a, b) =>
      (dimensions === 3 ? Number(isOfCubes(b)) - Number(isOfCubes(a)) : 0) ||
      longest(a) - longest(b) ||
      (a[1] ?? 1) - (b[1] ?? 1),
  );
}
