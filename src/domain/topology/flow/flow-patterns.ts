/**
 * Who sends how much to whom in one collective, rank by rank. A ring visits the members of an island (a scale-up domain) one after the
 * other and leaves it over the adapters of all of them; a double tree runs between islands. Volumes are in bytes of the buffer that the
 * collective's closed form counts: the stream of a ring, the buffer of a tree, all bytes of one rank in an exchange, one message.
 */
import type { InnerNetwork } from './fabric.ts';
import type { RankGroups } from './rank-groups.ts';
import { torusCoordinates } from './torus-walk.ts';
import { treeParents } from './tree-shape.ts';

/** Kinds of traffic. */
export const PATTERN_KINDS = ['ring', 'tree', 'exchange', 'next'] as const;
/** A kind of traffic. */
export type PatternKind = (typeof PATTERN_KINDS)[number];

/** What a pattern needs to know about the fabric. */
export interface IslandMap {
  /** Number of the island that a rank is in; ranks of one island follow each other. */
  readonly islandOf: (rank: number) => number;
  /** Whether the island has a switch, a link between each pair, or the links of a torus. */
  readonly kindOf: (rank: number) => InnerNetwork['kind'];
  /** Shape of the torus that the rank is in, and its place in there. */
  readonly torusOf: (rank: number) => { readonly dims: readonly number[]; readonly member: number };
}

/** Called with every rank that is sent to, and the bytes for each byte of the collective. */
export type VisitFlow = (to: number, bytes: number) => void;

/** Visits what one rank sends. */
export type FlowPattern = (rank: number, visit: VisitFlow) => void;

/** Makes the pattern of all groups of one kind. */
export function makePattern(kind: PatternKind, groups: RankGroups, islands: IslandMap): FlowPattern {
  const { size, placeOf, rankAt } = groups;
  if (size <= 1) return () => undefined;
  switch (kind) {
    case 'ring':
      return ringPattern(groups, islands);
    case 'tree':
      return treePattern(groups, islands);
    case 'exchange':
      return (rank, visit) => {
        const own = placeOf(rank);
        for (let place = 0; place < size; place++) if (place !== own) visit(rankAt(rank, place), 1 / size);
      };
    default:
      return (rank, visit) => visit(rankAt(rank, (placeOf(rank) + 1) % size), 1);
  }
}

/** Places of a group's members in the island of one place: `[first, end)`. */
function membersAround(groups: RankGroups, islands: IslandMap, rank: number, place: number): readonly [number, number] {
  const island = islands.islandOf(groups.rankAt(rank, place));
  let first = place;
  while (first > 0 && islands.islandOf(groups.rankAt(rank, first - 1)) === island) first--;
  let end = place + 1;
  while (end < groups.size && islands.islandOf(groups.rankAt(rank, end)) === island) end++;
  return [first, end];
}

function ringPattern(groups: RankGroups, islands: IslandMap): FlowPattern {
  const { size, placeOf, rankAt } = groups;
  /** What groups fill of their tori, by its first rank. */
  const parts = new Map<number, TorusPart>();
  return (rank, visit) => {
    const place = placeOf(rank);
    const [first, end] = membersAround(groups, islands, rank, place);
    const members = end - first;
    if (members > 1) {
      const kind = islands.kindOf(rank);
      if (kind === 'torus') {
        const head = rankAt(rank, first);
        let part = parts.get(head);
        if (part === undefined) {
          part = describeTorusPart(
            Array.from({ length: members }, (_, each) => rankAt(rank, first + each)),
            islands,
          );
          parts.set(head, part);
        }
        visitTorusRings(part, rank, islands, visit);
      } else if (kind === 'mesh') {
        // Rings over all direct links at once: as many as there are other members.
        for (let other = first; other < end; other++) {
          if (other !== place) visit(rankAt(rank, other), 1 / (members - 1));
        }
      } else visit(rankAt(rank, place + 1 === end ? first : place + 1), 1);
    }
    if (members === size) return;
    const next = end % size;
    const [, nextEnd] = membersAround(groups, islands, rank, next);
    const to = next + Math.floor(((place - first) * (nextEnd - next)) / members);
    visit(rankAt(rank, to), 1 / members);
  };
}

/** The part of a torus that one group fills. */
interface TorusPart {
  /** Ranks by their places along the sides, joined. */
  readonly rankAt: ReadonlyMap<string, number>;
  /** Along each side, the places that are filled; empty where the part is no box. */
  readonly sides: readonly (readonly number[])[];
  /** Share of the rings along each side: a ring all around has two links, another one. */
  readonly shares: readonly number[];
}

