/** What flows leave on the links of a fabric. */
import type { Fabric } from './fabric.ts';
import { isLoop, stepsPerDomain } from './peer-map.ts';

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
  /** By link between equals and way: by domain, step and rail. */
  readonly peers: readonly (readonly [Float64Array, Float64Array])[];
  /** Domains of each end of each link that the window takes in. */
  readonly peerDomains: readonly (readonly [number, number])[];
  /** Of the longest way, one way. */
  latencySeconds: number;
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
  const inWindow = (count: number): number => Math.max(1, Math.ceil(count * share - 1e-9));
  const byDomain = (): Float64Array[] => counts.map((count) => create(inWindow(count) * rails));
  const peerDomains = fabric.peers.map(({ ends }): [number, number] => [
    inWindow(ends[0].domains),
    inWindow(ends[1].domains),
  ]);
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
    rails,
    peers: fabric.peers.map((link, at): [Float64Array, Float64Array] => [
      create((peerDomains[at]?.[0] ?? 0) * stepsPerDomain(link, 0) * rails),
      create(isLoop(link) ? 0 : (peerDomains[at]?.[1] ?? 0) * stepsPerDomain(link, 1) * rails),
    ]),
    peerDomains,
    latencySeconds: 0,
    unreachable: 0,
  };
}

/** Most rails that any system has; 1 = none. */
export function countRails(fabric: Fabric): number {
  return Math.max(1, ...fabric.systems.map((system) => system.rails));
}
