/** Where owned hardware stands: in leased space, or in a building of one's own. */
import type { AssumptionContext, AssumptionDefinition, ChoiceDefinition } from './assumption-types.ts';
import { DEPRECIATION_YEARS } from './cost-assumptions.ts';
import { numberInForce } from './resolve-assumption.ts';
import { chosenId } from './resolve-choice.ts';
import { describeProvenance, fromFact, fromPlan, planningValue } from './sourced-number.ts';

const LABELS: Readonly<Record<string, string>> = {
  cbre_us_h2_2024: 'Colocation, primary US markets',
  cbre_global_q1_2025: 'Colocation, global average',
  wholesale_hyperscale: 'Colocation, leases from 10 MW on',
  'facility_per_MW.traditional': 'Building, traditional',
  'facility_per_MW.ai_facility': 'Building for AI, air-cooled',
  'facility_per_MW.ai_liquid': 'Building for AI, liquid-cooled',
};
const BUILT = 'facility_per_MW.';
/** A building outlives what stands in it. */
const BUILDING_YEARS = 20;

/** Where owned hardware stands. */
export const FACILITY: ChoiceDefinition = {
  key: 'facility',
  label: 'Floor space',
  group: 'own',
  meaning: 'Leased by the kilowatt and month, or built: one or the other, never both.',
  optionsFor: ({ catalog }) =>
    Object.entries(LABELS).flatMap(([id, label]) => {
      const record = catalog.cost.get(id);
      return record === undefined
        ? []
        : [{ id, label, source: describeProvenance(record.provenance), isChecked: record.provenance.checked }];
    }),
  defaultFor: () => 'cbre_us_h2_2024',
};

export const FACILITY_PER_WATT: AssumptionDefinition = {
  key: 'facilityPerWatt',
  label: 'Building by the watt',
  group: 'own',
  dimension: null,
  unit: 'USD/W',
  min: 0,
  max: 1000,
  meaning:
    'Shell, power and cooling for each watt of IT equipment at its peak. 0 with colocation: its rent holds the building.',
  defaultFor: (context) =>
    isBuilt(context)
      ? fromFact(context.catalog, 'cost', chosenId(FACILITY, context))
      : fromPlan(0, 'colocation is rented instead'),
};

export const FACILITY_YEARS: AssumptionDefinition = {
  key: 'facilityYears',
  label: 'Depreciation of the building',
  group: 'own',
  dimension: null,
  unit: 'years',
  min: 0.5,
  max: 60,
  meaning: 'Years until the building is written down.',
  defaultFor: (context) =>
    isBuilt(context)
      ? planningValue(BUILDING_YEARS, 'a building outlives several generations of servers')
      : fromPlan(numberInForce(DEPRECIATION_YEARS, context), 'as the equipment'),
};

export const COLOCATION_RATE: AssumptionDefinition = {
  key: 'colocationRate',
  label: 'Colocation',
  group: 'own',
  dimension: null,
  unit: 'USD/kW-month',
  min: 0,
  max: 5000,
  meaning:
    'Floor space with power and cooling, per kilowatt of IT capacity and month, electricity apart. 0 in a building of one’s own.',
  defaultFor: (context) =>
    isBuilt(context)
      ? fromPlan(0, 'the building is one’s own')
      : fromFact(context.catalog, 'cost', chosenId(FACILITY, context)),
};

export const CONTRACTED_WATTS: AssumptionDefinition = {
  key: 'contractedWatts',
  label: 'Colocation for each node',
  group: 'own',
  dimension: 'power',
  unit: 'W',
  min: 0,
  max: 1e7,
  meaning: 'IT capacity that is leased for each node of the job.',
  defaultFor: () => ({
    value: null,
    words: 'its peak',
    source: 'the highest IT power of the job, with its share of switches, optics and storage',
    isChecked: null,
  }),
};

export const DEMAND_CHARGE: AssumptionDefinition = {
  key: 'demandCharge',
  label: 'Demand charge',
  group: 'own',
  dimension: null,
  unit: 'USD/kW-month',
  min: 0,
  max: 1000,
  meaning: 'For the highest draw of the facility in a month, apart from the energy.',
  defaultFor: () => planningValue(0, 'the average prices per kilowatt-hour of the statistics hold it'),
};

function isBuilt(context: AssumptionContext): boolean {
  return chosenId(FACILITY, context).startsWith(BUILT);
}
