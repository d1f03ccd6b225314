/** Ways over a torus in dimension order, the fastest dimension first, each the shorter way round; half each way where both are as short. */

/** Called with every link on the way: the member that sends, the dimension, 0 = towards higher places, 1 = towards lower; and its share. */
export type VisitTorusLink = (member: number, dimension: number, direction: 0 | 1, share: number) => void;

/** Place of a member along each dimension; `dims` and the result are slowest first. */
export function torusCoordinates(dims: readonly number[], member: number): number[] {
  const at: number[] = [];
  let rest = member;
  for (let dimension = dims.length - 1; dimension >= 0; dimension--) {
    const side = dims[dimension] ?? 1;
    at.unshift(rest % side);
    rest = Math.floor(rest / side);
  }
  return at;
}

/** Walks from one member of a torus to another. Members are numbered with the last dimension fastest. */
export function walkTorus(dims: readonly number[], from: number, to: number, visit: VisitTorusLink): void {
  let base = from;
  let stride = 1;
  for (let dimension = dims.length - 1; dimension >= 0; dimension--) {
    const side = dims[dimension] ?? 1;
    const start = Math.floor(base / stride) % side;
    const end = Math.floor(to / stride) % side;
    const ahead = (end - start + side) % side;
    const shareAhead = 2 * ahead < side ? 1 : 2 * ahead === side ? 0.5 : 0;
    const line = base - start * stride;
    if (ahead > 0) {
      for (let step = 0; shareAhead > 0 && step < ahead; step++) {
        visit(line + ((start + step) % side) * stride, dimension, 0, shareAhead);
      }
      for (let step = 0; shareAhead < 1 && step < side - ahead; step++) {
        visit(line + ((start - step + side) % side) * stride, dimension, 1, 1 - shareAhead);
      }
    }
    base = line + end * stride;
    stride *= side;
  }
}
