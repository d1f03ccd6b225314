/** What loads come to on links of finite speed: seconds of each link for each byte of the collective. */
import { foldShares, peerShare, shareKey } from './cut-cables.ts';
import type { Fabric, FabricSystem, PeerEnd, PeerLink, Stage } from './fabric.ts';
import type { LoadMap } from './load-map.ts';
import { partnerAt, stepsPerDomain } from './peer-map.ts';
import { type UsageVector, UsageWriter } from './usage-writer.ts';

/** `full` = the bandwidth of the drawing; `sustained` = what large transfers keep of it. */
export type LinkSpeed = 'full' | 'sustained';

/** Divides loads by bandwidths. `repeats` = how often the window fits into the job: what is shared by all carries all of them. */
export function measureUsage(fabric: Fabric, loads: LoadMap, repeats: number, speed: LinkSpeed = 'full'): UsageVector {
  const trunkPlaces = loads.trunkUp.reduce((sum, array) => sum + 2 * array.length, 0);
  const writer = new UsageWriter(6 * loads.window + loads.pairs.length + loads.torus.length + trunkPlaces);
  fabric.systems.forEach((_, place) => {
    measureSystem(fabric, loads, place, repeats, speed, writer);
  });
  for (const lower of [...fabric.systems, ...fabric.stages]) {
    for (const trunk of lower.trunks) {
      writer.addPart('trunk', trunk.linkIds, true, trunk.isScaleUp, () => {
        measureTrunk(fabric, loads, lower, trunk.index, repeats, speed, writer);
      });
    }
  }
  for (const link of fabric.peers) {
    writer.addPart('trunk', link.linkIds, false, link.isScaleUp, () => {
      for (const way of [0, 1] as const) measurePeers(fabric, loads, link, way, repeats, speed, writer);
    });
  }
  return writer.finish(loads.unreachable);
}

const memberLists = new WeakMap<Fabric, readonly number[][]>();

/** Accelerators of each system; null where there is only one, so that a window holds its own alone. */
function findMembers(fabric: Fabric): readonly number[][] | null {
  if (fabric.systems.length === 1) return null;
  let members = memberLists.get(fabric);
  if (members === undefined) {
    const lists: number[][] = fabric.systems.map(() => []);
    for (let at = 0; at < fabric.accelerators; at++) lists[fabric.locate(at).system]?.push(at);
    memberLists.set(fabric, lists);
    members = lists;
  }
  return members;
}

/** Links inside one kind of system, and its adapters. */
function measureSystem(
  fabric: Fabric,
  loads: LoadMap,
  place: number,
  repeats: number,
  speed: LinkSpeed,
  writer: UsageWriter,
): void {
  const system = fabric.systems[place];
  if (system === undefined) return;
  const members = findMembers(fabric)?.[place] ?? null;
  const count = members?.length ?? loads.window;
  const kept = (efficiency: number): number => (speed === 'full' ? 1 : efficiency);
  const both = (out: Float64Array, into: Float64Array, bandwidth: number) => (): void => {
    if (!Number.isFinite(bandwidth) || bandwidth <= 0) return;
    for (let each = 0; each < count; each++) {
      const at = members?.[each] ?? each;
      writer.push((out[at] ?? 0) / bandwidth, repeats);
      writer.push((into[at] ?? 0) / bandwidth, repeats);
    }
  };
  const each = (pairs: Float64Array, stride: number, bandwidth: number) => (): void => {
    for (let member = 0; member < count; member++) {
      const first = (members?.[member] ?? member) * stride;
      for (let at = first; at < first + stride; at++) writer.push((pairs[at] ?? 0) / bandwidth, repeats);
    }
  };
  const { inner } = system;
  const pair = inner.pairBandwidthBytesPerSecond * kept(inner.efficiency);
  if (inner.kind === 'switched') {
    const core = inner.bandwidthBytesPerSecond * kept(inner.efficiency);
    writer.addPart('core', [system.blockId], true, true, both(loads.coreOut, loads.coreIn, core));
  }
  if (inner.kind === 'mesh')
    writer.addPart('pair', [system.blockId], false, true, each(loads.pairs, loads.pairStride, pair));
  if (inner.kind === 'torus')
    writer.addPart('pair', [system.blockId], false, true, each(loads.torus, loads.torusStride, pair));
  const host = inner.hostBandwidthBytesPerSecond * kept(inner.hostEfficiency);
  writer.addPart('host', [system.blockId], true, false, both(loads.hostOut, loads.hostIn, host));
  const adapter = system.adapterBytesPerSecond * kept(system.adapterEfficiency);
  writer.addPart('adapter', [system.blockId], true, false, both(loads.adapterOut, loads.adapterIn, adapter));
}

