/** From a few numbers to a drawing of ordinary blocks, switches and links, with counts of what it takes, or words on why it cannot be. */
import type { Cable } from '../../catalog/catalog-types.ts';
import { MAX_BLOCKS, MAX_LINKS } from '../../plan/check-drawing.ts';
import type { Drawing } from '../../plan/plan-document.ts';
import { drawSketch, type SketchBlock } from '../../plan/templates/sketch.ts';
import { countFabric, type FabricCounts } from './count-fabric.ts';
import { buildDragonflyPlus } from './dragonfly-plus.ts';
import type { FabricKind, FabricRequest } from './fabric-request.ts';
import {
  type FabricLink,
  type FabricNote,
  type FabricRefusal,
  type FabricSketch,
  isRefusal,
  type SiteNumbers,
} from './fabric-sketch.ts';
import { buildFullMesh, buildRing } from './mesh-and-ring.ts';
import { meshBisectionCables, meshLinks } from './mesh-links.ts';
import { buildRailOnly } from './rail-only.ts';
import { buildSingleSwitch } from './single-switch.ts';
import { injectionBytesPerSecond } from './system-block.ts';
import { buildTorus } from './torus.ts';
import { buildTree } from './tree.ts';

/** A network as it was asked for. */
export interface GeneratedFabric {
  readonly drawing: Drawing;
  readonly systems: number;
  readonly counts: FabricCounts;
  /** Between two halves of the systems, one direction. */
  readonly bisectionBytesPerSecond: number;
  /** What the adapters of half of the systems can send ÷ the bisection; 1 or more; null = none leaves a system. */
  readonly overallOversubscription: number | null;
  /** Tier by tier, in the first site. */
  readonly oversubscription: FabricSketch['oversubscription'];
  readonly notes: readonly FabricNote[];
}

const BUILDERS: Readonly<Record<FabricKind, (numbers: SiteNumbers) => FabricSketch | FabricRefusal>> = {
  'single-switch': buildSingleSwitch,
  'fat-tree': buildTree,
  'rail-optimized': buildTree,
  'rail-only': buildRailOnly,
  'dragonfly-plus': buildDragonflyPlus,
  'full-mesh': buildFullMesh,
  ring: buildRing,
  'torus-2d': buildTorus,
  'torus-3d': buildTorus,
};

/** Whether the kind of network has switches. */
export function hasSwitches(kind: FabricKind): boolean {
  return !['full-mesh', 'ring', 'torus-2d', 'torus-3d'].includes(kind);
}

/** Whether systems of the kind of network have rails. */
export function hasRails(kind: FabricKind): boolean {
  return kind === 'rail-optimized' || kind === 'rail-only';
}

/** Generates the network, or says why not. `cables` = the catalogue's kinds of cable. */
export function generateFabric(asked: FabricRequest, cables: readonly Cable[]): GeneratedFabric | FabricRefusal {
  // Without switches there is nothing to split adapters for.
  const request = hasSwitches(asked.kind) ? asked : { ...asked, planes: 1 };
  const refusal = checkNumbers(request);
  if (refusal !== null) return { refusal };
  const { networkSwitch, sites, system } = request;
  const adapterPort = request.adapterBandwidthBytesPerSecond / request.planes;
  const speed = hasSwitches(request.kind)
    ? Math.min(adapterPort, networkSwitch.portBandwidthBytesPerSecond)
    : adapterPort;
  const radix = Math.floor((networkSwitch.radix * networkSwitch.portBandwidthBytesPerSecond) / speed + 1e-9);
  const systems = request.accelerators / system.accelerators;
  const sketches: FabricSketch[] = [];
  let injection = 0;
  for (let site = 0; site < sites; site++) {
    const numbers: SiteNumbers = {
      request,
      systems: Math.floor(systems / sites) + (site < systems % sites ? 1 : 0),
      radix,
      cableBandwidthBytesPerSecond: speed,
      prefix: sites === 1 ? '' : `s${site + 1}-`,
    };
    const sketch = BUILDERS[request.kind](numbers);
    if (isRefusal(sketch)) return sketch;
    sketches.push(sketch);
    injection += injectionBytesPerSecond(numbers);
  }
  const wanLinks = joinSites(request);
  const drawing = drawSketch(
    sites === 1 ? (sketches[0]?.rows ?? []) : [sketches.map((sketch, at) => siteBlock(sketch, at))],
    [...sketches.flatMap((sketch) => sketch.links), ...wanLinks].map(toSketchLink),
  );
  const blocks = Object.keys(drawing.blocks).length;
  if (blocks > MAX_BLOCKS || Object.keys(drawing.links).length > MAX_LINKS) {
    return { refusal: `The drawing would hold ${blocks} blocks: take fewer rails, planes or sites.` };
  }
  const inside = sketches.reduce((sum, sketch) => sum + sketch.bisectionBytesPerSecond, 0);
  const across = meshBisectionCables(sites, request.wan.circuits) * request.wan.bandwidthBytesPerSecond;
  const bisection = sites === 1 ? inside : Math.min(inside, across);
  const isTorus = request.kind === 'torus-2d' || request.kind === 'torus-3d';
  return {
    drawing,
    systems,
    counts: countFabric(request, sketches, wanLinks, drawing, radix, cables),
    bisectionBytesPerSecond: bisection,
    overallOversubscription: isTorus || bisection === 0 ? null : Math.max(1, injection / 2 / bisection),
    oversubscription: sketches[0]?.oversubscription ?? [],
    notes: [...describeSpeeds(request, speed), ...collectNotes(sketches, sites)],
  };
}

