/** Draws the cluster that a published measurement ran on as a plan drawing: systems, switches and cables of the catalogue. */
import type { Accelerator, CatalogIndex, System } from '../../domain/catalog/catalog-types.ts';
import {
  findLinkKind,
  scaleOutShare,
  scaleUpDomain,
  torusDomain,
  torusShape,
} from '../../domain/estimate/measurement/measured-network.ts';
import type { Measurement } from '../../domain/estimate/measurement/measurement-schema.ts';
import type { Drawing } from '../../domain/plan/plan-document.ts';
import { buildDrawing } from '../../domain/topology/build-drawing.ts';
import { createRequestFor, listSwitches } from '../../domain/topology/generate/default-request.ts';
import type { FabricRequest, FabricSwitch } from '../../domain/topology/generate/fabric-request.ts';
import { generateFabric } from '../../domain/topology/generate/generate-fabric.ts';
import { drawPods, findPods } from './draw-pods.ts';
import { drawSlices } from './draw-slices.ts';

/** The drawn cluster, or why the catalogue does not have what it takes. */
export type DrawnMeasurement =
  | {
      readonly ok: true;
      readonly drawing: Drawing;
      /** Ranks in a run that never leaves a scale-up domain; null = as they come. */
      readonly ranksTogether: number | null;
    }
  | { readonly ok: false; readonly reason: string };

const BITS_PER_GIGABYTE = 8e-9;

/** Draws one record's cluster. */
export function drawMeasurement(row: Measurement, accelerator: Accelerator, index: CatalogIndex): DrawnMeasurement {
  const { topology } = accelerator.scaleUp;
  if (topology === 'torus-2d' || topology === 'torus-3d') return drawTorus(row, accelerator, index);
  const domain = scaleUpDomain(row, accelerator);
  const share = scaleOutShare(row, accelerator, index);
  const system = findSystem(row, accelerator, index, Math.max(domain, row.per_node), share);
  if (system === null) {
    return no(`the catalogue has no system of ${row.per_node} ${accelerator.name} with such adapters`);
  }
  const size = system.acceleratorsPerSystem;
  const held = Math.max(1, Math.floor(size / domain)) * Math.min(domain, size);
  const systems = Math.ceil(row.accelerators / held);
  const ranksTogether = size % domain === 0 ? null : domain;
  if (systems === 1) {
    const block = { id: 'system', kind: system.kind === 'rack' ? 'rack' : 'node', catalogId: system.id } as const;
    return { ok: true, drawing: buildDrawing([block]), ranksTogether };
  }
  const request = requestNetwork(row, system, systems, share, index);
  if (request === null) return no(`the catalogue has no switches for ${system.name}`);
  const pods = findPods(row);
  if (pods !== null) return { ok: true, drawing: drawPods(request, pods), ranksTogether };
  const refusals: string[] = [];
  // A rack has more cables than a leaf has ports: the adapters of its trays are rails then.
  const byRails: FabricRequest = { ...request, kind: 'rail-optimized', rails: row.per_node };
  for (const wanted of system.kind === 'rack' ? [byRails] : [request]) {
    for (const tiers of [2, 3] as const) {
      const generated = generateFabric({ ...wanted, tiers }, index.catalog.cables);
      if (!('refusal' in generated)) return { ok: true, drawing: generated.drawing, ranksTogether };
      refusals.push(generated.refusal);
    }
  }
  return no(refusals.join(' '));
}

function no(reason: string): DrawnMeasurement {
  return { ok: false, reason };
}

function drawTorus(row: Measurement, accelerator: Accelerator, index: CatalogIndex): DrawnMeasurement {
  const size = torusDomain(row, accelerator);
  const share = scaleOutShare(row, accelerator, index);
  const isAlone = row.accelerators === size;
  const host = index.catalog.systems.find(
    (system) =>
      system.acceleratorId === accelerator.id &&
      size % system.acceleratorsPerSystem === 0 &&
      (isAlone || system.scaleOutBandwidthBytesPerSecond >= share * (1 - 1e-9)),
  );
  if (host === undefined) return no(`the catalogue has no host of ${accelerator.name} that ${size} divide into`);
  const dims = torusShape(size, accelerator.scaleUp.topology === 'torus-3d' ? 3 : 2);
  const slices = row.accelerators / size;
  const request = requestNetwork(row, host, row.accelerators / host.acceleratorsPerSystem, share, index);
  if (request === null) return no(`the catalogue has no switches for ${host.name}`);
  return { ok: true, drawing: drawSlices(request, dims, slices), ranksTogether: null };
}

