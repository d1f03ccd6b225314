/** The rules that hold between records of a drawing, beyond the shape of each. */

import { isFacilityUnit, mayNest } from './drawing/nesting-rules.ts';
import type { Drawing } from './plan-document.ts';

/** Most blocks and links that a plan may hold. */
export const MAX_BLOCKS = 5_000;
export const MAX_LINKS = 20_000;

/** A broken rule: which one, whose record, and what it is in words. */
export interface DrawingProblem {
  readonly rule: 'key' | 'id' | 'parent' | 'nesting' | 'link-end' | 'size';
  readonly id: string;
  readonly message: string;
}

/** Names that every JavaScript object already has: as ids they would be found in records that do not hold them. */
export function isReservedId(id: string): boolean {
  return id in Object.prototype;
}

function checkBlock(drawing: Drawing, id: string): DrawingProblem | undefined {
  const block = drawing.blocks[id];
  if (block === undefined) return undefined;
  if (block.id !== id) return { rule: 'key', id, message: `Block “${id}” says that its id is “${block.id}”.` };
  if (isReservedId(id)) return { rule: 'id', id, message: `“${id}” cannot be the id of a block.` };
  if (Object.hasOwn(drawing.links, id)) return { rule: 'id', id, message: `“${id}” is both a block and a link.` };
  if (block.parent === null) return undefined;
  const parent = Object.hasOwn(drawing.blocks, block.parent) ? drawing.blocks[block.parent] : undefined;
  if (parent === undefined) {
    return { rule: 'parent', id, message: `Block “${id}” lies inside “${block.parent}”, which does not exist.` };
  }
  if (!mayNest(block.kind, parent.kind)) {
    return { rule: 'nesting', id, message: `A ${block.kind} cannot lie inside a ${parent.kind} (“${id}”).` };
  }
  return undefined;
}

function checkLink(drawing: Drawing, id: string): DrawingProblem | undefined {
  const link = drawing.links[id];
  if (link === undefined) return undefined;
  if (link.id !== id) return { rule: 'key', id, message: `Link “${id}” says that its id is “${link.id}”.` };
  if (isReservedId(id)) return { rule: 'id', id, message: `“${id}” cannot be the id of a link.` };
  for (const end of [link.from, link.to]) {
    if (!Object.hasOwn(drawing.blocks, end)) {
      return { rule: 'link-end', id, message: `Link “${id}” ends at “${end}”, which does not exist.` };
    }
    const kind = drawing.blocks[end]?.kind;
    if (kind !== undefined && isFacilityUnit(kind)) {
      return { rule: 'link-end', id, message: `Link “${id}” ends at “${end}”: a ${kind} unit has no ports.` };
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