function checkNumbers(request: FabricRequest): string | null {
  const { accelerators, system, rails, adaptersPerSystem, sites } = request;
  if (accelerators % system.accelerators !== 0) {
    return `${accelerators} accelerators are no whole number of ${system.name}, which holds ${system.accelerators}.`;
  }
  const isTorus = request.kind === 'torus-2d' || request.kind === 'torus-3d';
  if (adaptersPerSystem < 1 && !isTorus) return `${system.name} has no adapters for a network.`;
  if (hasRails(request.kind) && adaptersPerSystem % rails !== 0) {
    return `${adaptersPerSystem} adapters cannot be shared out evenly to ${rails} rails.`;
  }
  if (accelerators / system.accelerators < sites) return `There are fewer systems than the ${sites} sites.`;
  return null;
}

function siteBlock(sketch: FabricSketch, at: number): SketchBlock {
  return { id: `s${at + 1}`, kind: 'site', name: `Site ${at + 1}`, rows: sketch.rows };
}

/** Every two sites have circuits of their own. */
function joinSites({ sites, wan }: FabricRequest): FabricLink[] {
  const members = Array.from({ length: sites }, (_, at) => ({ id: `s${at + 1}`, count: 1 }));
  return meshLinks(members, wan.circuits).map((link) => ({
    ...link,
    catalogId: wan.catalogId,
    ...(wan.latencySeconds === null ? {} : { latencySeconds: wan.latencySeconds }),
    run: 'wan',
    words: 'Site to site',
  }));
}

function toSketchLink({ run: _, words: __, fromPorts: ___, toPorts: ____, ...link }: FabricLink) {
  return link;
}

function describeSpeeds(request: FabricRequest, speed: number): FabricNote[] {
  if (!hasSwitches(request.kind)) return [];
  const { networkSwitch, planes, adapterBandwidthBytesPerSecond } = request;
  const gigabits = (bytes: number): string => `${Number(((bytes * 8) / 1e9).toPrecision(3))} Gb/s`;
  const adapterPort = adapterBandwidthBytesPerSecond / planes;
  if (adapterPort > networkSwitch.portBandwidthBytesPerSecond) {
    return [
      {
        message: `Ports of ${networkSwitch.name} hold the adapters’ ${gigabits(adapterPort)} down to ${gigabits(speed)}.`,
      },
    ];
  }
  if (adapterPort < networkSwitch.portBandwidthBytesPerSecond) {
    return [
      {
        message: `Ports of ${gigabits(networkSwitch.portBandwidthBytesPerSecond)} are split into ports of ${gigabits(speed)}.`,
      },
    ];
  }
  return [];
}

/** The notes of all sites, each once. */
function collectNotes(sketches: readonly FabricSketch[], sites: number): FabricNote[] {
  const notes = new Map<string, FabricNote>();
  for (const note of sketches.flatMap((sketch) => sketch.notes)) {
    const { message, fittingAccelerators } = note;
    const all = fittingAccelerators?.map((number) => number * sites);
    notes.set(message, all === undefined ? { message } : { message, fittingAccelerators: all });
  }
  if (sites > 1) notes.set('border', { message: 'Border routers of the sites are not counted.' });
  return [...notes.values()];
}
