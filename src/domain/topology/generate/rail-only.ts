/**
 * Rail-only: each rail is a network of its own, and no switch joins rails; what goes from rail to rail takes the systems' scale-up
 * network first (Wang et al., "Rail-only: A Low-Cost High-Performance Network for Training LLMs", 2023).
 */
import type { SketchBlock } from '../../plan/templates/sketch.ts';
import type { FabricLink, FabricRefusal, FabricSketch, SiteNumbers } from './fabric-sketch.ts';
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

const NOTE = {
  message: 'No switch joins the rails: traffic between them goes through the systems’ own scale-up network.',
};

/** Builds one switch for each rail, or a tree of two tiers for each where one switch has too few ports. */
export function buildRailOnly(numbers: SiteNumbers): FabricSketch | FabricRefusal {
  const { request, systems, radix } = numbers;
  const perRail = request.adaptersPerSystem / request.rails;
  if (systems * perRail > radix) return buildRailTrees(numbers, perRail);
  const planes = planesOf(numbers);
  const ids = planes.map((plane) => planeId(numbers, plane, 'rail'));
  return {
    rows: [
      planes.map((plane) => switchBlock(numbers, ids[plane] ?? '', planeName(numbers, plane, 'Rail'), request.rails)),
      [systemBlock(numbers, 'system', systems)],
    ],
    links: ids.map((id) =>
      cable(numbers, {
        from: 'system',
        to: id,
        cablesPerInstance: request.adaptersPerSystem,
        pattern: 'rails',
        run: runAmong(numbers, systems, request.rails * planes.length),
        words: 'System to rail',
      }),
    ),
    innerCables: [],
    tiers: [{ name: 'Rail', blockIds: ids.map((id) => `${numbers.prefix}${id}`) }],
    bisectionBytesPerSecond: injectionBytesPerSecond(numbers) / 2,
    oversubscription: [],
    notes: [NOTE],
  };
}

function buildRailTrees(numbers: SiteNumbers, perRail: number): FabricSketch | FabricRefusal {
  const { request, systems, radix } = numbers;
  const split = splitPorts(radix, perRail, request.oversubscription);
  if (split === null) {
    return { refusal: `A leaf of ${radix} ports has no room for the ${perRail} cables of one system and its uplinks.` };
  }
  const leaves = Math.ceil((systems * perRail) / split.down);
  const leafDown = Math.ceil(systems / leaves) * perRail;
  const leafUp = uplinksFor(leafDown, request.oversubscription);
  const spines = divisorFrom(leafUp, (leaves * leafUp) / radix);
  if (spines === null) {
    return { refusal: `Spines of ${radix} ports reach ${radix} leaves at most; each rail needs ${leaves}.` };
  }
  const links: FabricLink[] = [];
  const leafBlocks: SketchBlock[] = [];
  const spineBlocks: SketchBlock[] = [];
  for (const plane of planesOf(numbers)) {
    for (let rail = 1; rail <= request.rails; rail++) {
      const leaf = planeId(numbers, plane, `rail${rail}-leaf`);
      const spine = planeId(numbers, plane, `rail${rail}-spine`);
      leafBlocks.push(switchBlock(numbers, leaf, planeName(numbers, plane, `Rail ${rail} leaf`), leaves));
      spineBlocks.push(switchBlock(numbers, spine, planeName(numbers, plane, `Rail ${rail} spine`), spines));
      const toLeaf = { from: 'system', to: leaf, cablesPerInstance: perRail, pattern: 'single' } as const;
      const toSpine = { from: leaf, to: spine, cablesPerInstance: leafUp, pattern: 'spread' } as const;
      links.push(
        cable(numbers, { ...toLeaf, run: 'row', words: 'System to leaf' }),
        cable(numbers, { ...toSpine, run: 'hall', words: 'Leaf to spine' }),
      );
    }
  }
  const trees = request.rails * request.planes;
  const uplinks = trees * leaves * leafUp * numbers.cableBandwidthBytesPerSecond;
  return {
    rows: [spineBlocks, leafBlocks, [systemBlock(numbers, 'system', systems)]],
    links,
    innerCables: [],
    tiers: [
      { name: 'Leaf', blockIds: leafBlocks.map(({ id }) => id) },
      { name: 'Spine', blockIds: spineBlocks.map(({ id }) => id) },
    ],
    bisectionBytesPerSecond: Math.min(injectionBytesPerSecond(numbers), uplinks) / 2,
    oversubscription: [{ tier: 'leaf', ratio: leafDown / leafUp }],
    notes: [NOTE],
  };
}
