/** The bill of materials with the building and the sums that a plan sets itself: its lines sum to the capital. */
import type { AssumptionContext, AssumptionDefinition } from '../assumptions/assumption-types.ts';
import * as cost from '../assumptions/cost-assumptions.ts';
import { FACILITY_PER_WATT } from '../assumptions/facility-choices.ts';
import { resolveAssumption } from '../assumptions/resolve-assumption.ts';
import type { CostEstimate } from '../estimate/cost-estimate.ts';
import type { BillGroup, BillLine } from './bill-line.ts';
import { listDrawnLines } from './drawn-lines.ts';

const WATTS_PER_KILOWATT = 1000;

const SUM_OF_GROUP: Readonly<Record<Exclude<BillGroup, 'facility'>, AssumptionDefinition>> = {
  systems: cost.SYSTEMS_USD,
  switches: cost.SWITCHES_USD,
  cables: cost.CABLES_USD,
  storage: cost.STORAGE_USD,
  racks: cost.RACKS_USD,
};

/** All lines, by chapter. Where the plan sets a chapter's sum, that sum is its one line. */
export function listBill(
  context: AssumptionContext,
  { facilityUsd }: Pick<CostEstimate, 'facilityUsd'>,
): readonly BillLine[] {
  const drawn = listDrawnLines(context);
  const equipment = Object.entries(SUM_OF_GROUP).flatMap(([group, definition]) => {
    const { isDefault, value } = resolveAssumption(definition, context);
    const lines = drawn.filter((line) => line.group === group);
    if (isDefault) return lines;
    const before = lines.reduce((sum, { amountUsd }) => sum + amountUsd, 0);
    return [sumLine(group as BillGroup, `${definition.label}, in one sum`, value ?? 0, before)];
  });
  return [...equipment, ...facilityLines(context, facilityUsd)];
}

function facilityLines(context: AssumptionContext, facilityUsd: number): readonly BillLine[] {
  const fixed = resolveAssumption(cost.FACILITY_USD, context);
  const perWatt = resolveAssumption(FACILITY_PER_WATT, context);
  const fixedUsd = fixed.value ?? 0;
  const lines: BillLine[] = [];
  if (fixedUsd > 0) lines.push(sumLine('facility', 'Building, in one sum', fixedUsd, 0));
  const unitUsd = (perWatt.value ?? 0) * WATTS_PER_KILOWATT;
  if (unitUsd > 0) {
    lines.push({
      group: 'facility',
      catalogId: null,
      priceKey: null,
      name: 'Building with power and cooling, by IT kilowatt at the peak',
      quantity: (facilityUsd - fixedUsd) / unitUsd,
      unit: 'kW',
      unitUsd,
      amountUsd: facilityUsd - fixedUsd,
      source: perWatt.source,
      asOf: perWatt.asOf ?? null,
      isChecked: perWatt.isChecked,
      isDefault: perWatt.isDefault,
      defaultUnitUsd: (perWatt.defaultValue ?? 0) * WATTS_PER_KILOWATT,
    });
  }
  return lines;
}

function sumLine(group: BillGroup, name: string, amountUsd: number, defaultUsd: number): BillLine {
  return {
    group,
    catalogId: null,
    priceKey: null,
    name,
    quantity: 1,
    unit: 'sum',
    unitUsd: amountUsd,
    amountUsd,
    source: 'set in this plan',
    asOf: null,
    isChecked: null,
    isDefault: false,
    defaultUnitUsd: defaultUsd,
  };
}
