/** Islands meet at switches: every switch tier of a container makes one level, or several when its planes reach unequally far. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Block, Drawing } from '../plan/plan-document.ts';
import { findCableShares } from './cable-shares.ts';
import { type Cabling, countTouched, followCabling, sumPaths } from './cabling.ts';
import { combineIslands, type IslandPart } from './combine-islands.ts';
import type { DrawnLevel, Island, Reach } from './network-island.ts';
import { findSlowestWay, type SlowestWay, type Way } from './slowest-way.ts';
import { findWorkingShare, type WorkingShare } from './working-share.ts';

/** What joining needs to know about the drawing. */
export interface JoinContext {
  readonly drawing: Drawing;
  readonly index: CatalogIndex;
  readonly instances: ReadonlyMap<string, number>;
  /** The container at hand; null = the canvas. */
  readonly container: string | null;
  readonly containerInstances: number;
  /** Called with accelerators that no path is left to, over the whole drawing, because instances of a block have failed. */
  readonly onLost: (block: Block, accelerators: number) => void;
  /** The same because cables are cut; `cablings` are those that led there. */
  readonly onCutOff: (cablings: readonly Cabling[], accelerators: number) => void;
}

/** A switch that still has to be joined, with the cables that come up to it. */
interface Meeting {
  readonly upper: Block;
  readonly cablings: readonly Cabling[];
}

/** Joins islands at the switches of one container; `cablings` run from nearer to farther blocks. */
export function joinUpward(islands: readonly Island[], cablings: readonly Cabling[], context: JoinContext): Island[] {
  let current = [...islands];
  let pending = groupByUpper(cablings, context.drawing);
  while (pending.length > 0) {
    // The finest meeting first: levels grow from the inside out.
    let finest: Meeting[] = [];
    let groups = 0;
    for (const meeting of pending) {
      const count = countGroups(meeting, current);
      if (count === null) continue;
      if (count > groups) {
        groups = count;
        finest = [];
      }
      if (count === groups) finest.push(meeting);
    }
    const first = finest[0];
    if (first === undefined) break;
    const batch = findConnected(first, finest, current);
    pending = pending.filter((meeting) => !batch.includes(meeting));
    current = joinAt(batch, pending, groups, current, context);
  }
  return current;
}

function groupByUpper(cablings: readonly Cabling[], drawing: Drawing): Meeting[] {
  const byUpper = new Map<string, Cabling[]>();
  for (const cabling of cablings) {
    const known = byUpper.get(cabling.upper);
    if (known === undefined) byUpper.set(cabling.upper, [cabling]);
    else known.push(cabling);
  }
  const meetings: Meeting[] = [];
  for (const [id, list] of byUpper) {
    const upper = drawing.blocks[id];
    if (upper !== undefined) meetings.push({ upper, cablings: list });
  }
  return meetings;
}

/** Separate groups that the switch leaves; null while nothing with accelerators comes up to it. */
function countGroups(meeting: Meeting, islands: readonly Island[]): number | null {
  let groups: number | null = null;
  for (const cabling of meeting.cablings) {
    for (const island of islands) {
      if (!island.reach.has(cabling.lower)) continue;
      const apart = Math.max(1, Math.floor(cabling.upperInstances / countTouched(cabling, island) + 1e-9));
      const count = Math.min(apart, Math.max(1, island.multiplicity));
      groups = groups === null ? count : Math.min(groups, count);
    }
  }
  return groups;
}

/** The meetings that share an island with the first one, directly or through others. */
function findConnected(first: Meeting, meetings: readonly Meeting[], islands: readonly Island[]): Meeting[] {
  const batch = [first];
  const reached = new Set(attendants(first, islands));
  for (let grown = true; grown; ) {
    grown = false;
    for (const meeting of meetings) {
      const present = attendants(meeting, islands);
      if (batch.includes(meeting) || !present.some((island) => reached.has(island))) continue;
      batch.push(meeting);
      for (const island of present) reached.add(island);
      grown = true;
    }
  }
  return batch;
}

