/** What a selection is, in words for the screen reader. */
import { describeItems, kindWord, nameOf } from '../domain/plan/describe-items.ts';
import { describeBrokenCables } from '../domain/plan/drawing/broken-cables.ts';
import type { Drawing } from '../domain/plan/plan-document.ts';

interface Around {
  readonly children: number;
  readonly links: number;
}

const NOTHING: Around = { children: 0, links: 0 };
const cache = new WeakMap<Drawing, ReadonlyMap<string, Around>>();

/** Children and links of every block; kept per drawing, since each row of a tree asks for its own. */
function countAround(drawing: Drawing): ReadonlyMap<string, Around> {
  const known = cache.get(drawing);
  if (known !== undefined) return known;
  const counts = new Map<string, Around>();
  const add = (id: string, children: number, links: number) => {
    const before = counts.get(id) ?? NOTHING;
    counts.set(id, { children: before.children + children, links: before.links + links });
  };
  for (const { parent } of Object.values(drawing.blocks)) if (parent !== null) add(parent, 1, 0);
  for (const { from, to } of Object.values(drawing.links)) {
    add(from, 0, 1);
    if (to !== from) add(to, 0, 1);
  }
  cache.set(drawing, counts);
  return counts;
}

/** One block or link: `DGX H100, node, 32 in each Scalable unit, 2 links`. */
export function describeOne(drawing: Drawing, id: string): string {
  const link = drawing.links[id];
  if (link !== undefined) {
    const cables = `${link.cablesPerInstance} ${link.cablesPerInstance === 1 ? 'cable' : 'cables'}`;
    const kind = `Link from ${nameOf(drawing, link.from)} to ${nameOf(drawing, link.to)}, ${cables} of ${link.catalogId}`;
    return [kind, ...describeBrokenCables(link).map((words) => `${words} in all`)].join(', ');
  }
  const block = drawing.blocks[id];
  if (block === undefined) return '';
  const parts = [nameOf(drawing, id), kindWord(block.kind)];
  if (block.parent !== null) {
    const outer = nameOf(drawing, block.parent);
    parts.push(block.count === 1 ? `in ${outer}` : `${block.count} in each ${outer}`);
  } else if (block.count > 1) parts.push(`${block.count} times`);
  for (const [state, word] of [
    ['failed', 'failed'],
    ['degraded', 'slow'],
  ] as const) {
    const number = block.exceptions.filter((exception) => exception.state === state).length;
    if (number > 0) parts.push(`${number} ${word}`);
  }
  const { children, links } = countAround(drawing).get(id) ?? NOTHING;
  if (children > 0) parts.push(`holds ${children}`);
  if (links > 0) parts.push(`${links} ${links === 1 ? 'link' : 'links'}`);
  return parts.join(', ');
}

/** A whole selection. */
export function describeSelection(drawing: Drawing, selection: readonly string[]): string {
  const [only] = selection;
  if (only === undefined) return 'Nothing selected.';
  if (selection.length === 1) return `${describeOne(drawing, only)}.`;
  return `${describeItems(drawing, selection)} selected.`;
}
