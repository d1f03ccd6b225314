/**
 * Places the children of one container: what links join in tiers, switches above what they join; each such part, and what nothing
 * joins, in rows. A pure function of sizes, joints and present places, and one that leaves its own result alone.
 */
import { BLOCK_GAP } from '../domain/canvas/block-layout.ts';
import { boundsOf, type Point } from '../domain/plan/drawing/block-geometry.ts';
import { groupAlike, placeInGrid } from './group-alike.ts';
import { layerParts, type TierEdge } from './layer-parts.ts';
import { type PackPart, packRows } from './pack-rows.ts';
import type { NamedRectangle } from './reading-order.ts';
import type { SiblingJoint } from './sibling-joints.ts';

/** Room between tiers: enough for a link with its words. */
const TIER_GAP = 56;
/** Room between parts that stand side by side with a link between them: enough for its words. */
const LINKED_GAP = 104;

/** Places of the children, and the room that they take; the first is at 0 across and 0 down. */
export interface Arrangement {
  readonly places: ReadonlyMap<string, Point>;
  readonly width: number;
  readonly height: number;
}

/** A part of the arrangement, with the places inside it. */
interface Part extends PackPart {
  readonly places: ReadonlyMap<string, Point>;
}

/** Arranges siblings; `joints` are those among them. */
export function arrangeSiblings(siblings: readonly PackPart[], joints: readonly SiblingJoint[]): Arrangement {
  const { edges, isSideBySide } = orient(joints);
  // By id: what the library proposes must not depend on where things stand, or a second layout could choose otherwise.
  const inOrder = [...siblings].sort((a, b) => (a.id < b.id ? -1 : 1));
  const byId = new Map(inOrder.map((sibling) => [sibling.id, sibling]));
  const parts = findComponents(inOrder, edges).map(({ ids, inside }) =>
    layOutPart(
      ids.flatMap((id) => byId.get(id) ?? []),
      inside,
    ),
  );
  const packed = packRows(parts, { across: isSideBySide ? LINKED_GAP : BLOCK_GAP, down: TIER_GAP });
  const places = new Map<string, Point>();
  for (const part of parts) {
    const corner = packed.places.get(part.id) ?? { x: 0, y: 0 };
    for (const [id, { x, y }] of part.places) places.set(id, { x: corner.x + x, y: corner.y + y });
  }
  return { places, width: packed.width, height: packed.height };
}

/**
 * Joints as edges from above to below. Equals (two sites, the nodes of a ring) get none, unless one of them hangs on nothing else:
 * it then comes below the other, so that what is chained to a tree stays with it.
 */
function orient(joints: readonly SiblingJoint[]): {
  readonly edges: readonly TierEdge[];
  readonly isSideBySide: boolean;
} {
  const edges: TierEdge[] = [];
  const tied = new Set<string>();
  const level: SiblingJoint[] = [];
  for (const joint of joints) {
    if (joint.rise === 0) {
      level.push(joint);
      continue;
    }
    const [above, below] = joint.rise > 0 ? [joint.a, joint.b] : [joint.b, joint.a];
    edges.push({ above, below, weight: Math.min(8, joint.links) });
    tied.add(above).add(below);
  }
  let open: readonly SiblingJoint[] = level;
  let isSideBySide = false;
  for (let found = true; found; ) {
    found = false;
    const hung: TierEdge[] = [];
    const left: SiblingJoint[] = [];
    for (const joint of open) {
      const { a, b, links } = joint;
      if (tied.has(a) === tied.has(b)) left.push(joint);
      else hung.push({ above: tied.has(a) ? a : b, below: tied.has(a) ? b : a, weight: Math.min(8, links) });
    }
    for (const edge of hung) {
      edges.push(edge);
      tied.add(edge.below);
      found = true;
    }
    open = left;
  }
  isSideBySide = open.length > 0;
  return { edges, isSideBySide };
}

interface Component {
  readonly ids: readonly string[];
  readonly inside: readonly TierEdge[];
}

/** What edges join, apart from what they do not. */
function findComponents(siblings: readonly PackPart[], edges: readonly TierEdge[]): readonly Component[] {
  const rootOf = new Map(siblings.map(({ id }) => [id, id]));
  const find = (id: string): string => {
    let root = id;
    for (let up = rootOf.get(root); up !== undefined && up !== root; up = rootOf.get(root)) root = up;
    rootOf.set(id, root);
    return root;
  };
  for (const { above, below } of edges) rootOf.set(find(above), find(below));
  const components = new Map<string, { ids: string[]; inside: TierEdge[] }>();
  for (const { id } of siblings) {
    const root = find(id);
    const known = components.get(root);
    if (known === undefined) components.set(root, { ids: [id], inside: [] });
    else known.ids.push(id);
  }
  for (const edge of edges) components.get(find(edge.above))?.inside.push(edge);
  return [...components.values()];
}

function layOutPart(members: readonly PackPart[], edges: readonly TierEdge[]): Part {
  const present = boundsOf(members) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [first] = members;
  const id = first?.id ?? '';
  if (members.length === 1 && first !== undefined) {
    return { ...first, places: new Map([[first.id, { x: 0, y: 0 }]]) };
  }
  const groups = groupAlike(
    members.map((member) => member.id),
    neighboursOf(edges),
  );
  const byId = new Map(members.map((member) => [member.id, member]));
  const nodeOf = new Map<string, string>();
  const nodes = groups.map((ids) => {
    const blocks = ids.flatMap((member) => byId.get(member) ?? []);
    const node = ids[0] ?? '';
    for (const member of ids) nodeOf.set(member, node);
    const bounds = boundsOf(blocks) ?? present;
    return { id: node, blocks, middle: bounds.x + bounds.width / 2, ...placeInGrid(blocks, BLOCK_GAP) };
  });
  const joined = new Map<string, TierEdge>();
  for (const { above, below, weight } of edges) {
    const one = nodeOf.get(above) ?? above;
    const other = nodeOf.get(below) ?? below;
    joined.set(`${one} ${other}`, { above: one, below: other, weight });
  }
  const corners = layerParts(
    nodes.map(({ id: node, width, height, middle }) => ({ id: node, width, height, present: middle })),
    [...joined.values()],
    { tiers: TIER_GAP, neighbours: BLOCK_GAP },
  );
  const places = new Map<string, Point>();
  const placed: NamedRectangle[] = [];
  for (const node of nodes) {
    const corner = corners.get(node.id) ?? { x: 0, y: 0 };
    for (const { id: member, newWidth, newHeight } of node.blocks) {
      const own = node.places.get(member) ?? { x: 0, y: 0 };
      const place = { x: corner.x + own.x, y: corner.y + own.y };
      places.set(member, place);
      placed.push({ id: member, ...place, width: newWidth, height: newHeight });
    }
  }
  // Members narrower than their grid may leave its edges free: the part is as large as what stands in it.
  const taken = boundsOf(placed) ?? present;
  for (const [member, { x, y }] of places) places.set(member, { x: x - taken.x, y: y - taken.y });
  return { id, ...present, newWidth: taken.width, newHeight: taken.height, places };
}

function neighboursOf(edges: readonly TierEdge[]): ReadonlyMap<string, readonly string[]> {
  const neighbours = new Map<string, string[]>();
  const add = (id: string, neighbour: string) => {
    const known = neighbours.get(id);
    if (known === undefined) neighbours.set(id, [neighbour]);
    else known.push(neighbour);
  };
  for (const { above, below } of edges) {
    add(above, `below ${below}`);
    add(below, `above ${above}`);
  }
  return neighbours;
}
