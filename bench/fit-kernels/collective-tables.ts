/** Measured collectives and the networks that they ran on, as the model sees them. */
import '../../workers/build/portable-globals.ts';
import { readFileSync } from 'node:fs';
import * as abi from '../../workers/model/abi.ts';
import { scenario, TENSOR_GROUP } from '../../workers/model/arena.ts';
import { placeGroups } from '../../workers/model/collectives/groups.ts';
import { allReduceOver, gatherOver, plainExchangeOver } from '../../workers/model/collectives/over-group.ts';
import { readKernelTable } from './kernel-table.ts';

/** What the catalogue knows of a link. */
export interface LinkConstants {
  readonly id: string;
  readonly endToEndLatencySeconds: number | null;
  readonly efficiency: number | null;
  readonly rampSeconds?: number | null;
  readonly inNetworkAllReduceEfficiency: number | null;
}

export interface MeasuredCollective {
  readonly accelerator: string;
  readonly op: string;
  readonly ranks: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly source: string;
  readonly fabric: Fabric;
}

/** Links of one measured system: catalogue ids, bytes/s of one accelerator, accelerators inside. */
export interface Fabric {
  readonly name: string;
  readonly inner: string;
  readonly innerBandwidth: number;
  /** Accelerators in one domain. */
  readonly inside: number;
  /** Bandwidth of a pair on a mesh of direct links; 0 = switched. */
  readonly pair: number;
  readonly outer: string | null;
  readonly outerBandwidth: number;
  /** The library was told to leave the switches' reduction alone. */
  readonly isRingOnly: boolean;
}

const INNER: Readonly<Record<string, readonly [id: string, bandwidth: number, pair: number]>> = {
  v100: ['nvlink2', 150e9, 150e9 / 7],
  'a100-sxm': ['nvlink3', 300e9, 0],
  'h100-sxm': ['nvlink4', 450e9, 0],
  'h200-sxm': ['nvlink4', 450e9, 0],
  'b200-sxm': ['nvlink5', 900e9, 0],
  'b300-sxm': ['nvlink5', 900e9, 0],
  gb200: ['nvlink5', 900e9, 0],
  gb300: ['nvlink5', 900e9, 0],
  mi300x: ['infinity-if4', 448e9, 64e9],
  l40s: ['pcie4x16', 31.5e9, 0],
  'rtx-pro-6000-server': ['pcie5x16', 63e9, 0],
};

const OUTER: Readonly<Record<string, readonly [id: string, bandwidth: number]>> = {
  'efa-4x100g': ['efa1', 6.25e9],
  'efa-32x100g': ['efa2', 50e9],
  'efa-16x200g': ['efa3', 50e9],
  'efa-8x400g': ['efa4', 50e9],
  'ib-ndr-sharp': ['ib-ndr', 50e9],
  'nvl72+ib': ['ib-ndr', 50e9],
  'roce-cx7': ['roce-400', 50e9],
  'rdma-8x400g': ['roce-400', 50e9],
  'tcpx-4x200g': ['gpudirect-tcpx', 12.5e9],
  'tcpxo-8x200g': ['gpudirect-tcpxo', 25e9],
};

/** All rows of `collectives.csv`. */
export function readCollectives(): readonly MeasuredCollective[] {
  return readKernelTable('collectives.csv').map((row) => {
    const { accelerator = '', fabric = '', op = '', source = '' } = row;
    const [inner, innerBandwidth, pair] = INNER[accelerator] ?? ['', 0, 0];
    const [outer, outerBandwidth] = OUTER[fabric] ?? [null, 0];
    const ranks = Number(row['ranks']);
    const inside = fabric.startsWith('nvl72') ? (ranks % 72 === 0 ? 72 : 64) : 8;
    return {
      accelerator,
      op,
      ranks,
      bytes: Number(row['bytes']),
      seconds: Number(row['seconds']),
      source,
      fabric: {
        name: outer === null ? inner : `${inner} + ${fabric}`,
        inner,
        innerBandwidth,
        inside,
        pair,
        outer,
        outerBandwidth,
        isRingOnly: fabric === 'nvlink-ring',
      },
    };
  });
}

/** The links of the catalogue by id. */
export function readLinks(): Map<string, LinkConstants> {
  const url = new URL('../../public/catalog/interconnects.json', import.meta.url);
  const { links } = JSON.parse(readFileSync(url, 'utf8')) as { links: readonly LinkConstants[] };
  return new Map(links.map((link) => [link.id, link]));
}

function writeLevel(at: number, accelerators: number, bandwidth: number, pair: number, link: LinkConstants): void {
  const base = abi.NET_FIRST + at * abi.LEVEL_STRIDE;
  scenario[base + abi.LEVEL_ACCELERATORS] = accelerators;
  scenario[base + abi.LEVEL_KIND] = pair > 0 ? 1 : 0;
  scenario[base + abi.LEVEL_BANDWIDTH] = bandwidth;
  scenario[base + abi.LEVEL_LATENCY] = link.endToEndLatencySeconds ?? 0;
  scenario[base + abi.LEVEL_EFFICIENCY] = link.efficiency ?? 1;
  scenario[base + abi.LEVEL_RAMP] = link.rampSeconds ?? 0;
  scenario[base + abi.LEVEL_NEIGHBOUR] = pair;
  scenario[base + abi.LEVEL_REDUCTION] = (link.inNetworkAllReduceEfficiency ?? 0) / 1.75;
}

let placed = '';

/** Seconds that the model gives a row, all ranks in one tensor group. `key` tells one set of link constants from another. */
export function predictCollective(
  row: MeasuredCollective,
  links: ReadonlyMap<string, LinkConstants>,
  key: string,
): number {
  const { fabric } = row;
  const want = `${key} ${fabric.name} ${row.ranks} ${fabric.inside} ${fabric.isRingOnly}`;
  if (want !== placed) {
    for (let at = abi.PLAN_ACCELERATORS; at <= abi.PLAN_EXPERT_TENSOR; at += 1) scenario[at] = 1;
    scenario[abi.PLAN_ACCELERATORS] = row.ranks;
    scenario[abi.PLAN_TENSOR] = row.ranks;
    scenario[abi.PLAN_SHARDING_GROUP] = 1;
    for (let place = 0; place < 4; place += 1) scenario[abi.PLAN_ORDER_0 + place] = place;
    const inner = links.get(fabric.inner);
    const outer = fabric.outer === null ? undefined : links.get(fabric.outer);
    if (inner === undefined) throw new Error(`no link ${fabric.inner} in the catalogue`);
    scenario[abi.NET_COUNT] = outer === undefined ? 1 : 2;
    writeLevel(
      0,
      Math.min(fabric.inside, row.ranks),
      fabric.innerBandwidth,
      fabric.pair,
      fabric.isRingOnly ? { ...inner, inNetworkAllReduceEfficiency: null } : inner,
    );
    // Measured tables across nodes do not add up in the outer switches.
    if (outer !== undefined) {
      writeLevel(1, row.ranks, fabric.outerBandwidth, 0, { ...outer, inNetworkAllReduceEfficiency: null });
    }
    placeGroups();
    placed = want;
  }
  if (row.op === 'all_reduce') return allReduceOver(TENSOR_GROUP, row.bytes);
  if (row.op === 'alltoall') return plainExchangeOver(TENSOR_GROUP, row.bytes);
  return gatherOver(TENSOR_GROUP, row.bytes);
}
