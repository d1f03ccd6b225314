/** What the form of the generator begins with: numbers that fit a system of the catalogue, and the drawing that is there. */
import type { CatalogIndex, Link, Switch, System } from '../../catalog/catalog-types.ts';
import type { Drawing } from '../../plan/plan-document.ts';
import { findEndpoints } from '../endpoint.ts';
import { countAccelerators, countInstances } from '../summarize-drawing.ts';
import type { FabricKind, FabricRequest, FabricSwitch, FabricSystem, FabricWan } from './fabric-request.ts';
import { generateFabric } from './generate-fabric.ts';
import { listTorusShapes } from './torus-shapes.ts';
import { divisorsOf } from './tree-numbers.ts';

/** Systems that an empty plan begins with. */
const USUAL_SYSTEMS = 128;
const USUAL_SYSTEM = 'dgx-h100';
const USUAL_WAN = 'regional';
/** More rails than this are not built. */
const MOST_RAILS = 8;
/** Weight of a wrong network family against a factor of two in speed. */
const FAMILY_WEIGHT = 2;

/** Numbers for the drawing: the system that is selected, else the one that most accelerators are in. */
export function createDefaultRequest(
  drawing: Drawing,
  selection: readonly string[],
  index: CatalogIndex,
): FabricRequest | null {
  const endpoints = [...findEndpoints(drawing, index).values()].filter(({ system }) => system !== null);
  const instances = countInstances(drawing);
  const size = ({ block, accelerators }: (typeof endpoints)[number]): number =>
    (instances.get(block.id) ?? 0) * accelerators;
  const largest = [...endpoints].sort((a, b) => size(b) - size(a))[0];
  const selected = endpoints.find(({ block }) => selection.includes(block.id));
  const systemId = (selected ?? largest)?.system?.id ?? USUAL_SYSTEM;
  const { total, failed } = countAccelerators(drawing, index);
  return createRequestFor(systemId, index, total + failed);
}

/** Numbers for a system; `accelerators` are rounded up to whole systems, 0 = a usual number. Null = the catalogue has no such system. */
export function createRequestFor(systemId: string, index: CatalogIndex, accelerators: number): FabricRequest | null {
  const record = index.systems.get(systemId);
  const system = describeSystem(systemId, index);
  if (record === undefined || system === null) return null;
  const nic = record.nics[0];
  const adapters = nic?.count ?? 0;
  const bandwidth = nic?.bandwidthBytesPerSecond || 1;
  const family = familyOf(nic?.kind ?? '');
  const link = nearest(
    listLinks(index),
    bandwidth,
    ({ portBandwidthBytesPerSecond }) => portBandwidthBytesPerSecond ?? 0,
    ({ id }) => id.startsWith(family),
  );
  const networkSwitch = pickSwitch(index, bandwidth, family === 'ib-');
  const wan = describeWan(USUAL_WAN, index) ?? describeWan(index.catalog.wanClasses[0]?.id ?? '', index);
  if (link === undefined || networkSwitch === undefined || wan === null) return null;
  const systems = Math.max(1, accelerators > 0 ? Math.ceil(accelerators / system.accelerators) : USUAL_SYSTEMS);
  const isTorus = system.torusLinkBandwidthBytesPerSecond !== null && system.kind === 'node';
  const isFlat = record.scaleUp.topology === 'torus-2d';
  const kind: FabricKind = isTorus
    ? isFlat
      ? 'torus-2d'
      : 'torus-3d'
    : adapters > 1 && system.accelerators > 1
      ? 'rail-optimized'
      : 'fat-tree';
  const request: FabricRequest = {
    kind,
    accelerators: systems * system.accelerators,
    system,
    adaptersPerSystem: adapters,
    adapterBandwidthBytesPerSecond: bandwidth,
    linkId: link.id,
    linkBandwidthBytesPerSecond: link.portBandwidthBytesPerSecond,
    networkSwitch,
    tiers: 2,
    oversubscription: 1,
    upperOversubscription: 1,
    rails: divisorsOf(adapters).findLast((rails) => rails <= MOST_RAILS) ?? 1,
    planes: 1,
    groups: 4,
    torusDims: listTorusShapes(systems * system.accelerators, isFlat ? 2 : 3)[0] ?? [],
    sites: 1,
    wan: { ...wan, circuits: 8, latencySeconds: null },
  };
  const isTooLarge = kind === 'rail-optimized' && 'refusal' in generateFabric(request, []);
  return isTooLarge ? { ...request, tiers: 3 } : request;
}

