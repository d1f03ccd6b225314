/** Where the groups of a dimension lie: single accelerators by their place in the group, blocks by how much of a group is inside one. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { StrategyInputs } from '../estimate/scenario.ts';
import { nameOf } from '../plan/describe-items.ts';
import { groupByParent } from '../plan/drawing/block-tree.ts';
import type { Drawing } from '../plan/plan-document.ts';
import { formatQuantity } from '../units/format-quantity.ts';
import { type DrawingOverlay, type OverlayMark, PLACE_COLORS } from './drawing-overlay.ts';
import type { PlacedDimension } from './overlay-choices.ts';
import { cellPlaces, mapRanks, type RankMap } from './rank-places.ts';

const WORDS: Readonly<Record<PlacedDimension, string>> = {
  tensor: 'tensor',
  context: 'context',
  pipeline: 'pipeline',
  expert: 'expert',
  data: 'data',
};
const TITLES: Readonly<Record<PlacedDimension, string>> = {
  tensor: 'Tensor ranks',
  context: 'Context ranks',
  pipeline: 'Pipeline ranks',
  expert: 'Expert ranks',
  data: 'Data ranks',
};
const count = (value: number): string => formatQuantity('count', value).text;

/** Builds the overlay. */
export function buildRankOverlay(
  drawing: Drawing,
  index: CatalogIndex,
  strategy: StrategyInputs,
  dimension: PlacedDimension,
  ranksTogether: number | null,
): DrawingOverlay {
  const map = mapRanks(drawing, index, strategy, dimension, ranksTogether);
  const { size } = map.groups;
  const word = WORDS[dimension];
  const byBlock = new Map<string, OverlayMark>();
  let holder: string | null = null;
  if (size > 1) {
    // From the inside out, so that the first that holds a whole group is the smallest.
    const sorted = [...map.sizes].sort((a, b) => a[1] - b[1]);
    for (const [id, inside] of sorted) {
      const spread = findSpread(map, id, inside);
      if (spread === null) continue;
      if (spread.members === size) holder ??= id;
      byBlock.set(id, { level: null, isAlarm: false, ...describe(spread, size, inside, word) });
    }
  }
  const shown = Math.min(size, 2 * PLACE_COLORS);
  const places = cellPlaces(map, dimension);
  return {
    id: dimension,
    title: TITLES[dimension],
    summary: summarize(drawing, map, word, holder),
    legend: {
      measure: `Place of each accelerator in its ${word} group${size > shown ? `, to ${places.letter(size - 1)}` : ''}. Zoom in to see them`,
      ends: null,
      alarm: null,
      places: size === 1 ? [] : Array.from({ length: shown }, (_, place) => places.letter(place)),
    },
    byBlock,
    byLink: new Map(),
    places: size === 1 ? null : places,
  };
}

/** How the group of a block's first rank lies: members inside one instance, and instances that hold members. */
interface Spread {
  readonly members: number;
  readonly instances: number;
}

function findSpread({ groups, addresses, rankOf, acceleratorOf }: RankMap, id: string, inside: number): Spread | null {
  const start = addresses.firstOf(id, 0);
  let first = -1;
  for (let at = start; at < start + inside && first < 0; at++) first = rankOf(at);
  if (first < 0) return null;
  /** Places grow with the ranks, and ranks with the accelerators: the first place at or beyond an accelerator. */
  const placeFrom = (accelerator: number): number => {
    let low = 0;
    let high = groups.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (acceleratorOf(groups.rankAt(first, middle)) < accelerator) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const members = placeFrom(start + inside) - placeFrom(start);
  let instances = 0;
  for (let place = 0; place < groups.size; ) {
    const accelerator = acceleratorOf(groups.rankAt(first, place));
    // Instances of one block follow each other; beyond its last one others may lie, which count as if they were alike.
    const next = start + (Math.floor((accelerator - start) / inside) + 1) * inside;
    instances++;
    place = Math.max(place + 1, placeFrom(next));
  }
  return { members, instances };
}

function describe(
  { members, instances }: Spread,
  size: number,
  inside: number,
  word: string,
): Pick<OverlayMark, 'short' | 'words'> {
  if (members === size) {
    const groups = Math.floor(inside / size);
    return {
      short: `${count(groups)} × ${count(size)} ${word}`,
      words:
        groups === 1
          ? `one whole ${word} group of ${count(size)}`
          : `${count(groups)} whole ${word} groups of ${count(size)} in each`,
    };
  }
  return {
    short: `${count(members)} of ${count(size)} ${word}`,
    words: `${count(members)} of the ${count(size)} ranks of a ${word} group in each; a group spans ${count(instances)} of them`,
  };
}

function summarize(drawing: Drawing, { groups, sizes }: RankMap, word: string, holder: string | null): string {
  if (groups.size === 1) return `The ${word} dimension is 1: no accelerator shares this work with another.`;
  const number = count(groups.ranks / groups.size);
  const what = `${number} ${word} ${groups.ranks === groups.size ? 'group' : 'groups'} of ${count(groups.size)}`;
  if (holder !== null && drawing.blocks[holder] !== undefined) {
    return `${what}; each lies inside one ${nameOf(drawing, holder)}.`;
  }
  const tops = (groupByParent(drawing).get(null) ?? []).filter(({ id }) => sizes.has(id));
  return `${what}; each reaches over ${tops.length === 1 && tops[0] !== undefined ? `several ${nameOf(drawing, tops[0].id)}` : 'the whole drawing'}.`;
}
