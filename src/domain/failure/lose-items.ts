/** The loss of drawn items that somebody points at: one instance of each, or all of them, one by one or together. */
import type { AssumptionDefinition } from '../assumptions/assumption-types.ts';
import * as repairs from '../assumptions/failure-repair-assumptions.ts';
import { REPAIR_SECONDS } from '../assumptions/recovery-assumptions.ts';
import { numberInForce } from '../assumptions/resolve-assumption.ts';
import { nameOf } from '../plan/describe-items.ts';
import { withDescendants } from '../plan/drawing/block-tree.ts';
import { findEndpoints } from '../topology/endpoint.ts';
import { countInstances } from '../topology/summarize-drawing.ts';
import { formatQuantity } from '../units/format-quantity.ts';
import { eventsPerHour, type FailureMode } from './failure-mode.ts';
import { feedKindOf } from './feeds.ts';
import { hostsOfSystem } from './find-radius.ts';
import { describeFeedLoss } from './list-failure-modes.ts';
import type { LossCase, LossGround } from './loss.ts';
import { type LostParts, loseBlock, loseCable, loseInstance, loseLink, uniteLosses } from './lost-parts.ts';

/** How much of what is pointed at is out. */
export type LossExtent = 'one' | 'all';

/** Items that are out. */
export interface LostItems extends LossCase {
  readonly label: string;
  readonly lost: LostParts;
  /** Instances, or cables, of the item in the whole drawing; of several items 1. */
  readonly count: number;
  /** How often this happens per hour, over all instances; null where no rate is known, as for several parts at once. */
  readonly eventsPerHour: number | null;
  /** Rates that this is from, one a line: how often, by whom, and what it holds. */
  readonly rates: readonly string[];
}

/** The loss of one instance of a drawn item; null where the drawing has none such. */
export function listLossItem(ground: LossGround, id: string): LostItems | null {
  return loseItems(ground, [id], 'one');
}

/** The loss of some drawn items together. */
export function loseItems(ground: LossGround, ids: readonly string[], extent: LossExtent): LostItems | null {
  const { drawing } = ground.plan;
  const known = ids.filter((id) => drawing.blocks[id] !== undefined || drawing.links[id] !== undefined);
  const [first] = known;
  if (first === undefined) return null;
  const modes = ground.modes.filter(({ itemIds }) => itemIds.some((id) => known.includes(id)));
  const lost = uniteLosses(known.map((id) => lossOf(ground, id, extent)));
  const radius = ground.radii.find(lost);
  const hasStorage = [...withDescendants(drawing, known)].some((id) => drawing.blocks[id]?.kind === 'storage');
  const stops = radius.acceleratorsLost > 0 || hasStorage;
  const isNetwork = known.some((id) => drawing.links[id] !== undefined || drawing.blocks[id]?.kind === 'switch');
  const isSingle = known.length === 1 && extent === 'one';
  const count = isSingle ? countOf(ground, first) : 1;
  const events = modes.reduce((sum, mode) => sum + eventsPerHour(mode), 0);
  return {
    label: known.length === 1 ? nameOf(drawing, first) : `${known.length} parts`,
    lost,
    count,
    eventsPerHour: isSingle && modes.length > 0 ? events : null,
    rates: modes.map(describeRate),
    effect: stops ? 'stops' : isNetwork ? 'slows' : 'nothing',
    interrupts: stops || modes.some(({ interrupts, effect }) => interrupts && effect === 'slows'),
    acceleratorsLost: radius.acceleratorsLost,
    machinesLost: radius.machinesLost,
    machinesTouched: stops ? 0 : modes.reduce((sum, { machinesTouched }) => sum + machinesTouched, 0),
    isIrreplaceable: hasStorage,
    // What lies inside is out too, and is back when all of it is.
    repairSeconds: Math.max(
      0,
      ...[...known.filter((id) => drawing.links[id] !== undefined), ...withDescendants(drawing, known)].map((id) =>
        numberInForce(repairOf(ground, id), ground.context),
      ),
    ),
  };
}

function describeRate(mode: FailureMode): string {
  const { label, components, eventsPerComponentHour, eventsPerComponentHourBand: band, source, holds } = mode;
  const perMillion = (rate: number): string => formatQuantity('count', Number((rate * 1e6).toPrecision(3))).text;
  const range = band === null ? '' : ` (${perMillion(band[0])} to ${perMillion(band[1])})`;
  const number = formatQuantity('count', Number(components.toPrecision(6))).text;
  return `${label}: ${number} × ${perMillion(eventsPerComponentHour)}${range} per million hours. ${source}. Holds ${holds}.`;
}

function lossOf({ plan, context, radii }: LossGround, id: string, extent: LossExtent): LostParts {
  const { drawing } = plan;
  const block = drawing.blocks[id];
  if (block === undefined) return extent === 'one' ? loseCable(drawing, id) : loseLink(drawing, id);
  if (feedKindOf(block) !== null && (extent === 'one' || block.parent !== null)) {
    if (extent === 'one') return describeFeedLoss(context, block, radii).lost;
    // Without all units of a block, nothing says that the others carry: what they feed together is out.
    return block.parent === null ? loseBlock(drawing, id) : loseBlock(drawing, block.parent);
  }
  return extent === 'one' ? loseInstance(drawing, id) : loseBlock(drawing, id);
}

function countOf({ plan }: LossGround, id: string): number {
  const instances = countInstances(plan.drawing);
  const link = plan.drawing.links[id];
  if (link !== undefined) return (instances.get(link.from) ?? 0) * link.cablesPerInstance;
  return instances.get(id) ?? 0;
}

/** What says how long a drawn item is out. */
function repairOf({ plan, catalog }: LossGround, id: string): AssumptionDefinition {
  const block = plan.drawing.blocks[id];
  if (block === undefined) return repairs.CABLE_REPAIR_SECONDS;
  const endpoint = findEndpoints(plan.drawing, catalog).get(id);
  if (endpoint !== undefined) return hostsOfSystem(endpoint) > 1 ? repairs.RACK_REPAIR_SECONDS : REPAIR_SECONDS;
  switch (block.kind) {
    case 'switch':
      return repairs.SWITCH_REPAIR_SECONDS;
    case 'storage':
      return repairs.STORAGE_REPAIR_SECONDS;
    case 'site':
      return repairs.SITE_REPAIR_SECONDS;
    case 'accelerator':
      return REPAIR_SECONDS;
    default:
      return repairs.FACILITY_REPAIR_SECONDS;
  }
}
