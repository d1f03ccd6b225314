/** The network that a measurement ran on: from its words, or the accelerator's usual system where it says nothing. */
import type { Accelerator, CatalogIndex, Link } from '../../catalog/catalog-types.ts';
import { buildScaleUpLevels, buildTorusLevel } from '../../topology/scale-up-levels.ts';
import type { NetworkLevel } from '../scenario.ts';
import type { Measurement } from './measurement-schema.ts';

const BITS_PER_BYTE = 8;
const GIGA = 1e9;
/** Scale-out bandwidth where neither the record nor the catalogue says it: 100 Gbit/s for each accelerator. */
const FALLBACK_BANDWIDTH = 12.5e9;
/** Where no kind of link is named: InfiniBand or RoCE between adapters, one way, and what large transfers sustain. */
const FALLBACK_LATENCY = 1.5e-6;
const FALLBACK_EFFICIENCY = 0.95;
const FALLBACK_RAMP = 3e-5;

/** Levels innermost first; the outermost holds all accelerators. */
export function readNetwork(row: Measurement, accelerator: Accelerator, index: CatalogIndex): readonly NetworkLevel[] {
  const total = row.accelerators;
  const topology = accelerator.scaleUp.topology;
  const isTorus = topology === 'torus-2d' || topology === 'torus-3d';
  const domain = isTorus ? torusDomain(row, accelerator) : scaleUpDomain(row, accelerator);
  const levels: NetworkLevel[] = [];
  if (domain > 1) {
    levels.push(
      ...(isTorus
        ? [buildTorusLevel(accelerator.scaleUp, torusShape(domain, topology === 'torus-3d' ? 3 : 2), 'slice', index)]
        : buildScaleUpLevels(accelerator.scaleUp, accelerator, domain, null, 'node', index)),
    );
  }
  if (domain < total) levels.push(scaleOutLevel(row, accelerator, index, total));
  return levels.length > 0 ? levels : [scaleOutLevel(row, accelerator, index, total)];
}

/** Accelerators of a job in one torus: as many as were built into one; more of them meet over the data-centre network. */
export function torusDomain(row: Measurement, accelerator: Accelerator): number {
  const slices = Number(/(\d+) (?:slices over DCN|TPU \S+ pods)/.exec(row.interconnect ?? '')?.[1] ?? 1);
  const accelerators = row.accelerators / slices;
  const widest = accelerator.scaleUp.maxDomain ?? accelerators;
  return accelerators > widest && accelerators % widest === 0 ? widest : accelerators;
}

/** Accelerators in the fast domain: the node, or the rack where its links span it. */
export function scaleUpDomain(row: Measurement, accelerator: Accelerator): number {
  const widest = accelerator.scaleUp.maxDomain ?? row.per_node;
  const spansRack =
    /NVL ?72|NVLink domain/i.test(row.interconnect ?? '') || (widest > 16 && /^GB\d/.test(accelerator.name));
  if (!spansRack) return Math.min(row.per_node, row.accelerators);
  if (row.accelerators <= widest) return row.accelerators;
  // Jobs take whole powers of two of a rack.
  for (const size of [64, 72, 32, 36, 16, 18, 8]) {
    if (size <= widest && row.accelerators % size === 0) return size;
  }
  return row.per_node;
}

function scaleOutLevel(row: Measurement, accelerator: Accelerator, index: CatalogIndex, total: number): NetworkLevel {
  const words = row.interconnect ?? '';
  const kind = findLinkKind(words, index);
  return {
    accelerators: total,
    kind: 'switch',
    bandwidthBytesPerSecond: scaleOutShare(row, accelerator, index),
    latencySeconds: kind?.endToEndLatencySeconds ?? FALLBACK_LATENCY,
    efficiency: kind?.efficiency ?? FALLBACK_EFFICIENCY,
    rampSeconds: kind?.rampSeconds ?? FALLBACK_RAMP,
    inNetworkReduction: false,
    reductionEfficiency: 0,
    torusDims: [],
    neighbourBandwidthBytesPerSecond: 0,
    label: readScaleOut(words, row.per_node) === null ? 'scale-out network of the usual system' : words,
  };
}

/** Scale-out bandwidth of one accelerator, bytes/s: stated, or of the usual system. */
export function scaleOutShare(row: Measurement, accelerator: Accelerator, index: CatalogIndex): number {
  return (
    readScaleOut(row.interconnect ?? '', row.per_node) ?? usualSystem(row, accelerator, index) ?? FALLBACK_BANDWIDTH
  );
}