function describeTorusPart(members: readonly number[], islands: IslandMap): TorusPart {
  const dims = islands.torusOf(members[0] ?? 0).dims;
  const places = members.map((rank) => torusCoordinates(dims, islands.torusOf(rank).member));
  const rankAt = new Map(members.map((rank, at) => [places[at]?.join(' ') ?? '', rank]));
  const sides = dims.map((_, side) => [...new Set(places.map((place) => place[side] ?? 0))].sort((x, y) => x - y));
  const isBox = sides.reduce((product, side) => product * side.length, 1) === members.length;
  const weights = sides.map((side, at): number => (side.length === 1 ? 0 : side.length === dims[at] ? 2 : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { rankAt, sides: isBox ? sides : [], shares: weights.map((weight) => weight / total) };
}

/**
 * Whether the first group's part of a torus is a box of neighbours, along whose sides rings run. Rings of ranks that lie apart, or in no
 * box, are laid by software in ways that nobody has published.
 */
export function isTorusBox(groups: RankGroups, islands: IslandMap): boolean {
  const [first, end] = membersAround(groups, islands, 0, groups.placeOf(0));
  const members = Array.from({ length: end - first }, (_, each) => groups.rankAt(0, first + each));
  const { sides } = describeTorusPart(members, islands);
  return (
    sides.length > 0 && sides.every((side) => side.every((place, at) => at === 0 || place === (side[at - 1] ?? 0) + 1))
  );
}

/**
 * Rings along every side of the part of a torus that a group fills, both ways round, each with its share; where the part is no box, one ring
 * in the order of the ranks.
 */
function visitTorusRings(part: TorusPart, rank: number, islands: IslandMap, visit: VisitFlow): void {
  const { dims, member } = islands.torusOf(rank);
  const here = torusCoordinates(dims, member);
  if (part.sides.length === 0) {
    const members = [...part.rankAt.values()];
    const at = members.indexOf(rank);
    for (const to of [members[(at + 1) % members.length], members.at(at - 1)]) if (to !== undefined) visit(to, 0.5);
    return;
  }
  part.sides.forEach((places, side) => {
    if (places.length === 1) return;
    const at = places.indexOf(here[side] ?? 0);
    for (const next of [places[(at + 1) % places.length], places.at(at - 1)]) {
      const to = next === undefined ? undefined : part.rankAt.get(here.with(side, next).join(' '));
      if (to !== undefined) visit(to, (part.shares[side] ?? 0) / 2);
    }
  });
}

/** The islands of one group, and who sends to whom along both trees. */
interface GroupTrees {
  /** First places of the islands, and the number of places behind the last. */
  readonly starts: readonly number[];
  /** Island of each place. */
  readonly islandAt: Int32Array;
  /** Islands that each island sends to, once for each tree. */
  readonly partners: readonly (readonly number[])[];
}

function treePattern(groups: RankGroups, islands: IslandMap): FlowPattern {
  const { size, placeOf, rankAt } = groups;
  /** By the group's first rank. */
  const known = new Map<number, GroupTrees>();
  const treesOf = (rank: number): GroupTrees => {
    const head = rankAt(rank, 0);
    const found = known.get(head);
    if (found !== undefined) return found;
    const starts: number[] = [];
    const islandAt = new Int32Array(size);
    let last: number | null = null;
    for (let place = 0; place < size; place++) {
      const island = islands.islandOf(rankAt(rank, place));
      if (island !== last) starts.push(place);
      last = island;
      islandAt[place] = starts.length - 1;
    }
    const trees = { starts: [...starts, size], islandAt, partners: findPartners(starts.length) };
    known.set(head, trees);
    return trees;
  };
  return (rank, visit) => {
    const { starts, islandAt, partners } = treesOf(rank);
    const place = placeOf(rank);
    const own = islandAt[place] ?? 0;
    const from = starts[own] ?? 0;
    const members = (starts[own + 1] ?? size) - from;
    for (const island of partners[own] ?? []) {
      const start = starts[island] ?? 0;
      const others = (starts[island + 1] ?? size) - start;
      visit(rankAt(rank, start + Math.floor(((place - from) * others) / members)), 1 / (2 * members));
    }
  };
}

/** Both trees of `count` islands, kept for the next group of as many. */
const partnersByCount = new Map<number, readonly (readonly number[])[]>();

function findPartners(count: number): readonly (readonly number[])[] {
  const known = partnersByCount.get(count);
  if (known !== undefined) return known;
  const partners: number[][] = Array.from({ length: count }, () => []);
  for (let place = 0; place < count; place++) {
    for (const parent of treeParents(place, count)) {
      if (parent < 0) continue;
      partners[place]?.push(parent);
      partners[parent]?.push(place);
    }
  }
  partnersByCount.set(count, partners);
  return partners;
}