function measureTrunk(
  fabric: Fabric,
  loads: LoadMap,
  lower: FabricSystem | Stage,
  index: number,
  repeats: number,
  speed: LinkSpeed,
  writer: UsageWriter,
): void {
  const trunk = fabric.trunks[index];
  const up = loads.trunkUp[index];
  const down = loads.trunkDown[index];
  const upper = trunk === undefined ? undefined : fabric.stages[trunk.upper];
  if (trunk === undefined || up === undefined || down === undefined || upper === undefined) return;
  const isStage = 'domains' in lower;
  const isShared = isStage && lower.domains === 1;
  const pair = trunk.pairBytesPerSecond * (speed === 'full' ? 1 : trunk.efficiency);
  const shares = foldShares(trunk.shares, up.length / loads.rails);
  for (let at = 0; at < up.length; at++) {
    const domain = Math.floor(at / loads.rails);
    const rail = at - domain * loads.rails;
    if (rail > 0 && !trunk.isByRail) continue;
    const above = Math.floor(domain / trunk.lowerPerUpper);
    const lowers = isStage && !lower.isRails ? workingIn(lower, domain) : 1;
    const uppers = trunk.isRails ? 1 : trunk.inPlane > 0 ? trunk.inPlane : workingIn(upper, above);
    const below = isStage ? slowestIn(lower, domain, lower.isRails ? rail : null) : 1;
    const ends = Math.min(below, slowestIn(upper, above, trunk.isRails ? rail : null));
    const slowest = ends * (shares.get(shareKey(domain, rail)) ?? 1);
    const pairs = lowers * uppers;
    const scale = (isShared ? repeats : 1) / (pairs * pair * slowest);
    const links = (isShared ? 1 : repeats) * pairs * trunk.pairCables;
    const [out, into] = [up[at] ?? 0, down[at] ?? 0];
    writer.push(out === 0 ? 0 : out * scale, links);
    writer.push(into === 0 ? 0 : into * scale, links);
  }
}

/** Both ways are places of their own. */
function measurePeers(
  fabric: Fabric,
  loads: LoadMap,
  link: PeerLink,
  way: 0 | 1,
  repeats: number,
  speed: LinkSpeed,
  writer: UsageWriter,
): void {
  const array = loads.peers[link.index]?.[way] ?? new Float64Array();
  const pair = link.pairBytesPerSecond * (speed === 'full' ? 1 : link.efficiency);
  const stageOf = (end: PeerEnd): Stage | undefined => (end.isSystem ? undefined : fabric.stages[end.place]);
  const [own, other] = way === 0 ? link.ends : ([link.ends[1], link.ends[0]] as const);
  const [from, to] = [stageOf(own), stageOf(other)];
  const isByRail = from?.isRails === true;
  const shareOf = (stage: Stage | undefined, domain: number, rail: number): number => {
    if (stage === undefined) return 1;
    if (stage.isRails) return slowestIn(stage, domain, rail) / stage.perDomain;
    return (slowestIn(stage, domain, null) * workingIn(stage, domain)) / stage.perDomain;
  };
  const steps = stepsPerDomain(link, way);
  for (let at = 0; at < array.length; at++) {
    const rail = at % loads.rails;
    if (rail > 0 && !isByRail) continue;
    const place = Math.floor(at / loads.rails);
    const domain = Math.floor(place / steps);
    const rest = place - domain * steps;
    const there = partnerAt(link, way, domain, rest);
    if (there === null) continue;
    const share =
      peerShare(link, way, domain, there) * shareOf(from, domain, rail) * (isByRail ? 1 : shareOf(to, there, rail));
    const bytes = array[at] ?? 0;
    writer.push(bytes === 0 ? 0 : bytes / (pair * share), (repeats * link.pairCables) / (isByRail ? loads.rails : 1));
  }
}

function workingIn(stage: Stage, domain: number): number {
  return stage.perDomain - (stage.failed.get(domain)?.size ?? 0);
}

/** Least speed of what works in a domain, or of one of its rails. */
function slowestIn(stage: Stage, domain: number, rail: number | null): number {
  const degraded = stage.degraded.get(domain);
  if (degraded === undefined) return 1;
  if (rail !== null) return degraded.get(rail) ?? 1;
  let slowest = 1;
  for (const [place, speed] of degraded)
    if (stage.failed.get(domain)?.has(place) !== true) slowest = Math.min(slowest, speed);
  return slowest;
}
