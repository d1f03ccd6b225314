/** What flows leave on the links of a fabric. */
import type { Fabric } from './fabric.ts';

/** Loads of one window of the fabric: bytes for each byte of the collective. Arrays go by accelerator, or by domain (and rail). */
export interface LoadMap {
  readonly window: number;
  readonly coreOut: Float64Array;
  readonly coreIn: Float64Array;
  readonly hostOut: Float64Array;
  readonly hostIn: Float64Array;
  readonly adapterOut: Float64Array;
  readonly adapterIn: Float64Array;
  /** From an accelerator to each member of its island, where these are joined in pairs. */
  readonly pairs: Float64Array;
  readonly pairStride: number;
  /** From an accelerator to its neighbours on a torus, by dimension and direction. */
  readonly torus: Float64Array;
  readonly torusStride: number;
  /** By trunk: totals of all cables from one lower domain, by domain and rail. */
  readonly trunkUp: readonly Float64Array[];
  readonly trunkDown: readonly Float64Array[];
  readonly rails: number;
  /** Bytes that no way leads to. */
  unreachable: number;
}

/** An empty map for the first `window` accelerators, onto which all others are folded. */
export function createLoads(fabric: Fabric, window: number): LoadMap {
  const { systems, trunks, stages } = fabric;
  const rails = countRails(fabric);
  const pairStride = Math.max(0, ...systems.map(({ inner }) => (inner.kind === 'mesh' ? inner.islandSize : 0)));
  const torusStride = Math.max(0, ...systems.map(({ inner }) => 2 * inner.torusDims.length));
  const counts = trunks.map((trunk) => {
    const lower = stages.find((stage) => stage.trunks.includes(trunk));
    if (lower !== undefined) return lower.domains;
    return systems.find((system) => system.trunks.includes(trunk))?.instances ?? 0;
  });
  const create = (length: number): Float64Array => new Float64Array(length);
  const share = window / fabric.accelerators;
  const byDomain = (): Float64Array[] =>
    counts.map((count) => create(Math.max(1, Math.ceil(count * share - 1e-9)) * rails));
  return {
    window,
    coreOut: create(window),
    coreIn: create(window),
    hostOut: create(window),
    hostIn: create(window),
    adapterOut: create(window),
    adapterIn: create(window),
    pairs: create(window * pairStride),
    pairStride,
    torus: create(window * torusStride),
    torusStride,
    trunkUp: byDomain(),
    trunkDown: byDomain(),
    rails: rails,
    unreachable: 0,
  };
}

/** Most rails that any system has; 1 = none. */
export function countRails(fabric: Fabric): number {
  return Math.max(1, ...fabric.systems.map((system) => system.rails));
}