/** A system of the accelerator with at least such adapters: a cable may be slower than the adapter that it is plugged into. */
function findSystem(
  row: Measurement,
  accelerator: Accelerator,
  index: CatalogIndex,
  size: number,
  share: number,
): System | null {
  const isAlone = row.accelerators <= size;
  const fitting = index.catalog.systems.filter(
    (system) =>
      system.acceleratorId === accelerator.id &&
      system.acceleratorsPerSystem >= size &&
      (size > row.per_node || system.acceleratorsPerSystem === size) &&
      (isAlone || system.scaleOutBandwidthBytesPerSecond >= share * (1 - 1e-9)),
  );
  return [...fitting].sort((a, b) => a.acceleratorsPerSystem - b.acceleratorsPerSystem)[0] ?? null;
}

/** Numbers of a non-blocking network; `share` = bytes/s of one accelerator. */
function requestNetwork(
  row: Measurement,
  system: System,
  systems: number,
  share: number,
  index: CatalogIndex,
): FabricRequest | null {
  const size = system.acceleratorsPerSystem;
  const usual = createRequestFor(system.id, index, systems * size);
  if (usual === null) return null;
  const words = row.interconnect ?? '';
  const link = findLinkKind(words, index);
  const inNode = (usual.adaptersPerSystem * row.per_node) / size;
  const adaptersPerSystem = (countAdapters(words, share * row.per_node, inNode) * size) / row.per_node;
  const adapterBandwidth = (share * size) / adaptersPerSystem;
  return {
    ...usual,
    kind: /rail-optimi[sz]ed/i.test(words) ? 'rail-optimized' : 'fat-tree',
    adaptersPerSystem,
    adapterBandwidthBytesPerSecond: adapterBandwidth,
    linkId: link?.id ?? usual.linkId,
    linkBandwidthBytesPerSecond: link?.portBandwidthBytesPerSecond ?? usual.linkBandwidthBytesPerSecond,
    networkSwitch: plainSwitch(adapterBandwidth, usual.networkSwitch, index),
    rails: /rail-optimi[sz]ed/i.test(words) ? Math.min(adaptersPerSystem, size) : 1,
  };
}

/** Gb/s of an InfiniBand adapter by its generation. */
const GENERATIONS = { HDR: 200, NDR: 400, XDR: 800 } as const;

/** Adapters of a node by the record's words, "4 x 100 Gb/s" or "4x HDR"; as many as the system has where they do not say. */
function countAdapters(words: string, nodeBytesPerSecond: number, usual: number): number {
  for (const [, said] of words.matchAll(/(\d+)\s*x/gi)) {
    const count = Number(said);
    const gigabits = (nodeBytesPerSecond / count) * BITS_PER_GIGABYTE;
    if (new RegExp(`\\b(?:${gigabits}\\s*Gb|${gigabits / 8}\\s*GB)`).test(words)) return count;
    const isNamed = Object.entries(GENERATIONS).some(
      ([name, speed]) => speed === gigabits && new RegExp(`\\b${said}\\s*x\\s*${name}\\b`, 'i').test(words),
    );
    if (isNamed) return count;
  }
  return usual;
}

/** No record says that its switches were told to add up, and they do not by themselves: one that does is drawn by its ports alone. */
function plainSwitch(bandwidth: number, usual: FabricSwitch, index: CatalogIndex): FabricSwitch {
  const fast = listSwitches(index).filter(
    ({ portBandwidthBytesPerSecond }) => portBandwidthBytesPerSecond >= bandwidth * (1 - 1e-9),
  );
  const fits = usual.portBandwidthBytesPerSecond >= bandwidth * (1 - 1e-9);
  const found = fits
    ? usual
    : (fast.sort((a, b) => a.portBandwidthBytesPerSecond - b.portBandwidthBytesPerSecond)[0] ?? usual);
  const record = found.catalogId === null ? undefined : index.switches.get(found.catalogId);
  return record?.inNetworkReduction === true ? { ...found, catalogId: null } : found;
}
