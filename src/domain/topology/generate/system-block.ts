/** The systems at the edge of a generated network, and the cables that leave them. */
import type { SketchBlock } from '../../plan/templates/sketch.ts';
import type { CableRun, FabricLink, SiteNumbers } from './fabric-sketch.ts';

/** Units of a rack that systems may fill. */
const RACK_UNITS = 42;

/** `count` systems as one block. */
export function systemBlock({ request, prefix }: SiteNumbers, id: string, count: number): SketchBlock {
  const { system } = request;
  const isRack = system.kind === 'rack';
  return {
    id: `${prefix}${id}`,
    kind: system.kind,
    name: system.name,
    count,
    catalogId: system.catalogId,
    width: isRack ? 320 : 272,
    height: isRack ? 208 : 160,
  };
}

/** A tier of switches as one block. */
export function switchBlock({ request, prefix }: SiteNumbers, id: string, name: string, count: number): SketchBlock {
  return { id: `${prefix}${id}`, kind: 'switch', name, count, catalogId: request.networkSwitch.catalogId, width: 208 };
}

/** Whether so many systems and switches stand in one rack: then copper reaches. */
export function runAmong({ request }: SiteNumbers, systems: number, switches: number): CableRun {
  const { kind, rackUnits } = request.system;
  if (kind === 'rack' || rackUnits === null) return 'row';
  return systems * rackUnits + switches <= RACK_UNITS ? 'rack' : 'row';
}

/** Cables between blocks of the site, at the bandwidth that adapter and switch share. */
export function cable(
  numbers: SiteNumbers,
  link: Pick<FabricLink, 'from' | 'to' | 'cablesPerInstance' | 'pattern' | 'run' | 'words' | 'fromPorts' | 'toPorts'>,
): FabricLink {
  const { request, prefix, cableBandwidthBytesPerSecond } = numbers;
  const isUsual = request.linkBandwidthBytesPerSecond === cableBandwidthBytesPerSecond;
  return {
    ...link,
    ...(link.fromPorts === undefined ? {} : { fromPorts: `${prefix}${link.fromPorts}` }),
    ...(link.toPorts === undefined ? {} : { toPorts: `${prefix}${link.toPorts}` }),
    from: `${prefix}${link.from}`,
    to: `${prefix}${link.to}`,
    catalogId: request.linkId,
    ...(isUsual ? {} : { bandwidthBytesPerSecond: cableBandwidthBytesPerSecond }),
  };
}

/** Words for a plane's blocks; a lone plane needs none. */
export function planeName({ request }: SiteNumbers, plane: number, name: string): string {
  if (request.planes === 1) return name;
  return `Plane ${plane + 1} ${name.toLowerCase()}`;
}

/** Ids of a plane's blocks. */
export function planeId({ request }: SiteNumbers, plane: number, id: string): string {
  return request.planes === 1 ? id : `p${plane + 1}-${id}`;
}

/** The planes' numbers, from 0. */
export function planesOf({ request }: SiteNumbers): readonly number[] {
  return Array.from({ length: request.planes }, (_, plane) => plane);
}

/** What all adapters of the site can send, one direction. */
export function injectionBytesPerSecond({ request, systems, cableBandwidthBytesPerSecond }: SiteNumbers): number {
  return systems * request.adaptersPerSystem * request.planes * cableBandwidthBytesPerSecond;
}
