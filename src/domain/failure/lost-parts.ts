/** Parts of a drawing that are out at once, and the drawing without them. */
import type { Block, Drawing, Link } from '../plan/plan-document.ts';
import { blockAndAround } from '../topology/instance-speed.ts';
import { countInstances } from '../topology/summarize-drawing.ts';

/** One cable, or all cables, of one instance of a link's `from` block. */
export interface LostCable {
  readonly index: number;
  /** Null = all cables of the instance. */
  readonly cable: number | null;
}

/** What is out: instances of blocks, counted over the whole drawing, and cables of links. */
export interface LostParts {
  readonly blocks: Readonly<Record<string, readonly number[]>>;
  readonly links: Readonly<Record<string, readonly LostCable[]>>;
}

/** Most instances of one block that are listed one by one; more of them are all of them. */
const MOST_LISTED = 10_000;

/** Nothing is out. */
export const NOTHING_LOST: LostParts = { blocks: {}, links: {} };

/** What is out when the parts of all are. */
export function uniteLosses(losses: readonly LostParts[]): LostParts {
  const blocks: Record<string, readonly number[]> = {};
  const links: Record<string, readonly LostCable[]> = {};
  for (const loss of losses) {
    for (const [id, indices] of Object.entries(loss.blocks)) {
      blocks[id] = [...new Set([...(blocks[id] ?? []), ...indices])];
    }
    for (const [id, cables] of Object.entries(loss.links)) {
      const known = links[id] ?? [];
      const isNew = (cable: LostCable): boolean =>
        !known.some((other) => other.index === cable.index && other.cable === cable.cable);
      links[id] = [...known, ...cables.filter(isNew)];
    }
  }
  return { blocks, links };
}

/** The drawing with the parts marked as failed and cut. The same drawing where nothing is out. */
export function withoutParts(drawing: Drawing, { blocks, links }: LostParts): Drawing {
  const changedBlocks: Record<string, Block> = {};
  for (const [id, indices] of Object.entries(blocks)) {
    const block = drawing.blocks[id];
    if (block === undefined || indices.length === 0) continue;
    const lost = new Set(indices);
    changedBlocks[id] = {
      ...block,
      exceptions: [
        ...block.exceptions.filter(({ index }) => !lost.has(index)),
        ...indices.map((index) => ({ index, state: 'failed' as const, speedFraction: 0 })),
      ],
    };
  }
  const changedLinks: Record<string, Link> = {};
  for (const [id, cables] of Object.entries(links)) {
    const link = drawing.links[id];
    if (link === undefined || cables.length === 0) continue;
    changedLinks[id] = {
      ...link,
      exceptions: [...link.exceptions, ...cables.map((cable) => ({ ...cable, speedFraction: 0 }))],
    };
  }
  if (Object.keys(changedBlocks).length + Object.keys(changedLinks).length === 0) return drawing;
  return { blocks: { ...drawing.blocks, ...changedBlocks }, links: { ...drawing.links, ...changedLinks } };
}

/** Instances of every block, by block id. */
type Instances = ReadonlyMap<string, number>;

/** One instance of a block: the first that works, since ranks fill the drawing from there. Nothing where none works. */
export function loseInstance(drawing: Drawing, id: string, instances: Instances = countInstances(drawing)): LostParts {
  const index = firstWorking(drawing, id, instances);
  return index === null ? NOTHING_LOST : { blocks: { [id]: [index] }, links: {} };
}

/** All instances of a block. */
export function loseBlock(drawing: Drawing, id: string): LostParts {
  const total = countInstances(drawing).get(id) ?? 0;
  const listed = Math.min(total, MOST_LISTED);
  return { blocks: { [id]: Array.from({ length: listed }, (_, index) => index) }, links: {} };
}

/** One cable of a link, of the first instance that works. */
export function loseCable(drawing: Drawing, id: string, instances: Instances = countInstances(drawing)): LostParts {
  const link = drawing.links[id];
  const index = link === undefined ? null : firstWorking(drawing, link.from, instances);
  if (link === undefined || index === null) return NOTHING_LOST;
  const cut = new Set(
    link.exceptions.filter((each) => each.index === index && each.speedFraction === 0).map(({ cable }) => cable),
  );
  if (cut.has(null)) return NOTHING_LOST;
  let cable = 0;
  while (cut.has(cable) && cable < link.cablesPerInstance) cable++;
  return cable === link.cablesPerInstance ? NOTHING_LOST : { blocks: {}, links: { [id]: [{ index, cable }] } };
}

/** All cables of a link. */
export function loseLink(drawing: Drawing, id: string): LostParts {
  const link = drawing.links[id];
  const total = link === undefined ? 0 : (countInstances(drawing).get(link.from) ?? 0);
  const cables = Array.from({ length: Math.min(total, MOST_LISTED) }, (_, index) => ({ index, cable: null }));
  return { blocks: {}, links: { [id]: cables } };
}

function firstWorking(drawing: Drawing, id: string, instances: Instances): number | null {
  const block = drawing.blocks[id];
  if (block === undefined) return null;
  const total = instances.get(id) ?? 0;
  const around = blockAndAround(drawing, block).map((outer) => ({
    inside: total / Math.max(1, instances.get(outer.id) ?? 1),
    failed: new Set(outer.exceptions.filter(({ state }) => state === 'failed').map(({ index }) => index)),
  }));
  for (let index = 0; index < total; index++) {
    if (around.every(({ inside, failed }) => !failed.has(Math.floor(index / inside)))) return index;
  }
  return null;
}
