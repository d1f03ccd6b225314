/**
 * Dragonfly+: groups of two tiers, leaves and spines each to each, and spines of every two groups joined directly. With k-port switches,
 * half of the ports down at each tier, a group holds (k/2)² ports and there are up to (k/2)² + 1 groups (Shpiner et al., HiPINEB 2017).
 */
import type { SketchBlock } from '../../plan/templates/sketch.ts';
import type { FabricLink, FabricNote, FabricRefusal, FabricSketch, SiteNumbers } from './fabric-sketch.ts';
import { foldMesh, meshBisectionCables, meshLinks } from './mesh-links.ts';
import {
  cable,
  injectionBytesPerSecond,
  planeId,
  planeName,
  planesOf,
  runAmong,
  switchBlock,
  systemBlock,
} from './system-block.ts';
import { divisorFrom, splitPorts, uplinksFor } from './tree-numbers.ts';

/** Numbers of one plane. */
interface GroupShape {
  readonly groups: number;
  readonly systemsPerGroup: number;
  readonly lastSystems: number;
  readonly systemsPerLeaf: number;
  readonly leaves: number;
  readonly leafUp: number;
  readonly spines: number;
  readonly spineDown: number;
  readonly globalPorts: number;
  /** Cables between each two groups. */
  readonly perPair: number;
}

/** Builds a dragonfly+ network. */
export function buildDragonflyPlus(numbers: SiteNumbers): FabricSketch | FabricRefusal {
  const shape = shapeGroups(numbers);
  if ('refusal' in shape) return shape;
  const { groups, perPair, spines } = shape;
  const hasRest = shape.lastSystems < shape.systemsPerGroup;
  const counts = [...foldMesh(groups - (hasRest ? 1 : 0), perPair), ...(hasRest ? [1] : [])];
  const marks = counts.map((_, at) => (at === 0 ? '' : `g${at + 1}-`));
  const links: FabricLink[] = [];
  const row: SketchBlock[] = [];
  for (const [at, count] of counts.entries()) {
    const isRest = hasRest && at === counts.length - 1;
    const systems = isRest ? shape.lastSystems : shape.systemsPerGroup;
    row.push(drawGroup(numbers, shape, marks[at] ?? '', count, systems, links));
  }
  for (const plane of planesOf(numbers)) {
    const classes = counts.map((count, at) => ({ id: marks[at] ?? '', count }));
    for (const link of meshLinks(classes, perPair)) {
      links.push(
        cable(numbers, {
          ...link,
          from: `${link.from}group`,
          to: `${link.to}group`,
          fromPorts: planeId(numbers, plane, `${link.from}spine`),
          toPorts: planeId(numbers, plane, `${link.to}spine`),
          run: 'hall',
          words: 'Group to group',
        }),
      );
    }
  }
  const idsOf = (name: string): string[] =>
    planesOf(numbers).flatMap((plane) =>
      marks.map((mark) => `${numbers.prefix}${planeId(numbers, plane, `${mark}${name}`)}`),
    );
  const planeBandwidth = numbers.cableBandwidthBytesPerSecond * numbers.request.planes;
  const globalCables = meshBisectionCables(groups, perPair);
  return {
    rows: [row],
    links,
    innerCables: [],
    tiers: [
      { name: 'Leaf', blockIds: idsOf('leaf') },
      { name: 'Spine', blockIds: idsOf('spine') },
    ],
    bisectionBytesPerSecond: Math.min(
      injectionBytesPerSecond(numbers) / 2,
      globalCables * planeBandwidth,
      (groups * shape.leaves * shape.leafUp * planeBandwidth) / 2,
    ),
    oversubscription: [
      { tier: 'leaf', ratio: (shape.systemsPerLeaf * numbers.request.adaptersPerSystem) / shape.leafUp },
      { tier: 'global', ratio: (spines * shape.spineDown) / (perPair * (groups - 1)) },
    ],
    notes: describe(numbers, shape),
  };
}

