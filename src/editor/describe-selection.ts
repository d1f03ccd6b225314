/** What a selection is, in words for the screen reader. */
import { describeItems, kindWord, nameOf } from '../domain/plan/describe-items.ts';
import { describeBrokenCables } from '../domain/plan/drawing/broken-cables.ts';
import type { Drawing } from '../domain/plan/plan-document.ts';

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
  const children = Object.values(drawing.blocks).filter((child) => child.parent === id).length;
  if (children > 0) parts.push(`holds ${children}`);
  const links = Object.values(drawing.links).filter(({ from, to }) => from === id || to === id).length;
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
