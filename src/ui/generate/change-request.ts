import type { FabricRequest } from '../../domain/topology/generate/fabric-request.ts';
import { listTorusShapes } from '../../domain/topology/generate/torus-shapes.ts';

/** Dimensions of the network where it is a torus; null where not. */
export function torusDimensions({ kind }: FabricRequest): 2 | 3 | null {
  return kind === 'torus-2d' ? 2 : kind === 'torus-3d' ? 3 : null;
}

/** The shapes that a torus of the request may have; none where it is no torus or cannot be shared out to the sites. */
export function torusShapesOf(request: FabricRequest): number[][] {
  const dimensions = torusDimensions(request);
  const size = request.accelerators / request.sites;
  return dimensions === null || !Number.isInteger(size) ? [] : listTorusShapes(size, dimensions);
}

/** The request with some numbers changed; a torus whose shape no longer holds its accelerators takes the most compact one. */
export function changeRequest(request: FabricRequest, change: Partial<FabricRequest>): FabricRequest {
  const next = { ...request, ...change };
  const dimensions = torusDimensions(next);
  if (dimensions === null) return next;
  const size = next.torusDims.reduce((product, side) => product * side, 1);
  if (next.torusDims.length === dimensions && size * next.sites === next.accelerators) return next;
  return { ...next, torusDims: torusShapesOf(next)[0] ?? next.torusDims };
}
