/** How far each block is from the accelerators: endpoints are tier 0, the switches they hang on tier 1, and so on. */
import { groupByParent } from '../plan/drawing/block-tree.ts';
import { isFacilityUnit } from '../plan/drawing/nesting-rules.ts';
import type { Drawing, Link } from '../plan/plan-document.ts';

/** Tiers by block id. A container's tier is that of the highest switch inside. Switches that nothing leads to are absent. */
export function findTiers(
  drawing: Drawing,
  endpointIds: ReadonlySet<string>,
  isWan: (link: Link) => boolean,
): ReadonlyMap<string, number> {
  const tiers = new Map<string, number>();
  const containers = new Map<string, string[]>();
  const children = groupByParent(drawing);
  for (const block of Object.values(drawing.blocks)) {
    if (endpointIds.has(block.id)) tiers.set(block.id, 0);
    else if (block.kind !== 'switch' && block.kind !== 'storage' && !isFacilityUnit(block.kind)) {
      containers.set(
        block.id,
        (children.get(block.id) ?? []).map((child) => child.id),
      );
    }
  }
  const links = Object.values(drawing.links);
  const isDirect = (link: Link): boolean => !containers.has(link.from) && !containers.has(link.to);
  // Near cables first: a wide-area link must not make a far switch look near, nor a container link skip the switches inside.
  relax(
    drawing,
    links.filter((link) => isDirect(link) && !isWan(link)),
    tiers,
  );
  fillContainers(containers, tiers);
  relax(
    drawing,
    links.filter((link) => !isWan(link)),
    tiers,
  );
  relax(drawing, links, tiers);
  fillContainers(containers, tiers);
  return tiers;
}

function relax(drawing: Drawing, links: readonly Link[], tiers: Map<string, number>): void {
  const fixed = new Set(tiers.keys());
  for (let changed = true; changed; ) {
    changed = false;
    for (const link of links) {
      changed = lower(drawing, link.from, link.to, fixed, tiers) || changed;
      changed = lower(drawing, link.to, link.from, fixed, tiers) || changed;
    }
  }
}

function lower(
  drawing: Drawing,
  near: string,
  far: string,
  fixed: ReadonlySet<string>,
  tiers: Map<string, number>,
): boolean {
  const tier = tiers.get(near);
  if (tier === undefined || fixed.has(far) || drawing.blocks[far]?.kind !== 'switch') return false;
  if ((tiers.get(far) ?? Number.POSITIVE_INFINITY) <= tier + 1) return false;
  tiers.set(far, tier + 1);
  return true;
}

function fillContainers(containers: ReadonlyMap<string, readonly string[]>, tiers: Map<string, number>): void {
  const visit = (id: string, depth: number): number => {
    const inside = containers.get(id);
    if (inside === undefined) return tiers.get(id) ?? 0;
    let highest = 0;
    if (depth < 64) for (const child of inside) highest = Math.max(highest, visit(child, depth + 1));
    tiers.set(id, highest);
    return highest;
  };
  for (const id of containers.keys()) visit(id, 0);
}
