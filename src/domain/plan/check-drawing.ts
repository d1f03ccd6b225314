/** The rules that hold between records of a drawing, beyond the shape of each. */

import { ancestorsOf } from './drawing/block-tree.ts';
import { MAX_DEPTH, mayNest } from './drawing/nesting-rules.ts';
import type { Drawing } from './plan-document.ts';

/** Most blocks and links that a plan may hold. */
export const MAX_BLOCKS = 5_000;
export const MAX_LINKS = 20_000;

/** A broken rule: which one, whose record, and what it is in words. */
export interface DrawingProblem {
  readonly rule: 'key' | 'parent' | 'cycle' | 'nesting' | 'depth' | 'link-end' | 'id' | 'size';
  readonly id: string;
  readonly message: string;
}

function checkBlock(drawing: Drawing, id: string): DrawingProblem | undefined {
  const block = drawing.blocks[id];
  if (block === undefined) return undefined;
  if (block.id !== id) return { rule: 'key', id, message: `Block “${id}” says that its id is “${block.id}”.` };
  if (drawing.links[id] !== undefined) return { rule: 'id', id, message: `“${id}” is both a block and a link.` };
  if (block.parent === null) return undefined;
  const parent = drawing.blocks[block.parent];
  if (parent === undefined) {
    return { rule: 'parent', id, message: `Block “${id}” lies inside “${block.parent}”, which does not exist.` };
  }
  const ancestors = ancestorsOf(drawing, id);
  const outermost = drawing.blocks[ancestors.at(-1) ?? ''];
  if (outermost !== undefined && outermost.parent !== null && drawing.blocks[outermost.parent] !== undefined) {
    return { rule: 'cycle', id, message: `Block “${id}” lies inside itself.` };
  }
  if (!mayNest(block.kind, parent.kind)) {
    return { rule: 'nesting', id, message: `A ${block.kind} cannot lie inside a ${parent.kind} (“${id}”).` };
  }
  if (ancestors.length + 1 > MAX_DEPTH) {
    return { rule: 'depth', id, message: `Block “${id}” lies deeper than ${MAX_DEPTH} levels.` };
  }
  return undefined;
}

function checkLink(drawing: Drawing, id: string): DrawingProblem | undefined {
  const link = drawing.links[id];
  if (link === undefined) return undefined;
  if (link.id !== id) return { rule: 'key', id, message: `Link “${id}” says that its id is “${link.id}”.` };
  for (const end of [link.from, link.to]) {
    if (drawing.blocks[end] === undefined) {
      return { rule: 'link-end', id, message: `Link “${id}” ends at “${end}”, which does not exist.` };
    }
  }
  return undefined;
}

/** Every broken rule of the whole drawing, blocks first; empty when it is sound. */
export function checkDrawing(drawing: Drawing): DrawingProblem[] {
  const problems: DrawingProblem[] = [];
  const blockIds = Object.keys(drawing.blocks);
  const linkIds = Object.keys(drawing.links);
  if (blockIds.length > MAX_BLOCKS) {
    problems.push({ rule: 'size', id: '', message: `The drawing holds more than ${MAX_BLOCKS} blocks.` });
  }
  if (linkIds.length > MAX_LINKS) {
    problems.push({ rule: 'size', id: '', message: `The drawing holds more than ${MAX_LINKS} links.` });
  }
  for (const id of blockIds) {
    const problem = checkBlock(drawing, id);
    if (problem !== undefined) problems.push(problem);
  }
  for (const id of linkIds) {
    const problem = checkLink(drawing, id);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}
