/** The tree as rows: what is folded away is left out. Links stand under the block that they leave. */
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import { nameOf } from '../../domain/plan/describe-items.ts';
import { groupByParent } from '../../domain/plan/drawing/block-tree.ts';
import type { Block, Drawing, Link } from '../../domain/plan/plan-document.ts';
import { formatWhole } from '../../render/block-facts.ts';
import { describeLink, linkWords } from '../../render/build-links.ts';

/** One row. */
export interface OutlineRow {
  readonly id: string;
  readonly block: Block | null;
  readonly link: Link | null;
  readonly name: string;
  /** Small print after the name: `×32`, or what a link is made of. */
  readonly note: string;
  /** 1 = top level. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  /** null = nothing inside. */
  readonly isOpen: boolean | null;
}

/** All rows that can be seen, from top to bottom. */
export function listOutlineRows(
  drawing: Drawing,
  folded: ReadonlySet<string>,
  index: CatalogIndex | null,
): readonly OutlineRow[] {
  const groups = groupByParent(drawing);
  const linksOf = new Map<string, Link[]>();
  for (const link of Object.values(drawing.links)) {
    const list = linksOf.get(link.from);
    if (list === undefined) linksOf.set(link.from, [link]);
    else list.push(link);
  }
  const rows: OutlineRow[] = [];
  const visit = (parent: string | null, level: number) => {
    const blocks = groups.get(parent) ?? [];
    const links = parent === null ? [] : (linksOf.get(parent) ?? []);
    const siblings = blocks.length + links.length;
    links.forEach((link, at) => {
      rows.push({
        id: link.id,
        block: null,
        link,
        name: `to ${nameOf(drawing, link.to)}`,
        note: linkWords(link, describeLink(link, index)),
        level,
        position: at + 1,
        siblings,
        isOpen: null,
      });
    });
    blocks.forEach((block, at) => {
      const holds = groups.has(block.id) || linksOf.has(block.id);
      const isOpen = holds ? !folded.has(block.id) : null;
      rows.push({
        id: block.id,
        block,
        link: null,
        name: nameOf(drawing, block.id),
        note: block.count > 1 ? `×${formatWhole(block.count)}` : '',
        level,
        position: links.length + at + 1,
        siblings,
        isOpen,
      });
      if (isOpen === true) visit(block.id, level + 1);
    });
  };
  visit(null, 1);
  return rows;
}
