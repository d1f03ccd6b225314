/** What becomes of links when one instance of a block is drawn apart from the others. The drawing around the block must not be repeated. */
import { nameOf } from '../describe-items.ts';
import { countBlockInstances, withDescendants } from '../drawing/block-tree.ts';
import type { Drawing, Link, LinkException } from '../plan-document.ts';
import { copyLink } from '../plan-fragment.ts';

/** One instance of a block, and what it holds. */
export interface SplitPart {
  readonly id: string;
  /** Zero-based among the block's instances. */
  readonly at: number;
  /** The block and everything inside it. */
  readonly inside: ReadonlySet<string>;
}

/** Describes the part of a drawing that is split off. */
export function describeSplitPart(drawing: Drawing, id: string, at: number): SplitPart {
  return { id, at, inside: withDescendants(drawing, [id]) };
}

/** Entries of the instance that is split off, and of the rest, each counted anew; `each` instances lie in one of the block. */
export function splitByIndex<T extends { readonly index: number }>(
  entries: readonly T[],
  at: number,
  each: number,
): { readonly apart: T[]; readonly rest: T[] } {
  const [first, end] = [at * each, (at + 1) * each];
  const apart: T[] = [];
  const rest: T[] = [];
  for (const entry of entries) {
    if (entry.index < first) rest.push({ ...entry });
    else if (entry.index >= end) rest.push({ ...entry, index: entry.index - each });
    else apart.push({ ...entry, index: entry.index - first });
  }
  return { apart, rest };
}

/** Why a link could not say the same for two blocks, in words; null when it can. */
export function findLinkProblem(drawing: Drawing, link: Link, part: SplitPart): string | null {
  const [fromInside, toInside] = [part.inside.has(link.from), part.inside.has(link.to)];
  const count = drawing.blocks[part.id]?.count ?? 1;
  const block = nameOf(drawing, part.id);
  if (link.from === part.id && link.to === part.id) {
    return `The instances of ${block} are cabled to each other, and one apart would need other cables.`;
  }
  if (fromInside === toInside) return null;
  const ends = countBlockInstances(drawing, link.to);
  const other = nameOf(drawing, fromInside ? link.to : link.from);
  if (fromInside) {
    const leaving = link.pattern === 'spread' ? countBlockInstances(drawing, link.from) / count : 1;
    const reached = link.pattern === 'single' ? 1 : link.cablesPerInstance * leaving;
    if (reached >= ends) return null;
    return `Each ${block} is cabled to some of the ${ends} ${other} only, so those would have to be drawn apart too.`;
  }
  if (link.pattern !== 'single' && link.cablesPerInstance >= ends && link.cablesPerInstance % count === 0) return null;
  return `The cables of ${other} do not divide evenly among the ${count} ${block}.`;
}

/** The link for the part that is split off, under a new id; `link` (of a draft) becomes that of the rest. */
export function splitLink(
  drawing: Drawing,
  link: Link,
  part: SplitPart,
  renewed: ReadonlyMap<string, string>,
  id: string,
): Link | null {
  const [fromInside, toInside] = [part.inside.has(link.from), part.inside.has(link.to)];
  if (!fromInside && !toInside) return null;
  const count = drawing.blocks[part.id]?.count ?? 1;
  const apart: Link = {
    ...copyLink(link),
    id,
    from: renewed.get(link.from) ?? link.from,
    to: renewed.get(link.to) ?? link.to,
  };
  if (fromInside) {
    const split = splitByIndex(link.exceptions, part.at, countBlockInstances(drawing, link.from) / count);
    apart.exceptions = split.apart;
    if (link.exceptions.length > 0) link.exceptions = split.rest;
    return apart;
  }
  const ends = countBlockInstances(drawing, link.to);
  const cables = splitByCable(link.exceptions, part.at, ends / count, ends);
  apart.cablesPerInstance = link.cablesPerInstance / count;
  apart.exceptions = cables.apart;
  link.cablesPerInstance -= apart.cablesPerInstance;
  if (link.exceptions.length > 0) link.exceptions = cables.rest;
  return apart;
}

/** Exceptions by where their cables end: cable after cable at one after the other of the `ends` instances, `each` of them in the part. */
function splitByCable(
  exceptions: readonly LinkException[],
  at: number,
  each: number,
  ends: number,
): { readonly apart: LinkException[]; readonly rest: LinkException[] } {
  const apart: LinkException[] = [];
  const rest: LinkException[] = [];
  for (const exception of exceptions) {
    const { cable } = exception;
    if (cable === null) {
      apart.push({ ...exception });
      rest.push({ ...exception });
      continue;
    }
    const [round, place] = [Math.floor(cable / ends), cable % ends];
    if (place < at * each) rest.push({ ...exception, cable: round * (ends - each) + place });
    else if (place >= (at + 1) * each) rest.push({ ...exception, cable: round * (ends - each) + place - each });
    else apart.push({ ...exception, cable: round * each + place - at * each });
  }
  return { apart, rest };
}
