/** Drawn power and cooling units: each feeds what its parent holds, together with the others of its kind there. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import { groupByParent } from '../plan/drawing/block-tree.ts';
import type { Block, Drawing } from '../plan/plan-document.ts';
import { endpointOf } from '../topology/endpoint.ts';

/** What feeds others. */
export type FeedKind = 'power' | 'cooling';

/** Which kind of unit a block is; null = it feeds nothing. */
export function feedKindOf(block: Block): FeedKind | null {
  const kind: string = block.kind;
  return kind === 'power' || kind === 'cooling' ? kind : null;
}

/** Drawn units of one kind in one instance of a container. */
export interface Feed {
  readonly kind: FeedKind;
  /** What one of the units carries, watts; infinite where no limit is drawn. */
  readonly unitWatts: number;
  /** What all others of the kind in the same place carry together. */
  readonly othersWatts: number;
  /** What hangs on them at its rated power, watts. */
  readonly loadWatts: number;
}

/** What a unit and those beside it carry. */
export function findFeed(drawing: Drawing, catalog: CatalogIndex, unit: Block): Feed | null {
  const kind = feedKindOf(unit);
  if (kind === null) return null;
  const children = groupByParent(drawing);
  let total = 0;
  let loadWatts = 0;
  for (const block of children.get(unit.parent) ?? []) {
    if (feedKindOf(block) === kind) total += block.count * capacityOf(block);
    else loadWatts += block.count * ratedWatts(block, children, catalog);
  }
  const unitWatts = capacityOf(unit);
  const othersWatts = Number.isFinite(total) ? total - unitWatts : othersWithoutLimit(children.get(unit.parent), unit);
  return { kind, unitWatts, othersWatts, loadWatts };
}

/** Whether the other units carry what hangs on them when one is out. */
export function canCarryWithoutOne({ othersWatts, loadWatts }: Feed): boolean {
  return othersWatts > 0 && othersWatts >= loadWatts * (1 - 1e-9);
}

function capacityOf(block: Block): number {
  return block.powerLimitWatts ?? Number.POSITIVE_INFINITY;
}

function othersWithoutLimit(siblings: readonly Block[] | undefined, unit: Block): number {
  let watts = 0;
  for (const block of siblings ?? []) {
    if (feedKindOf(block) !== feedKindOf(unit)) continue;
    const others = block.id === unit.id ? block.count - 1 : block.count;
    if (others > 0) watts += others * capacityOf(block);
  }
  return watts;
}

/** Rated power of one instance with all that is inside it, watts. */
function ratedWatts(
  block: Block,
  children: ReadonlyMap<string | null, readonly Block[]>,
  catalog: CatalogIndex,
): number {
  const endpoint = endpointOf(block, catalog);
  if (endpoint !== null) {
    const own = endpoint.system?.maxPowerWatts;
    return own ?? endpoint.accelerators * (endpoint.accelerator.tdpWatts ?? 0);
  }
  if (block.kind === 'switch') {
    const record = block.catalogId === null ? undefined : catalog.switches.get(block.catalogId);
    return record?.maxPowerWatts ?? record?.typicalPowerWatts ?? 0;
  }
  let watts = 0;
  for (const child of children.get(block.id) ?? []) watts += child.count * ratedWatts(child, children, catalog);
  return watts;
}
