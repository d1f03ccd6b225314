/**
 * Heat laid over the drawing: kilowatts for each rack, since all power ends as heat, beside what the cooling in force takes away from a
 * rack. Nodes that stand in no drawn rack are spread over racks of 42 units; rows, halls and sites are the mean of their racks.
 */
import { createAssumptionContext } from '../assumptions/assumption-context.ts';
import { resolveChoice } from '../assumptions/resolve-choice.ts';
import { COOLING } from '../assumptions/site-choices.ts';
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import type { Estimate } from '../estimate/estimate.ts';
import type { Scenario } from '../estimate/scenario.ts';
import { nameOf } from '../plan/describe-items.ts';
import { groupByParent } from '../plan/drawing/block-tree.ts';
import type { Block, PlanDocument } from '../plan/plan-document.ts';
import { countBillOfMaterials } from '../topology/bill-of-materials.ts';
import { formatQuantity } from '../units/format-quantity.ts';
import { findBlockPower } from './block-power.ts';
import type { DrawingOverlay, OverlayMark } from './drawing-overlay.ts';
import { listNames } from './list-names.ts';

const RACK_UNITS = 42;
const watts = (value: number): string => formatQuantity('power', value).text;

/** Facts of the catalogue: watts that a kind of cooling takes away from one rack; nothing is published for immersion. */
const RACK_LIMIT_FACTS: Readonly<Record<string, string>> = {
  'pue_by_cooling.legacy_air_chiller': 'rack_limits_kW.air',
  'pue_by_cooling.modern_air_containment': 'rack_limits_kW.air',
  'pue_by_cooling.free_air_hyperscale': 'rack_limits_kW.air',
  'pue_by_cooling.rear_door_hx': 'rack_limits_kW.rear_door',
  'pue_by_cooling.direct_liquid_cold_plate': 'rack_limits_kW.cold_plate_hgx',
};
/** Racks that are made as one machine bring cold plates for all of it. */
const WHOLE_RACK_FACT = 'rack_limits_kW.nvl72';
const COLD_PLATE = 'pue_by_cooling.direct_liquid_cold_plate';

/** Heat of a block by the racks inside one instance. */
interface Heat {
  readonly watts: number;
  readonly racks: number;
  /** Whether the racks are drawn; false = nodes spread over racks of 42 units. */
  readonly isDrawn: boolean;
}

/** Builds the overlay of an estimate. */
export function buildHeatOverlay(
  plan: PlanDocument,
  index: CatalogIndex,
  scenario: Scenario,
  estimate: Estimate,
): DrawingOverlay {
  const { drawing } = plan;
  const powers = findBlockPower(drawing, index, scenario.economy.power, estimate.power);
  const context = createAssumptionContext(plan, index, countBillOfMaterials(drawing, index));
  const { option } = resolveChoice(COOLING, context);
  const heats = findHeats(drawing.blocks, groupByParent(drawing), powers, index);
  const limitOf = (block: Block): number | null => {
    const isWhole = block.kind === 'rack' && block.catalogId !== null;
    const id = option.id === COLD_PLATE && isWhole ? WHOLE_RACK_FACT : RACK_LIMIT_FACTS[option.id];
    const fact = id === undefined ? undefined : index.power.get(id);
    return fact?.kind === 'fact' ? fact.value : null;
  };
  let scale = 0;
  for (const [id, heat] of heats) {
    const block = drawing.blocks[id];
    if (block === undefined) continue;
    scale = Math.max(scale, heat.watts / heat.racks, limitOf(block) ?? 0);
  }
  const byBlock = new Map<string, OverlayMark>();
  const hot: string[] = [];
  for (const [id, heat] of heats) {
    const block = drawing.blocks[id];
    if (block === undefined) continue;
    const each = heat.watts / heat.racks;
    const limit = limitOf(block);
    const isRack = block.kind === 'rack';
    const isNode = block.kind === 'node';
    const isHot = (isRack || (isNode && !heat.isDrawn)) && limit !== null && each > limit * (1 + 1e-9);
    if (isHot) hot.push(nameOf(drawing, id));
    const place = isRack
      ? 'in each rack'
      : isNode
        ? `in a rack of ${RACK_UNITS} units filled with it`
        : `in each of ${formatQuantity('count', Math.max(1, Math.round(heat.racks))).text} racks, on average`;
    const cooling = limit === null ? '' : `; ${option.label.toLowerCase()} takes away ${watts(limit)}`;
    byBlock.set(id, {
      level: scale === 0 ? null : each / scale,
      short: `${watts(each)}/rack`,
      words: `${watts(each)} of heat ${place}${cooling}${isHot ? ': too hot' : ''}`,
      isAlarm: isHot,
    });
  }
  const known = limitOf({ kind: 'node', catalogId: null } as Block) !== null;
  return {
    id: 'heat',
    title: 'Heat',
    summary:
      hot.length > 0
        ? `Hotter than ${option.label.toLowerCase()} can cool: ${listNames(hot)}. Spread them over more racks, or choose another cooling under Assumptions.`
        : known
          ? `No rack is hotter than ${option.label.toLowerCase()} can cool.`
          : `What ${option.label.toLowerCase()} takes away from a rack is not known.`,
    legend: {
      measure: `Heat of one rack; cooling: ${option.label.toLowerCase()}`,
      ends: scale === 0 ? null : ['0 W', watts(scale)],
      alarm: hot.length === 0 ? null : 'Hatched: hotter than the cooling takes away',
      places: [],
    },
    byBlock,
    byLink: new Map(),
    places: null,
  };
}

function findHeats(
  blocks: Readonly<Record<string, Block>>,
  children: ReadonlyMap<string | null, readonly Block[]>,
  powers: ReturnType<typeof findBlockPower>,
  index: CatalogIndex,
): ReadonlyMap<string, Heat> {
  const heats = new Map<string, Heat>();
  const visit = (block: Block, isInRack: boolean): Heat | null => {
    const power = powers.get(block.id);
    if (power === undefined) return null;
    const note = (heat: Heat | null): Heat | null => {
      if (heat !== null && heat.racks > 0 && !isInRack) heats.set(block.id, heat);
      return heat;
    };
    if (block.kind === 'rack') {
      for (const child of children.get(block.id) ?? []) visit(child, true);
      return note({ watts: power.peakWatts, racks: 1, isDrawn: true });
    }
    if (isInRack) return null;
    if (block.kind === 'node' && block.catalogId !== null) {
      const units = index.systems.get(block.catalogId)?.rackUnits ?? null;
      return units === null ? null : note({ watts: power.peakWatts, racks: units / RACK_UNITS, isDrawn: false });
    }
    let watts = 0;
    let racks = 0;
    let isDrawn = true;
    for (const child of children.get(block.id) ?? []) {
      const inside = visit(child, false);
      if (inside === null) continue;
      watts += inside.watts * child.count;
      racks += inside.racks * child.count;
      isDrawn &&= inside.isDrawn;
    }
    return note(racks === 0 ? null : { watts, racks, isDrawn });
  };
  for (const block of children.get(null) ?? []) if (blocks[block.id] !== undefined) visit(block, false);
  return heats;
}
