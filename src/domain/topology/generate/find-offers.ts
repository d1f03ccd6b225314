/** The nearest numbers with which a network can be built, each changing one thing. */
import type { FabricRequest, FabricSwitch } from './fabric-request.ts';
import { generateFabric, hasRails, hasSwitches } from './generate-fabric.ts';
import { listTorusShapes } from './torus-shapes.ts';
import { divisorsOf } from './tree-numbers.ts';

/** One change that makes the request work. */
export interface FabricOffer {
  readonly words: string;
  readonly change: Partial<FabricRequest>;
}

const MOST_OFFERS = 5;
/** Steps of systems that are tried above the number asked for. */
const STEPS_ABOVE = 64;
const RATIOS = [1.5, 2, 3, 4, 6, 8];
const PLANES = [2, 4, 8];
/** What takes the place of a network without room, the smallest first. */
const OTHER_KINDS: readonly FabricOffer[] = [
  { words: 'A single switch', change: { kind: 'single-switch' } },
  { words: 'A fat-tree of 2 tiers', change: { kind: 'fat-tree', tiers: 2 } },
  { words: 'A fat-tree of 3 tiers', change: { kind: 'fat-tree', tiers: 3 } },
];
const GROUPS = Array.from({ length: 64 }, (_, at) => at + 2);

/** Offers for a request that is refused; `switches` are those that may take the place of its switch. */
export function findOffers(request: FabricRequest, switches: readonly FabricSwitch[]): FabricOffer[] {
  const offers: FabricOffer[] = [];
  const works = (change: Partial<FabricRequest>): boolean =>
    !('refusal' in generateFabric({ ...request, ...change }, []));
  const offerFirst = <T>(values: readonly T[], make: (value: T) => FabricOffer): void => {
    const found = values.map(make).find((offer) => works(offer.change));
    if (found !== undefined) offers.push(found);
  };
  for (const accelerators of nearestAccelerators(request, works)) {
    offers.push({ words: `${accelerators} accelerators`, change: { accelerators } });
  }
  if (request.kind === 'torus-2d' || request.kind === 'torus-3d') {
    const shapes = listTorusShapes(request.accelerators / request.sites, request.kind === 'torus-2d' ? 2 : 3);
    offerFirst(shapes, (torusDims) => ({ words: `Shape ${torusDims.join('×')}`, change: { torusDims } }));
  }
  if (hasRails(request.kind)) {
    const rails = divisorsOf(request.adaptersPerSystem).sort(
      (a, b) => Math.abs(a - request.rails) - Math.abs(b - request.rails) || b - a,
    );
    offerFirst(rails, (number) => ({ words: number === 1 ? '1 rail' : `${number} rails`, change: { rails: number } }));
  }
  if (request.kind === 'fat-tree' || request.kind === 'rail-optimized') {
    offerFirst([2, 3] as const, (tiers) => ({ words: `${tiers} tiers`, change: { tiers } }));
  }
  if (request.kind === 'dragonfly-plus') {
    const groups = [...GROUPS].sort((a, b) => Math.abs(a - request.groups) - Math.abs(b - request.groups));
    offerFirst(groups, (number) => ({ words: `${number} groups`, change: { groups: number } }));
  }
  if (hasSwitches(request.kind)) {
    const larger = [...switches].sort((a, b) => portsAt(a, request) - portsAt(b, request));
    offerFirst(larger, (networkSwitch) => ({ words: networkSwitch.name, change: { networkSwitch } }));
    offerFirst(
      PLANES.filter((planes) => planes > request.planes),
      (planes) => ({ words: `${planes} planes`, change: { planes } }),
    );
    offerFirst(
      RATIOS.filter((ratio) => ratio > request.oversubscription),
      (oversubscription) => ({ words: `Oversubscription ${oversubscription}:1`, change: { oversubscription } }),
    );
  }
  if (!hasSwitches(request.kind) || request.kind === 'single-switch') {
    offerFirst(OTHER_KINDS, (offer) => offer);
  }
  return offers.slice(0, MOST_OFFERS);
}

/** Ports at the adapters' speed. */
function portsAt(networkSwitch: FabricSwitch, request: FabricRequest): number {
  const speed = Math.min(request.adapterBandwidthBytesPerSecond, networkSwitch.portBandwidthBytesPerSecond);
  return (networkSwitch.radix * networkSwitch.portBandwidthBytesPerSecond) / speed;
}

/** The largest number below and the smallest above the one asked for that work. */
function nearestAccelerators(request: FabricRequest, works: (change: Partial<FabricRequest>) => boolean): number[] {
  const each = request.system.accelerators;
  const isFine = (systems: number): boolean => works({ accelerators: systems * each });
  const asked = request.accelerators / each;
  const found: number[] = [];
  const below = largestBelow(Math.ceil(asked) - 1, isFine);
  if (below !== null) found.push(below * each);
  for (let step = 0; step < STEPS_ABOVE; step++) {
    const systems = Math.floor(asked) + 1 + step;
    if (!isFine(systems)) continue;
    found.push(systems * each);
    break;
  }
  return found;
}

/** Most networks that hold a number of systems hold fewer too, so halving finds the limit. */
function largestBelow(most: number, isFine: (systems: number) => boolean): number | null {
  if (most < 1) return null;
  if (isFine(most)) return most;
  let low = 0;
  let high = most;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isFine(middle)) low = middle;
    else high = middle;
  }
  return low > 0 ? low : null;
}
