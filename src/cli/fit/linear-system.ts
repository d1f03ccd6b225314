/**
 * Solves A·x = b for a symmetric, positive definite A by Cholesky's method.
 * @param matrix row-major, overwritten
 * @throws when the matrix is not positive definite
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const at = (row: number, column: number): number => matrix[row * size + column] ?? 0;
  for (let column = 0; column < size; column += 1) {
    let pivot = at(column, column);
    for (let k = 0; k < column; k += 1) pivot -= at(column, k) ** 2;
    if (!(pivot > 0)) throw new Error('the matrix is not positive definite');
    const root = Math.sqrt(pivot);
    matrix[column * size + column] = root;
    for (let row = column + 1; row < size; row += 1) {
      let value = at(row, column);
      for (let k = 0; k < column; k += 1) value -= at(row, k) * at(column, k);
      matrix[row * size + column] = value / root;
    }
  }
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    let value = solution[row] ?? 0;
    for (let k = 0; k < row; k += 1) value -= at(row, k) * (solution[k] ?? 0);
    solution[row] = value / at(row, row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let value = solution[row] ?? 0;
    for (let k = row + 1; k < size; k += 1) value -= at(k, row) * (solution[k] ?? 0);
    solution[row] = value / at(row, row);
  }
  return solution;
}
