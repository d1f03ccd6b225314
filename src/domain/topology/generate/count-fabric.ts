/** What a generated network takes: switches by tier, cables by length and kind, transceivers, and the ports that stay free. */
import type { Cable } from '../../catalog/catalog-types.ts';
import type { Drawing } from '../../plan/plan-document.ts';
import { countInstances } from '../summarize-drawing.ts';
import type { FabricRequest } from './fabric-request.ts';
import type { CableRun, FabricLink, FabricSketch } from './fabric-sketch.ts';

/** One tier of switches. */
export interface TierCount {
  readonly name: string;
  readonly switches: number;
  /** Ports of all of them at the speed of the cables. */
  readonly ports: number;
  readonly usedPorts: number;
}

/** Cables between the same kinds of block. */
export interface CableCount {
  readonly words: string;
  readonly run: CableRun;
  readonly count: number;
  /** One cable, one direction. */
  readonly bandwidthBytesPerSecond: number;
  /** Name in the catalogue; null = it has none of that speed and reach. */
  readonly kind: string | null;
  /** Separate transceivers, two a cable where there are any. */
  readonly transceivers: number;
}

/** Everything that is counted. */
export interface FabricCounts {
  readonly tiers: readonly TierCount[];
  readonly cables: readonly CableCount[];
  /** Adapter ports of the systems that no cable is plugged into. */
  readonly unusedAdapterPorts: number;
}

/** Reach that a run needs, metres: what structured cabling plans for within a rack, a row and a hall. */
const METRES: Readonly<Record<Exclude<CableRun, 'wan'>, number>> = { rack: 2, row: 30, hall: 300 };

/** Counts a network whose sites are drawn. */
export function countFabric(
  request: FabricRequest,
  sketches: readonly FabricSketch[],
  wanLinks: readonly FabricLink[],
  drawing: Drawing,
  radix: number,
  cables: readonly Cable[],
): FabricCounts {
  const instances = countInstances(drawing);
  const links = sketches.flatMap((sketch) => sketch.links);
  const used = new Map<string, number>();
  const lines = new Map<string, CableCount>();
  const addLine = (words: string, run: CableRun, count: number, bandwidthBytesPerSecond: number): void => {
    const key = `${words} ${run}`;
    const known = lines.get(key);
    const found = run === 'wan' ? undefined : pickCable(cables, bandwidthBytesPerSecond, METRES[run]);
    const each = found?.pricePer === 'end' ? 2 : 0;
    lines.set(key, {
      words,
      run,
      count: (known?.count ?? 0) + count,
      bandwidthBytesPerSecond,
      kind: found?.name ?? null,
      transceivers: (known?.transceivers ?? 0) + count * each,
    });
  };
  for (const link of [...links, ...wanLinks]) {
    const count = (instances.get(link.from) ?? 0) * link.cablesPerInstance;
    const speed = link.bandwidthBytesPerSecond ?? request.linkBandwidthBytesPerSecond ?? 0;
    addLine(link.words, link.run, count, link.run === 'wan' ? request.wan.bandwidthBytesPerSecond : speed);
    for (const end of [link.fromPorts ?? link.from, link.toPorts ?? link.to])
      used.set(end, (used.get(end) ?? 0) + count);
  }
  for (const { words, run, count, bandwidthBytesPerSecond } of sketches.flatMap((sketch) => sketch.innerCables)) {
    addLine(words, run, count, bandwidthBytesPerSecond);
  }
  return {
    tiers: countTiers(sketches, instances, used, radix),
    cables: [...lines.values()],
    unusedAdapterPorts: countUnusedAdapters(request, drawing, instances, used),
  };
}

function countTiers(
  sketches: readonly FabricSketch[],
  instances: ReadonlyMap<string, number>,
  used: ReadonlyMap<string, number>,
  radix: number,
): TierCount[] {
  const tiers = new Map<string, TierCount>();
  for (const { name, blockIds } of sketches.flatMap((sketch) => sketch.tiers)) {
    const known = tiers.get(name) ?? { name, switches: 0, ports: 0, usedPorts: 0 };
    const switches = blockIds.reduce((sum, id) => sum + (instances.get(id) ?? 0), known.switches);
    const usedPorts = blockIds.reduce((sum, id) => sum + (used.get(id) ?? 0), known.usedPorts);
    tiers.set(name, { name, switches, ports: switches * radix, usedPorts });
  }
  return [...tiers.values()];
}

function countUnusedAdapters(
  request: FabricRequest,
  drawing: Drawing,
  instances: ReadonlyMap<string, number>,
  used: ReadonlyMap<string, number>,
): number {
  let unused = 0;
  for (const block of Object.values(drawing.blocks)) {
    if (block.catalogId !== request.system.catalogId || block.kind !== request.system.kind) continue;
    // An adapter split over planes has one cable in each.
    const ports = (instances.get(block.id) ?? 0) * request.adaptersPerSystem;
    unused += Math.max(0, ports - (used.get(block.id) ?? 0) / request.planes);
  }
  return unused;
}

/** The kind of that speed with the least reach that is enough. */
function pickCable(cables: readonly Cable[], bandwidthBytesPerSecond: number, metres: number): Cable | undefined {
  return cables
    .filter(
      (cable) =>
        cable.reachMetres >= metres &&
        cable.portBandwidthBytesPerSecond !== null &&
        Math.abs(cable.portBandwidthBytesPerSecond / bandwidthBytesPerSecond - 1) < 0.01,
    )
    .sort((a, b) => a.reachMetres - b.reachMetres)[0];
}
