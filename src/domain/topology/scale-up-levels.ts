/** The network inside one endpoint: the scale-up links of a system, or of the accelerators of a plain node. Innermost first. */
import type { Accelerator, CatalogIndex, Link as LinkRecord, ScaleUp, System } from '../catalog/catalog-types.ts';
import type { NetworkLevel } from '../estimate/scenario.ts';
import { medianEfficiency, medianLatency, medianRamp, ratesOfRecord } from './link-rates.ts';

/** Levels inside one instance of a system; empty when it holds a single accelerator. */
export function buildSystemLevels(
  system: System,
  accelerator: Accelerator,
  index: CatalogIndex,
): readonly NetworkLevel[] {
  return buildScaleUpLevels(
    system.scaleUp,
    accelerator,
    system.acceleratorsPerSystem,
    system.podShape,
    system.name,
    index,
  );
}

/** Levels between `accelerators` accelerators that sit in one chassis; beyond the scale-up domain they meet over the host's links. */
export function buildScaleUpLevels(
  scaleUp: ScaleUp,
  accelerator: Accelerator,
  accelerators: number,
  podShape: readonly number[] | null,
  place: string,
  index: CatalogIndex,
): readonly NetworkLevel[] {
  if (accelerators <= 1) return [];
  const levels: NetworkLevel[] = [];
  const joined = scaleUp.topology === 'none' ? 1 : Math.min(accelerators, scaleUp.maxDomain ?? accelerators);
  if (joined > 1 && scaleUp.bandwidthBytesPerSecond > 0) {
    const isTorus = scaleUp.topology === 'torus-2d' || scaleUp.topology === 'torus-3d';
    if (isTorus) {
      const isWhole = podShape !== null && podShape.reduce((product, side) => product * side, 1) === joined;
      levels.push(buildTorusLevel(scaleUp, isWhole ? podShape : squareShape(joined), place, index));
    } else {
      levels.push(buildLevel(scaleUp, joined, place, index));
    }
  }
  if (joined < accelerators) levels.push(buildHostLevel(accelerator, accelerators, place, index));
  return levels;
}

/** A torus of accelerators with the given shape. */
export function buildTorusLevel(
  scaleUp: ScaleUp,
  torusDims: readonly number[],
  place: string,
  index: CatalogIndex,
): NetworkLevel {
  const accelerators = torusDims.reduce((product, side) => product * side, 1);
  // Without a count of links: one in each direction of each dimension.
  const links = scaleUp.links ?? 2 * torusDims.length;
  const neighbour = scaleUp.linkBandwidthBytesPerSecond ?? scaleUp.bandwidthBytesPerSecond / links;
  // A side of one has no links, a side of two has one neighbour only (both links lead there).
  const used = torusDims.reduce((sum, side) => sum + (side > 1 ? 2 : 0), 0);
  return {
    ...buildLevel(scaleUp, accelerators, place, index),
    kind: 'torus',
    bandwidthBytesPerSecond: Math.min(scaleUp.bandwidthBytesPerSecond, used * neighbour),
    torusDims: [...torusDims],
    neighbourBandwidthBytesPerSecond: neighbour,
    inNetworkReduction: false,
    reductionEfficiency: 0,
    label: `${scaleUp.name} torus ${torusDims.join('×')} in ${place}`,
  };
}

function buildLevel(scaleUp: ScaleUp, accelerators: number, place: string, index: CatalogIndex): NetworkLevel {
  const record = findScaleUpLink(scaleUp, index);
  const rates = record === null ? null : ratesOfRecord(record, index, scaleUp.bandwidthBytesPerSecond);
  const isSwitched = scaleUp.topology === 'switched';
  return {
    accelerators,
    kind: isSwitched ? 'switch' : record?.kind === 'pcie' ? 'host' : 'mesh',
    bandwidthBytesPerSecond: scaleUp.bandwidthBytesPerSecond,
    latencySeconds: rates?.endToEndLatencySeconds ?? medianLatency(index, 'scale-up'),
    efficiency: rates?.efficiency ?? medianEfficiency(index, 'scale-up'),
    rampSeconds: rates?.rampSeconds ?? medianRamp(index, 'scale-up'),
    inNetworkReduction: isSwitched && (rates?.inNetworkReduction ?? false),
    reductionEfficiency: isSwitched ? (rates?.reductionEfficiency ?? 0) : 0,
    torusDims: [],
    neighbourBandwidthBytesPerSecond: pairBandwidth(scaleUp),
    label: `${scaleUp.name} in ${place}`,
  };
}

/** On a mesh of direct links a pair has only those between the two: each accelerator's links lead to all others of the domain alike. */
function pairBandwidth(scaleUp: ScaleUp): number {
  const isDirect = scaleUp.topology === 'mesh' || scaleUp.topology === 'hybrid-mesh';
  if (!isDirect || scaleUp.maxDomain === null || scaleUp.maxDomain < 2) return 0;
  return scaleUp.bandwidthBytesPerSecond / (scaleUp.maxDomain - 1);
}

function buildHostLevel(
  accelerator: Accelerator,
  accelerators: number,
  place: string,
  index: CatalogIndex,
): NetworkLevel {
  return {
    accelerators,
    kind: 'host',
    // A host link that nobody stated is taken as the slowest that is known, so that it shows.
    bandwidthBytesPerSecond: accelerator.hostLink.bandwidthBytesPerSecond ?? slowestHostLink(index),
    latencySeconds: medianLatency(index, 'pcie'),
    efficiency: medianEfficiency(index, 'pcie'),
    rampSeconds: medianRamp(index, 'pcie'),
    inNetworkReduction: false,
    reductionEfficiency: 0,
    torusDims: [],
    neighbourBandwidthBytesPerSecond: 0,
    label: `${accelerator.hostLink.kind} in ${place}`,
  };
}

function slowestHostLink(index: CatalogIndex): number {
  const known = index.catalog.accelerators
    .map((accelerator) => accelerator.hostLink.bandwidthBytesPerSecond)
    .filter((bandwidth) => bandwidth !== null);
  return Math.min(...known);
}

/** As near to a square as the divisors allow: 8 → 2×4, 4 → 2×2. */
function squareShape(accelerators: number): number[] {
  for (let side = Math.floor(Math.sqrt(accelerators)); side >= 1; side--) {
    if (accelerators % side === 0) return [side, accelerators / side];
  }
  return [1, accelerators];
}

/** The catalogue's record of a scale-up network, found by its name: "NVLink4 (cut)" is the record `nvlink4`. */
export function findScaleUpLink(scaleUp: ScaleUp, index: CatalogIndex): LinkRecord | null {
  const wanted = squash(scaleUp.name.split(/[+(/]/)[0] ?? '');
  if (wanted === '') return null;
  for (const link of index.catalog.links) {
    if (squash(link.id) === wanted) return link;
  }
  for (const link of index.catalog.links) {
    if (squash(link.name).startsWith(wanted) || squash(link.id).startsWith(wanted)) return link;
  }
  return null;
}

function squash(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
