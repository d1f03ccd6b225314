/**
 * The machines of the measured collectives, drawn: systems of the catalogue, and between them the network that the source names. Nothing
 * here is a number of the model; what a link sustains stands in the catalogue.
 */
import type { CatalogIndex } from '../../src/domain/catalog/catalog-types.ts';
import type { Drawing } from '../../src/domain/plan/plan-document.ts';
import { type BlockSketch, buildDrawing, type LinkSketch } from '../../src/domain/topology/build-drawing.ts';
import { findScaleUpLink } from '../../src/domain/topology/scale-up-levels.ts';

/** A network between systems: the catalogue's link, cables of one system, a switch of the catalogue or none in particular. */
interface Outside {
  readonly link: string;
  readonly cables: number;
  readonly switchId: string | null;
}

/** Systems by the accelerator that a table names. */
const SYSTEMS: Readonly<Record<string, string>> = {
  v100: 'dgx-v100',
  'a100-sxm': 'dgx-a100-80',
  'a100-sxm-40gb': 'dgx-a100-40',
  'h100-sxm': 'dgx-h100',
  'h200-sxm': 'dgx-h200',
  'b200-sxm': 'dgx-b200',
  'b300-sxm': 'dgx-b300',
  gb200: 'gb200-nvl72-tray',
  gb300: 'az-nd128isr-gb300-v6',
  mi300x: 'mi300x-8',
  l40s: 'l40s-8',
  'rtx-pro-6000-server': 'rtx-pro-6000-8',
};

/** Instances and networks by the fabric that a table names. */
const FABRICS: Readonly<Record<string, { readonly system: string; readonly outside: Outside }>> = {
  'efa-4x100g': { system: 'aws-p4de', outside: { link: 'efa1', cables: 4, switchId: null } },
  'efa-32x100g': { system: 'aws-p5', outside: { link: 'efa2', cables: 32, switchId: null } },
  'efa-16x200g': { system: 'aws-p5en', outside: { link: 'efa3', cables: 16, switchId: null } },
  'efa-8x400g': { system: 'aws-p6-b200', outside: { link: 'efa4', cables: 8, switchId: null } },
  'tcpx-4x200g': { system: 'gcp-a3-highgpu-8g', outside: { link: 'gpudirect-tcpx', cables: 4, switchId: null } },
  'tcpxo-8x200g': { system: 'gcp-a3-megagpu-8g', outside: { link: 'gpudirect-tcpxo', cables: 8, switchId: null } },
  'rdma-8x400g': { system: 'gcp-a3-ultragpu-8g', outside: { link: 'roce-400', cables: 8, switchId: null } },
  'roce-cx7': { system: 'oci-bm-gpu-h100-8', outside: { link: 'roce-400', cables: 8, switchId: null } },
  'ib-ndr': { system: 'az-nd96isr-h100-v5', outside: { link: 'ib-ndr', cables: 8, switchId: 'qm9700' } },
  'ib-ndr-sharp': { system: 'dgx-h100', outside: { link: 'ib-ndr', cables: 8, switchId: 'qm9700' } },
};

/** What one measurement ran on. */
export interface MeasuredMachine {
  /** System and network, for people. */
  readonly name: string;
  readonly drawing: Drawing;
}

/**
 * Draws the machine of a row: `ranks` accelerators in `nodes` nodes as the table counts them. Null when the catalogue has no such
 * accelerator. Systems are drawn whole: a job of fewer accelerators leaves the rest of a node idle.
 */
export function drawMachine(accelerator: string, fabric: string, ranks: number, nodes: number): MeasuredMachine | null {
  if (fabric.startsWith('nvl72')) return drawRacks(ranks, nodes);
  const known = FABRICS[fabric];
  const system = known?.system ?? SYSTEMS[accelerator];
  if (system === undefined) return null;
  if (known === undefined || nodes === 1) {
    return { name: system, drawing: buildDrawing([{ id: 'node', kind: 'node', catalogId: system }]) };
  }
  const { link, cables, switchId } = known.outside;
  return {
    name: `${nodes} × ${system} + ${link}`,
    drawing: buildDrawing(
      [
        { id: 'row', kind: 'row' },
        { id: 'node', kind: 'node', parent: 'row', count: nodes, catalogId: system },
        // As many switches as cables of one system: every rail has its own, and none is oversubscribed.
        { id: 'leaf', kind: 'switch', parent: 'row', count: cables, catalogId: switchId },
      ],
      [{ from: 'node', to: 'leaf', catalogId: link, cablesPerInstance: cables, pattern: 'rails' }],
    ),
  };
}

/** Racks of up to 18 trays of four GB200 around nine NVLink switch trays, and InfiniBand between racks. */
function drawRacks(ranks: number, trays: number): MeasuredMachine {
  const racks = Math.ceil(ranks / 72);
  const blocks: BlockSketch[] = [
    { id: 'row', kind: 'row' },
    { id: 'rack', kind: 'rack', parent: 'row', count: racks },
    { id: 'tray', kind: 'node', parent: 'rack', count: trays / racks, catalogId: 'gb200-nvl72-tray' },
    { id: 'nvswitch', kind: 'switch', parent: 'rack', count: 9, catalogId: 'nvl72-switch-tray' },
  ];
  const links: LinkSketch[] = [{ from: 'tray', to: 'nvswitch', catalogId: 'nvlink5', cablesPerInstance: 72 }];
  if (racks > 1) {
    blocks.push({ id: 'leaf', kind: 'switch', parent: 'row', count: 4, catalogId: 'qm9700' });
    links.push({ from: 'tray', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 4, pattern: 'rails' });
  }
  return {
    name: `${racks} × ${trays / racks} gb200-nvl72-tray${racks > 1 ? ' + ib-ndr' : ''}`,
    drawing: buildDrawing(blocks, links),
  };
}

/** The catalogue's link that a row measures: the one between systems, or the one inside where it stays in one. Null when there is none. */
export function measuredLink(accelerator: string, fabric: string, nodes: number, index: CatalogIndex): string | null {
  if (fabric === 'nvl72+ib') return 'ib-ndr';
  const outside = nodes > 1 ? FABRICS[fabric]?.outside.link : undefined;
  return outside ?? measuredScaleUp(accelerator, index)?.linkId ?? null;
}

/** Links inside the system of an accelerator that a table names: the catalogue's id, bytes/s of one accelerator in one direction. */
export function measuredScaleUp(
  accelerator: string,
  index: CatalogIndex,
): { readonly linkId: string; readonly bandwidthBytesPerSecond: number } | null {
  const scaleUp = index.systems.get(SYSTEMS[accelerator] ?? '')?.scaleUp;
  const link = scaleUp === undefined ? null : findScaleUpLink(scaleUp, index);
  return scaleUp === undefined || link === null
    ? null
    : { linkId: link.id, bandwidthBytesPerSecond: scaleUp.bandwidthBytesPerSecond };
}