function attendants(meeting: Meeting, islands: readonly Island[]): Island[] {
  return islands.filter((island) => meeting.cablings.some((cabling) => island.reach.has(cabling.lower)));
}

function joinAt(
  batch: readonly Meeting[],
  pending: readonly Meeting[],
  groups: number,
  islands: readonly Island[],
  context: JoinContext,
): Island[] {
  const present = islands.filter((island) => batch.some((meeting) => attendants(meeting, [island]).length > 0));
  // Wider planes carry traffic inside the group too.
  const wider = pending.filter((meeting) => (countGroups(meeting, present) ?? Number.POSITIVE_INFINITY) <= groups);
  let slowest = Number.POSITIVE_INFINITY;
  let latencySeconds = 0;
  let efficiency = 1;
  let lostShare = 0;
  const pace = new Map<Island, SlowestWay>();
  for (const island of present) {
    const all = [...batch, ...wider].map((meeting) => followMeeting(meeting, island, groups, context));
    const own = all.slice(0, batch.length);
    const slowestWay = findSlowestWay(
      all.flatMap((followed) => followed.ways),
      island,
    );
    slowest = Math.min(slowest, slowestWay.bandwidthBytesPerSecond);
    pace.set(island, slowestWay);
    for (const path of own.flatMap((followed) => followed.paths)) {
      latencySeconds = Math.max(latencySeconds, 2 * path.latencySeconds);
      efficiency = Math.min(efficiency, path.efficiency);
    }
    // A group is lost only when every plane of it is.
    const lostHere = Math.min(...[...own].map((followed) => followed.lostGroups), wider.length > 0 ? 0 : 1);
    lostShare = Math.max(lostShare, lostHere);
  }
  const newReach = new Map<string, Reach>();
  for (const meeting of batch) {
    const reach = meetReach(meeting, present, groups, pace, context);
    if (reach !== null) newReach.set(meeting.upper.id, reach);
  }
  const parts = present.map((island) => ({ island, count: island.multiplicity / groups }));
  const meetsOthers = parts.length > 1 || (parts[0]?.count ?? 0) > 1 + 1e-9;
  const level: Omit<DrawnLevel, 'accelerators'> = {
    kind: batch.some((meeting) => meeting.cablings.some((cabling) => cabling.rates.isWan)) ? 'wan' : 'switch',
    bandwidthBytesPerSecond: slowest,
    latencySeconds,
    efficiency,
    rampSeconds: Math.max(
      0,
      ...batch.flatMap((meeting) => meeting.cablings.map((cabling) => cabling.rates.rampSeconds)),
    ),
    inNetworkReduction: batch.every((meeting) => canReduce(meeting, context.index)),
    reductionEfficiency: Math.min(
      1,
      ...batch.flatMap((meeting) => meeting.cablings.map((cabling) => cabling.rates.reductionEfficiency)),
    ),
    torusDims: [],
    neighbourBandwidthBytesPerSecond: 0,
    label: batch.map((meeting) => `${meeting.upper.name} (${meeting.cablings[0]?.rates.name ?? ''})`).join(', '),
    itemIds: batch.flatMap((meeting) => [meeting.upper.id, ...meeting.cablings.map((cabling) => cabling.link.id)]),
  };
  const inner = isScaleUpOnly(present, batch, groups, context) ? dropNarrower(parts, slowest) : parts;
  const joined = combineIslands(inner, groups, meetsOthers ? level : null, newReach);
  const upper = batch[0]?.upper;
  if (lostShare > 0 && upper !== undefined) {
    context.onLost(upper, lostShare * joined.accelerators * groups * context.containerInstances);
  }
  for (const [island, { lostIslands }] of pace) {
    if (lostIslands === 0) continue;
    const cablings = batch.flatMap((meeting) => meeting.cablings.filter(({ lower }) => island.reach.has(lower)));
    context.onCutOff(cablings, lostIslands * island.accelerators);
  }
  return [...islands.filter((island) => !present.includes(island)), joined];
}

