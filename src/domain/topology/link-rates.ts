/** What one drawn cable can carry. Values of the link itself win over the catalogue's; what the catalogue does not know is the median of its kind. */
import type { CatalogIndex, Link as LinkRecord } from '../catalog/catalog-types.ts';
import type { Link } from '../plan/plan-document.ts';

/** One cable, one direction. */
export interface LinkRates {
  readonly bandwidthBytesPerSecond: number;
  /** Adapter to adapter through one switch, one way. */
  readonly endToEndLatencySeconds: number;
  /** One more switch on the way, one way. */
  readonly hopLatencySeconds: number;
  /** Share of the bandwidth that large transfers sustain. */
  readonly efficiency: number;
  /** How slowly transfers get up to speed, see `NetworkLevel`. */
  readonly rampSeconds: number;
  readonly inNetworkReduction: boolean;
  /** Bytes/s at which switches add up a buffer ÷ bandwidth, 0–1. */
  readonly reductionEfficiency: number;
  readonly isWan: boolean;
  /** Scale-up links leave the accelerator itself; all others leave through network adapters. */
  readonly isScaleUp: boolean;
  readonly name: string;
}

/** Rates of a link; null when the catalogue has no such kind and the link does not say its bandwidth itself. */
export function findLinkRates(link: Link, index: CatalogIndex): LinkRates | null {
  const wan = index.wanClasses.get(link.catalogId);
  if (wan !== undefined) {
    const latency = link.latencySeconds ?? wan.roundTripSeconds / 2;
    return {
      bandwidthBytesPerSecond: link.bandwidthBytesPerSecond ?? wan.bandwidthBytesPerSecond,
      endToEndLatencySeconds: latency,
      hopLatencySeconds: latency,
      efficiency: medianEfficiency(index, 'scale-out'),
      rampSeconds: medianRamp(index, 'scale-out'),
      inNetworkReduction: false,
      reductionEfficiency: 0,
      isWan: true,
      isScaleUp: false,
      name: wan.name,
    };
  }
  const record = index.links.get(link.catalogId);
  const bandwidth = link.bandwidthBytesPerSecond ?? record?.portBandwidthBytesPerSecond ?? null;
  if (record === undefined || bandwidth === null) return null;
  return { ...ratesOfRecord(record, index, bandwidth, link.latencySeconds), name: record.name };
}

/** Rates of a catalogue link at a given bandwidth; `latencySeconds` null = the catalogue's. */
export function ratesOfRecord(
  record: LinkRecord,
  index: CatalogIndex,
  bandwidthBytesPerSecond: number,
  latencySeconds: number | null = null,
): LinkRates {
  const kind = record.kind;
  return {
    bandwidthBytesPerSecond,
    endToEndLatencySeconds:
      latencySeconds ?? record.endToEndLatencySeconds ?? medianOf(index, kind, (link) => link.endToEndLatencySeconds),
    hopLatencySeconds:
      latencySeconds ?? record.hopLatencySeconds ?? medianOf(index, kind, (link) => link.hopLatencySeconds),
    efficiency: record.efficiency ?? medianEfficiency(index, kind),
    rampSeconds: record.rampSeconds ?? medianRamp(index, kind),
    inNetworkReduction: record.inNetworkReduction,
    reductionEfficiency: reductionOf(record),
    isWan: false,
    isScaleUp: kind === 'scale-up' || kind === 'pcie' || kind === 'chip-to-chip',
    name: record.name,
  };
}

/** Median efficiency of the catalogue's links of a kind, 0–1. */
export function medianEfficiency(index: CatalogIndex, kind: LinkRecord['kind']): number {
  return Math.min(
    1,
    medianOf(index, kind, (link) => link.efficiency),
  );
}

/** Median ramp of the catalogue's links of a kind, seconds. */
export function medianRamp(index: CatalogIndex, kind: LinkRecord['kind']): number {
  return medianOf(index, kind, (link) => link.rampSeconds);
}

/** The catalogue states the bus bandwidth over eight accelerators, 2·7/8 of the buffer; unmeasured switches add up as fast as the link carries. */
function reductionOf(record: LinkRecord): number {
  if (!record.inNetworkReduction) return 0;
  if (record.inNetworkAllReduceEfficiency === null) return record.efficiency ?? 1;
  return Math.min(1, record.inNetworkAllReduceEfficiency / ((2 * 7) / 8));
}

/** Median end-to-end latency of the catalogue's links of a kind, one way. */
export function medianLatency(index: CatalogIndex, kind: LinkRecord['kind']): number {
  return medianOf(index, kind, (link) => link.endToEndLatencySeconds);
}

/** Median over the records of a kind that say it; over all records when none of the kind does. */
function medianOf(index: CatalogIndex, kind: LinkRecord['kind'], read: (link: LinkRecord) => number | null): number {
  const known = (records: readonly LinkRecord[]): number[] =>
    records.map(read).filter((value): value is number => value !== null);
  let values = known(index.catalog.links.filter((link) => link.kind === kind));
  if (values.length === 0) values = known(index.catalog.links);
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? 0;
}