function shapeGroups(numbers: SiteNumbers): GroupShape | FabricRefusal {
  const { request, systems, radix } = numbers;
  const { groups, adaptersPerSystem } = request;
  if (groups < 2) return { refusal: 'Dragonfly+ needs two groups at least.' };
  const systemsPerGroup = Math.ceil(systems / groups);
  const lastSystems = systems - (groups - 1) * systemsPerGroup;
  if (lastSystems < 1) {
    const filled = Math.ceil(systems / systemsPerGroup);
    return { refusal: `${systems} systems do not fill ${groups} groups of ${systemsPerGroup}; they fill ${filled}.` };
  }
  const split = splitPorts(radix, adaptersPerSystem, request.oversubscription);
  if (split === null) {
    return {
      refusal: `A leaf of ${radix} ports has no room for the ${adaptersPerSystem} cables of one system and its uplinks.`,
    };
  }
  const leaves = Math.ceil((systemsPerGroup * adaptersPerSystem) / split.down);
  const systemsPerLeaf = Math.ceil(systemsPerGroup / leaves);
  const leafUp = uplinksFor(systemsPerLeaf * adaptersPerSystem, request.oversubscription);
  const down = splitPorts(radix, 1, request.upperOversubscription)?.down ?? 0;
  const spines = down < 1 ? null : divisorFrom(leafUp, (leaves * leafUp) / down);
  if (spines === null) {
    return { refusal: `A spine has ${down} ports for the leaves of its group, which are ${leaves}.` };
  }
  const spineDown = (leaves * leafUp) / spines;
  const globalPorts = uplinksFor(spineDown, request.upperOversubscription) * spines;
  const perPair = Math.floor(globalPorts / (groups - 1));
  if (perPair < 1) {
    return { refusal: `Each group has ${globalPorts} ports to other groups, but there are ${groups - 1} of those.` };
  }
  return {
    groups,
    systemsPerGroup,
    lastSystems,
    systemsPerLeaf,
    leaves,
    leafUp,
    spines,
    spineDown,
    globalPorts,
    perPair,
  };
}

function drawGroup(
  numbers: SiteNumbers,
  shape: GroupShape,
  mark: string,
  count: number,
  systems: number,
  links: FabricLink[],
): SketchBlock {
  const { request, prefix } = numbers;
  const planes = planesOf(numbers);
  const leaf = (plane: number): string => planeId(numbers, plane, `${mark}leaf`);
  const spine = (plane: number): string => planeId(numbers, plane, `${mark}spine`);
  for (const plane of planes) {
    links.push(
      cable(numbers, {
        from: `${mark}system`,
        to: leaf(plane),
        cablesPerInstance: request.adaptersPerSystem,
        pattern: 'single',
        run: runAmong(numbers, shape.systemsPerLeaf, planes.length),
        words: 'System to leaf',
      }),
      cable(numbers, {
        from: leaf(plane),
        to: spine(plane),
        cablesPerInstance: shape.leafUp,
        pattern: 'spread',
        run: 'row',
        words: 'Leaf to spine',
      }),
    );
  }
  return {
    id: `${prefix}${mark}group`,
    kind: 'row',
    name: systems < shape.systemsPerGroup ? 'Last group' : 'Group',
    count,
    rows: [
      planes.map((plane) => switchBlock(numbers, spine(plane), planeName(numbers, plane, 'Spine'), shape.spines)),
      planes.map((plane) => switchBlock(numbers, leaf(plane), planeName(numbers, plane, 'Leaf'), shape.leaves)),
      [systemBlock(numbers, `${mark}system`, systems)],
    ],
  };
}

function describe({ request }: SiteNumbers, shape: GroupShape): FabricNote[] {
  const { groups, systemsPerGroup, lastSystems, globalPorts, perPair } = shape;
  const notes: FabricNote[] = [];
  if (lastSystems < systemsPerGroup) {
    const each = request.system.accelerators;
    notes.push({
      message: `The last group holds ${lastSystems} of ${systemsPerGroup} systems.`,
      fittingAccelerators: [groups * (systemsPerGroup - 1) * each, groups * systemsPerGroup * each],
    });
  }
  const unused = globalPorts - perPair * (groups - 1);
  if (unused > 0) {
    notes.push({
      message: `${unused} of ${globalPorts} ports between groups stay unused, since each pair gets as many.`,
    });
  }
  return notes;
}