/** Scale-up switches outside a chassis extend the network inside it: one domain, not two. */
function isScaleUpOnly(
  present: readonly Island[],
  batch: readonly Meeting[],
  groups: number,
  context: JoinContext,
): boolean {
  return present.every((island) =>
    batch
      .flatMap((meeting) => followMeeting(meeting, island, groups, context).paths)
      .every((path) => path.isScaleUp && path.tier === 1),
  );
}

/** Leaves out inner levels that are no faster than the one around them. */
function dropNarrower(parts: readonly IslandPart[], bandwidthBytesPerSecond: number): IslandPart[] {
  return parts.map(({ island, count }) => ({
    count,
    island: {
      ...island,
      levels: island.levels.filter((level) => level.bandwidthBytesPerSecond > bandwidthBytesPerSecond * (1 + 1e-9)),
    },
  }));
}

interface Followed {
  /** With every cable whole. */
  readonly paths: readonly Reach[];
  readonly ways: readonly Way[];
  readonly lostGroups: number;
}

function followMeeting(meeting: Meeting, island: Island, groups: number, context: JoinContext): Followed {
  const upper = shareOf(meeting.upper, groups, context, true);
  const paths: Reach[] = [];
  const ways: Way[] = [];
  const islands = countGroupsOverall(Math.max(1, island.multiplicity), context);
  for (const cabling of meeting.cablings) {
    const lowerBlock = context.drawing.blocks[cabling.lower];
    const isSwitch = lowerBlock?.kind === 'switch';
    const lower = isSwitch ? shareOf(lowerBlock, Math.max(1, island.multiplicity), context) : { slowest: 1 };
    const working = upper.slowest * lower.slowest;
    const path = followCabling(cabling, island, working);
    if (path === null) continue;
    paths.push(path);
    ways.push({
      shares: findCableShares(cabling, 'lower', islands, context.containerInstances),
      follow: (share) => followCabling(cabling, island, working * share),
    });
  }
  return { paths, ways, lostGroups: upper.lostGroups };
}

/** `around` = whether a slow container at hand counts: once on each way. */
function shareOf(block: Block, groups: number, context: JoinContext, around = false): WorkingShare {
  const { drawing, container, instances } = context;
  return findWorkingShare(drawing, block, container, instances, countGroupsOverall(groups, context), around);
}

/** Groups of one container as groups of the whole drawing. */
function countGroupsOverall(groups: number, context: JoinContext): number {
  return Math.max(1, Math.round(groups * context.containerInstances));
}

/** How the joined island gets to the switch: at the pace of its slowest part. */
function meetReach(
  meeting: Meeting,
  present: readonly Island[],
  groups: number,
  pace: ReadonlyMap<Island, SlowestWay>,
  context: JoinContext,
): Reach | null {
  const instances = (context.instances.get(meeting.upper.id) ?? 0) / context.containerInstances / groups;
  const followed = present
    .map((island) => ({ island, paths: followMeeting(meeting, island, groups, context).paths }))
    .filter(({ paths }) => paths.length > 0);
  const paths = followed.flatMap((each) => each.paths);
  if (paths.length === 0) return null;
  return {
    instances,
    bandwidthBytesPerSecond: Math.min(
      ...followed.map(
        (each) => sumPaths(each.paths, each.island.adapterBandwidthBytesPerSecond) * (pace.get(each.island)?.kept ?? 1),
      ),
    ),
    latencySeconds: Math.max(...paths.map((path) => path.latencySeconds)),
    efficiency: Math.min(...paths.map((path) => path.efficiency)),
    isScaleUp: paths.every((path) => path.isScaleUp),
    tier: Math.max(...paths.map((path) => path.tier)),
  };
}

function canReduce(meeting: Meeting, index: CatalogIndex): boolean {
  const record = meeting.upper.catalogId === null ? undefined : index.switches.get(meeting.upper.catalogId);
  return (record?.inNetworkReduction ?? false) && meeting.cablings.every((cabling) => cabling.rates.inNetworkReduction);
}