/** A system of the catalogue as the generator needs it. */
export function describeSystem(systemId: string, index: CatalogIndex): FabricSystem | null {
  const record = index.systems.get(systemId);
  if (record === undefined || !index.accelerators.has(record.acceleratorId)) return null;
  return {
    catalogId: record.id,
    name: record.name,
    kind: record.kind === 'rack' ? 'rack' : 'node',
    accelerators: record.acceleratorsPerSystem,
    rackUnits: record.rackUnits,
    torusLinkBandwidthBytesPerSecond: torusLink(record),
    largestTorus: record.scaleUp.maxDomain,
  };
}

/** Switches of the catalogue that joins systems: those whose ports are known and that are no scale-up switches. */
export function listSwitches(index: CatalogIndex): FabricSwitch[] {
  return index.catalog.switches.filter(isNetworkSwitch).map(describeSwitch);
}

/** A WAN class without what the plan decides. */
export function describeWan(
  id: string,
  index: CatalogIndex,
): Pick<FabricWan, 'catalogId' | 'bandwidthBytesPerSecond'> | null {
  const record = index.wanClasses.get(id);
  return record === undefined
    ? null
    : { catalogId: record.id, bandwidthBytesPerSecond: record.bandwidthBytesPerSecond };
}

/** Only systems whose links reach beyond them can be joined into a larger torus. */
function torusLink(record: System): number | null {
  const { scaleUp, acceleratorsPerSystem } = record;
  if (scaleUp.topology !== 'torus-2d' && scaleUp.topology !== 'torus-3d') return null;
  if (scaleUp.maxDomain !== null && scaleUp.maxDomain <= acceleratorsPerSystem) return null;
  const links = scaleUp.links ?? (scaleUp.topology === 'torus-2d' ? 4 : 6);
  return scaleUp.linkBandwidthBytesPerSecond ?? scaleUp.bandwidthBytesPerSecond / links;
}

/** How the ids of its link kinds begin. */
function familyOf(nicKind: string): string {
  const version = /EFA v(\d)/.exec(nicKind)?.[1];
  if (version !== undefined) return `efa${version}`;
  if (nicKind.includes('TCPXO')) return 'gpudirect-tcpxo';
  if (nicKind.includes('TCPX')) return 'gpudirect-tcpx';
  if (/slingshot/i.test(nicKind)) return 'slingshot';
  // Where an adapter does both, what is named first.
  const infiniBand = nicKind.search(/\bIB\b|infiniband/i);
  const ethernet = nicKind.search(/roce/i);
  return infiniBand >= 0 && (ethernet < 0 || infiniBand < ethernet) ? 'ib-' : 'roce-';
}

function listLinks(index: CatalogIndex): Link[] {
  return index.catalog.links.filter((link) => link.kind === 'scale-out' && link.portBandwidthBytesPerSecond !== null);
}

/** Nearest speed first; another family counts as a factor of four. */
function nearest<T>(
  records: readonly T[],
  bandwidth: number,
  speedOf: (record: T) => number,
  isFamily: (record: T) => boolean,
): T | undefined {
  const cost = (record: T): number =>
    Math.abs(Math.log2(speedOf(record) / bandwidth)) + (isFamily(record) ? 0 : FAMILY_WEIGHT);
  return [...records].sort((a, b) => cost(a) - cost(b))[0];
}

function isNetworkSwitch(record: Switch): boolean {
  return record.radix !== null && !/nvl|nvswitch/i.test(record.id);
}

function describeSwitch(record: Switch): FabricSwitch {
  return {
    catalogId: record.id,
    name: record.name,
    radix: record.radix ?? 0,
    portBandwidthBytesPerSecond: record.portBandwidthBytesPerSecond,
  };
}

/** Most ports first among equals in speed and family. */
function pickSwitch(index: CatalogIndex, bandwidth: number, isInfiniBand: boolean): FabricSwitch | undefined {
  const switches = listSwitches(index).sort((a, b) => b.radix - a.radix);
  return nearest(
    switches,
    bandwidth,
    ({ portBandwidthBytesPerSecond }) => portBandwidthBytesPerSecond,
    ({ name }) => /quantum|switch-ib/i.test(name) === isInfiniBand,
  );
}
