/** Links as one instance of a container sees them: how many cables, between how many instances, and what they bring to each accelerator. */
import type { Link } from '../plan/plan-document.ts';
import type { CableLoss } from './cable-losses.ts';
import type { LinkRates } from './link-rates.ts';
import type { Island, Reach } from './network-island.ts';

/** One link inside one instance of the container that holds both its ends. */
export interface Cabling {
  readonly link: Link;
  readonly rates: LinkRates;
  /** The end nearer to the accelerators, and the farther one. */
  readonly lower: string;
  readonly upper: string;
  /** Instances of the two ends in one instance of the container. */
  readonly lowerInstances: number;
  readonly upperInstances: number;
  /** All its cables in one instance of the container, broken ones included. */
  readonly cables: number;
  /** What is lost of them, over the whole drawing. */
  readonly losses: readonly CableLoss[];
}

/** How many instances of the upper end the cables of one island reach. */
export function countTouched(cabling: Cabling, island: Island): number {
  const { link, lowerInstances, upperInstances } = cabling;
  const ends = island.reach.get(cabling.lower)?.instances ?? 0;
  const cablesOfIsland = (cabling.cables / lowerInstances) * ends;
  // Neighbours share their switches, so an island touches at least its part of them.
  const part = (ends * upperInstances) / lowerInstances;
  let touched: number;
  if (link.from === cabling.lower) {
    if (link.pattern === 'spread') touched = cablesOfIsland;
    else touched = Math.max(link.pattern === 'single' ? 1 : link.cablesPerInstance, part);
  } else if (link.pattern === 'single') touched = Math.max(1, part);
  else touched = (upperInstances * Math.min(lowerInstances, link.cablesPerInstance) * ends) / lowerInstances;
  return Math.min(upperInstances, Math.max(touched, Number.MIN_VALUE));
}

/** What the cables of one island bring to the upper end when a share of them works; null when the island has none of them. */
export function followCabling(cabling: Cabling, island: Island, workingShare: number): Reach | null {
  const start = island.reach.get(cabling.lower);
  if (start === undefined || island.accelerators === 0) return null;
  const { rates } = cabling;
  const cables = (cabling.cables / cabling.lowerInstances) * start.instances;
  const carried = (cables * rates.bandwidthBytesPerSecond * workingShare) / island.accelerators;
  return {
    instances: 0,
    bandwidthBytesPerSecond: Math.min(start.bandwidthBytesPerSecond, carried),
    // The first cable has adapters at its end; each further one adds a switch.
    latencySeconds:
      start.latencySeconds + (start.tier === 0 ? rates.endToEndLatencySeconds / 2 : rates.hopLatencySeconds),
    efficiency: Math.min(start.efficiency, rates.efficiency),
    isScaleUp: start.isScaleUp && rates.isScaleUp,
    tier: start.tier + 1,
  };
}

/** Sum of paths, held by what the network adapters carry; scale-up paths do not use them. Per accelerator, one direction. */
export function sumPaths(paths: readonly Reach[], adapterBandwidthBytesPerSecond: number): number {
  let scaleUp = 0;
  let scaleOut = 0;
  for (const path of paths) {
    if (path.isScaleUp) scaleUp += path.bandwidthBytesPerSecond;
    else scaleOut += path.bandwidthBytesPerSecond;
  }
  return scaleUp + Math.min(scaleOut, adapterBandwidthBytesPerSecond);
}
