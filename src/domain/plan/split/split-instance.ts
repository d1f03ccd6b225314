/**
 * One instance of a repeated block drawn as a block of its own, with the same content and the same cables, so that it can become
 * another kind. What lies around it is split first, from the outside in: afterwards the instance is in exactly one place.
 */
import { nameOf } from '../describe-items.ts';
import { ancestorsOf, countBlockInstances } from '../drawing/block-tree.ts';
import { createIdSource } from '../next-id.ts';
import type { Drawing } from '../plan-document.ts';
import { copyBlock } from '../plan-fragment.ts';
import { describeSplitPart, findLinkProblem, splitByIndex, splitLink } from './split-links.ts';

/** What has to be split, outermost first, each with the instance (zero-based among those in one parent) that holds the wanted one. */
function listSteps(drawing: Drawing, id: string, index: number): { readonly id: string; readonly at: number }[] {
  const total = countBlockInstances(drawing, id);
  return [id, ...ancestorsOf(drawing, id)].reverse().flatMap((around) => {
    const count = drawing.blocks[around]?.count ?? 1;
    const inside = total / countBlockInstances(drawing, around);
    return count > 1 ? [{ id: around, at: Math.floor(index / inside) % count }] : [];
  });
}

/** Why instance `index` (zero-based, over the drawing) of a block cannot be split off, in words; null when it can. */
export function findSplitProblem(drawing: Drawing, id: string, index: number): string | null {
  const block = drawing.blocks[id];
  const total = countBlockInstances(drawing, id);
  if (block === undefined || !Number.isInteger(index) || index < 0 || index >= total)
    return 'There is no such instance.';
  if (total === 1) return `${nameOf(drawing, id)} is drawn once; there is nothing to split off.`;
  // Each step is looked at as it will be: in a part that is not repeated any more, with the counts of today inside.
  const trial = structuredCloneOf(drawing);
  let problem: string | null = null;
  splitSteps(trial, id, index, (step) => {
    problem ??= findStepProblem(trial, step.id, step.at);
    return problem === null;
  });
  return problem;
}

function structuredCloneOf(drawing: Drawing): Drawing {
  return JSON.parse(JSON.stringify(drawing)) as Drawing;
}

function findStepProblem(drawing: Drawing, id: string, at: number): string | null {
  const block = drawing.blocks[id];
  if (block === undefined) return null;
  if (block.torusDims !== null && block.catalogId !== null) {
    return `All ${nameOf(drawing, id)} together form one torus.`;
  }
  const part = describeSplitPart(drawing, id, at);
  for (const link of Object.values(drawing.links)) {
    const problem = findLinkProblem(drawing, link, part);
    if (problem !== null) return problem;
  }
  return null;
}

/** Splits a draft; gives the id of the instance's own block. The caller has made sure that {@link findSplitProblem} finds none. */
export function splitInstance(drawing: Drawing, id: string, index: number): string {
  return splitSteps(drawing, id, index, () => true);
}

function splitSteps(
  drawing: Drawing,
  id: string,
  index: number,
  mayGoOn: (step: { readonly id: string; readonly at: number }) => boolean,
): string {
  const today = new Map<string, string>();
  for (const step of listSteps(drawing, id, index)) {
    const here = { id: today.get(step.id) ?? step.id, at: step.at };
    if (!mayGoOn(here)) break;
    const renewed = splitStep(drawing, here.id, here.at);
    // What was inside is now met in its copy.
    for (const [old, copy] of [...today]) today.set(old, renewed.get(copy) ?? copy);
    for (const [old, copy] of renewed) if (!today.has(old)) today.set(old, copy);
  }
  return today.get(id) ?? id;
}

/** Splits one instance off a block whose surroundings are drawn once; gives the copy's id of each block. */
function splitStep(drawing: Drawing, id: string, at: number): ReadonlyMap<string, string> {
  const block = drawing.blocks[id];
  const renewed = new Map<string, string>();
  if (block === undefined) return renewed;
  const part = describeSplitPart(drawing, id, at);
  const createId = createIdSource(drawing);
  for (const inside of part.inside) renewed.set(inside, createId('b'));
  // Links first: they are counted by the instances that there are before the split.
  for (const link of Object.values(drawing.links)) {
    const apart = splitLink(drawing, link, part, renewed, createId('l'));
    if (apart !== null) drawing.links[apart.id] = apart;
  }
  for (const inside of part.inside) {
    const original = drawing.blocks[inside];
    const copyId = renewed.get(inside);
    if (original === undefined || copyId === undefined) continue;
    const each = countBlockInstances(drawing, inside) / block.count;
    const { apart, rest } = splitByIndex(original.exceptions, at, each);
    const parent = inside === id ? block.parent : (renewed.get(original.parent ?? '') ?? null);
    const copy = { ...copyBlock(original), id: copyId, parent, exceptions: apart };
    drawing.blocks[copyId] = inside === id ? { ...copy, count: 1, name: apartName(block.name, at) } : copy;
    if (original.exceptions.length > 0) original.exceptions = rest;
  }
  block.count -= 1;
  return renewed;
}

/** The name of an instance that stands alone, within what a name may be. */
function apartName(name: string, at: number): string {
  const suffix = ` (number ${at + 1})`;
  return name.trim() === '' ? name : `${name.slice(0, 200 - suffix.length)}${suffix}`;
}