/** What a description says about training traffic: adapters for storage and management do not carry it. */
function computeWords(words: string): string {
  return /Compute:([^|]*?)(?:, Management|$|\|)/i.exec(words)?.[1] ?? words.replace(/Storage[^|]*?(?=Compute|$)/i, '');
}

/** Bandwidth of one accelerator's share, bytes/s, that a description states; null when it states none. */
export function readScaleOut(words: string, perNode: number): number | null {
  const compute = computeWords(words);
  const gigabits = (value: string): number => (Number(value) * GIGA) / BITS_PER_BYTE;
  const perAccelerator = /(\d+)\s*Gb(?:it)?\/?s?[^,|;]*per GPU/i.exec(compute)?.[1];
  if (perAccelerator !== undefined) return gigabits(perAccelerator);
  const counted = /(\d+)\s*Gb(?:it)?\/s[^(|]*\((\d+) per node\)/i.exec(compute);
  if (counted !== null) return (gigabits(counted[1] ?? '0') * Number(counted[2])) / perNode;
  const ports: number[] = [];
  for (const [, number, rest] of compute.matchAll(/(\d+)\s*x\s*([^|,;]*)/gi)) {
    const rate = /(\d+)\s*(?:Gb(?:it)?(?:\/s|ps|\/sec)?|GbE)(?![a-z])/i.exec(rest ?? '');
    const bytes = /(\d+)\s*GB\/s/.exec(rest ?? '')?.[1];
    // "3x100 GbE scale-out x8 per node": per accelerator, times the accelerators.
    const each = /x\s*(\d+) per node/i.exec(rest ?? '')?.[1] ?? '1';
    if (bytes !== undefined) return (Number(number) * Number(bytes) * GIGA * Number(each)) / perNode;
    if (rate !== null) {
      ports.push((Number(number) * gigabits(rate[1] ?? '0') * Number(each)) / perNode);
    }
  }
  // Where several kinds of adapter are listed, training uses the fastest.
  if (ports.length > 0) return Math.max(...ports);
  const total = /(\d+)\s*Gb(?:it)?\/s per (?:node|instance)/i.exec(compute)?.[1];
  return total === undefined ? null : gigabits(total) / perNode;
}

/** Scale-out share of one accelerator in the catalogue's systems that hold as many of them; the median one. */
function usualSystem(row: Measurement, accelerator: Accelerator, index: CatalogIndex): number | null {
  const shares = index.catalog.systems
    .filter((system) => system.acceleratorId === accelerator.id && system.scaleOutBandwidthBytesPerSecond > 0)
    .filter((system, _, all) =>
      all.some((other) => other.acceleratorsPerSystem === row.per_node)
        ? system.acceleratorsPerSystem === row.per_node
        : true,
    )
    .map((system) => system.scaleOutBandwidthBytesPerSecond)
    .sort((a, b) => a - b);
  return shares[Math.floor(shares.length / 2)] ?? null;
}

/** The kind of link between systems that a description names; null when it names none. */
export function findLinkKind(words: string, index: CatalogIndex): Link | null {
  const compute = computeWords(words);
  const known = (id: string): Link | null => index.links.get(id) ?? null;
  // InfiniBand first: a lone Ethernet port beside it is for management.
  if (/infiniband|\bib\b|hdr|ndr|xdr/i.test(compute)) {
    return known(/hdr/i.test(compute) ? 'ib-hdr' : /xdr/i.test(compute) ? 'ib-xdr' : 'ib-ndr');
  }
  return /roce|ethernet|gbe/i.test(compute) ? known('roce-400') : null;
}

/** As near to a cube (or square) as the divisors allow, slowest dimension first. */
export function torusShape(accelerators: number, dimensions: 2 | 3): number[] {
  let best: number[] = dimensions === 3 ? [accelerators, 1, 1] : [accelerators, 1];
  const spread = (shape: readonly number[]): number => Math.max(...shape) / Math.min(...shape);
  for (let first = 1; first * first <= accelerators; first += 1) {
    if (accelerators % first !== 0) continue;
    const rest = accelerators / first;
    if (dimensions === 2) {
      if (spread([rest, first]) < spread(best)) best = [rest, first];
      continue;
    }
    for (let second = first; second * second <= rest; second += 1) {
      if (rest % second !== 0) continue;
      const shape = [rest / second, second, first];
      if (spread(shape) < spread(best)) best = shape;
    }
  }
  return best;
}
