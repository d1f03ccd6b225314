/**
 * The inverse of a symmetric positive definite matrix (row-major, n × n) by Cholesky's decomposition; null when it is not one.
 * For the few constants of a calibration.
 */
export function invertSymmetric(matrix: Float64Array, size: number): Float64Array | null {
  const lower = new Float64Array(size * size);
  const at = (block: Float64Array, row: number, column: number): number => block[row * size + column] ?? 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = at(matrix, row, column);
      for (let k = 0; k < column; k++) rest -= at(lower, row, k) * at(lower, column, k);
      if (row === column && !(rest > 0)) return null;
      lower[row * size + column] = row === column ? Math.sqrt(rest) : rest / at(lower, column, column);
    }
  }
  const inverse = new Float64Array(size * size);
  const solved = new Float64Array(size);
  for (let unit = 0; unit < size; unit++) {
    for (let row = 0; row < size; row++) {
      let rest = row === unit ? 1 : 0;
      for (let k = 0; k < row; k++) rest -= at(lower, row, k) * (solved[k] ?? 0);
      solved[row] = rest / at(lower, row, row);
    }
    for (let row = size - 1; row >= 0; row--) {
      let rest = solved[row] ?? 0;
      for (let k = row + 1; k < size; k++) rest -= at(lower, k, row) * (solved[k] ?? 0);
      solved[row] = rest / at(lower, row, row);
      inverse[row * size + unit] = solved[row] ?? 0;
    }
  }
  return inverse;
}
