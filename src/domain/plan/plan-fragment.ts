/**
 * Copied blocks and links, as they lie on the clipboard: plain JSON with a mark of its own, checked when pasted. Top-level
 * blocks of the fragment have `parent: null` and positions relative to the fragment's top-left corner.
 */
import * as v from 'valibot';
import { absoluteRectangle, boundsOf } from './drawing/block-geometry.ts';
import { groupByParent, topmostOf, withDescendants } from './drawing/block-tree.ts';
import { isFacilityUnit, mayNest } from './drawing/nesting-rules.ts';
import { createIdSource } from './next-id.ts';
import type { Block, BlockKind, Drawing, Link } from './plan-document.ts';
import { BlockSchema, LinkSchema } from './plan-document.ts';

/** A copied link. One that an earlier version of the page copied says nothing of exceptions. */
const FragmentLinkSchema = v.object({
  ...LinkSchema.entries,
  exceptions: v.optional(LinkSchema.entries.exceptions, []),
});

/** See {@link PlanFragment}. */
const PlanFragmentSchema = v.object({
  format: v.literal('trainyard-fragment'),
  version: v.literal(1),
  blocks: v.pipe(v.array(BlockSchema), v.maxLength(5_000)),
  links: v.pipe(v.array(FragmentLinkSchema), v.maxLength(20_000)),
});

/** Copied blocks and links. Parents come before their children. */
export type PlanFragment = v.InferOutput<typeof PlanFragmentSchema>;

/** Immer drafts and frozen plans must not leak into a fragment, so every record is copied. */
export function copyBlock(block: Block): Block {
  return {
    ...block,
    torusDims: block.torusDims === null ? null : [...block.torusDims],
    storage: block.storage === null ? null : { ...block.storage },
    exceptions: block.exceptions.map((exception) => ({ ...exception })),
  };
}

/** See {@link copyBlock}. */
export function copyLink(link: Link): Link {
  return { ...link, exceptions: link.exceptions.map((exception) => ({ ...exception })) };
}

/** Copies the given blocks with everything inside, and the links whose both ends are copied. Top blocks keep the order of `ids`. */
export function copyFragment(drawing: Drawing, ids: readonly string[]): PlanFragment {
  const tops = topmostOf(drawing, ids);
  const inside = withDescendants(drawing, tops);
  const corner = boundsOf(tops.flatMap((id) => absoluteRectangle(drawing, id) ?? [])) ?? { x: 0, y: 0 };
  const children = groupByParent(drawing);
  const blocks: Block[] = [];
  for (const id of tops) {
    const block = drawing.blocks[id];
    const place = absoluteRectangle(drawing, id);
    if (block === undefined || place === undefined) continue;
    blocks.push({ ...copyBlock(block), parent: null, x: place.x - corner.x, y: place.y - corner.y });
  }
  for (let at = 0; at < blocks.length; at++) {
    for (const child of children.get(blocks[at]?.id ?? '') ?? []) blocks.push(copyBlock(child));
  }
  const links = Object.values(drawing.links)
    .filter((link) => inside.has(link.from) && inside.has(link.to))
    .map(copyLink);
  return { format: 'trainyard-fragment', version: 1, blocks, links };
}

/** The same fragment with ids that the drawing does not hold, and references that follow. Links with a missing end, or with one that has no ports, are dropped. */
export function renewFragmentIds(drawing: Drawing, fragment: PlanFragment): PlanFragment {
  const createId = createIdSource(drawing);
  const renewed = new Map<string, string>();
  const ported = new Set<string>();
  for (const block of fragment.blocks) {
    renewed.set(block.id, createId('b'));
    if (!isFacilityUnit(block.kind)) ported.add(block.id);
  }
  return {
    ...fragment,
    blocks: fragment.blocks.map((block) => ({
      ...copyBlock(block),
      id: renewed.get(block.id) ?? block.id,
      parent: block.parent === null ? null : (renewed.get(block.parent) ?? null),
    })),
    links: fragment.links.flatMap((link) => {
      const from = renewed.get(link.from);
      const to = renewed.get(link.to);
      return from === undefined || to === undefined || !ported.has(link.from) || !ported.has(link.to)
        ? []
        : [{ ...copyLink(link), id: createId('l'), from, to }];
    }),
  };
}

/** Whether each parent comes before its children and may hold them, and no id comes twice: so there are no cycles either. */
function isOrdered(fragment: PlanFragment): boolean {
  const kinds = new Map<string, BlockKind>();
  for (const { id, kind, parent } of fragment.blocks) {
    const parentKind = parent === null ? null : kinds.get(parent);
    if (kinds.has(id) || parentKind === undefined || !mayNest(kind, parentKind)) return false;
    kinds.set(id, kind);
  }
  return true;
}

/** Reads a fragment from clipboard text; undefined when the text is something else. */
export function parseFragment(text: string): PlanFragment | undefined {
  if (text.length > 4 * 1024 * 1024 || !text.includes('trainyard-fragment')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const result = v.safeParse(PlanFragmentSchema, value);
  return result.success && isOrdered(result.output) ? result.output : undefined;
}
