/** Systems cabled to each other without switches: each to every other one, or each to the next. */
import type { FabricRefusal, FabricSketch, SiteNumbers } from './fabric-sketch.ts';
import { foldMesh, meshBisectionCables, meshLinks } from './mesh-links.ts';
import { cable, runAmong, systemBlock } from './system-block.ts';

/** Builds a full mesh: as many cables between each pair as the adapters of a system allow. */
export function buildFullMesh(numbers: SiteNumbers): FabricSketch | FabricRefusal {
  const { request, systems } = numbers;
  if (systems < 2) return { refusal: 'A mesh needs two systems at least.' };
  const ports = request.adaptersPerSystem * request.planes;
  const perPair = Math.floor(ports / (systems - 1));
  if (perPair < 1) {
    return {
      refusal: `In a full mesh each of the ${systems} systems needs ${systems - 1} ports, but ${request.system.name} has ${ports}.`,
    };
  }
  const classes = foldMesh(systems, perPair).map((count, at) => ({ id: `system${at === 0 ? '' : at + 1}`, count }));
  const run = runAmong(numbers, systems, 0);
  return {
    rows: [classes.map(({ id, count }) => systemBlock(numbers, id, count))],
    links: meshLinks(classes, perPair).map((link) => cable(numbers, { ...link, run, words: 'System to system' })),
    innerCables: [],
    tiers: [],
    bisectionBytesPerSecond: meshBisectionCables(systems, perPair) * numbers.cableBandwidthBytesPerSecond,
    oversubscription: [],
    notes: describeUnused(ports - perPair * (systems - 1)),
  };
}

/** Builds a ring: half of each system's ports to the next one, half to the one before. */
export function buildRing(numbers: SiteNumbers): FabricSketch | FabricRefusal {
  const { request, systems } = numbers;
  const ports = request.adaptersPerSystem * request.planes;
  if (systems < 3) return { refusal: 'A ring needs three systems at least.' };
  if (ports < 2) return { refusal: `In a ring each system needs two ports, but ${request.system.name} has ${ports}.` };
  const cables = Math.floor(ports / 2);
  return {
    rows: [[systemBlock(numbers, 'system', systems)]],
    links: [
      cable(numbers, {
        from: 'system',
        to: 'system',
        cablesPerInstance: cables,
        pattern: 'single',
        run: runAmong(numbers, systems, 0),
        words: 'System to next system',
      }),
    ],
    innerCables: [],
    tiers: [],
    // A cut meets the ring twice.
    bisectionBytesPerSecond: 2 * cables * numbers.cableBandwidthBytesPerSecond,
    oversubscription: [],
    notes: describeUnused(ports % 2),
  };
}

function describeUnused(ports: number): { readonly message: string }[] {
  if (ports === 0) return [];
  return [{ message: `${ports === 1 ? 'One port' : `${ports} ports`} of each system stay unused.` }];
}
