/** What owning costs: capital, finance, people. */
import { sumDrawnLines } from '../cost/drawn-lines.ts';
import type { AssumptionDefinition } from './assumption-types.ts';
import { fromFact, fromPlan, planningValue } from './sourced-number.ts';

const MAX_USD = 1e13;

function money(
  key: string,
  label: string,
  meaning: string,
  defaultFor: AssumptionDefinition['defaultFor'],
): AssumptionDefinition {
  return { key, label, group: 'own', dimension: 'money', unit: 'USD', min: 0, max: MAX_USD, meaning, defaultFor };
}

function yearly(
  key: string,
  label: string,
  max: number,
  meaning: string,
  defaultFor: AssumptionDefinition['defaultFor'],
): AssumptionDefinition {
  return { key, label, group: 'own', dimension: 'ratio', unit: '×', min: 0, max, meaning, defaultFor };
}

export const SYSTEMS_USD = money(
  'capitalSystems',
  'Nodes and accelerators',
  'Purchase price of all drawn nodes, racks and single accelerators; by piece in the bill of materials.',
  (context) => sumDrawnLines(context, 'systems'),
);

export const SWITCHES_USD = money(
  'capitalSwitches',
  'Switches',
  'Purchase price of all drawn switches; by piece in the bill of materials.',
  (context) => sumDrawnLines(context, 'switches'),
);

export const CABLES_USD = money(
  'capitalCables',
  'Cables and optics',
  'Purchase price of all drawn cables with their transceivers; by piece in the bill of materials.',
  (context) => sumDrawnLines(context, 'cables'),
);

export const STORAGE_USD = money(
  'capitalStorage',
  'Storage',
  'Purchase price of the drawn storage; by terabyte in the bill of materials.',
  (context) => sumDrawnLines(context, 'storage'),
);

export const RACKS_USD = money(
  'capitalRacks',
  'Racks',
  'Purchase price of drawn racks that are no system of their own; by piece in the bill of materials.',
  (context) => sumDrawnLines(context, 'racks'),
);

export const FACILITY_USD = money(
  'capitalFacility',
  'Building, in one sum',
  'What is built oneself, beside what the watt costs. 0 with colocation: its rent holds the building.',
  () => fromPlan(0, 'by the watt, where it is built'),
);

export const DEPRECIATION_YEARS: AssumptionDefinition = {
  key: 'depreciationYears',
  label: 'Depreciation',
  group: 'own',
  dimension: null,
  unit: 'years',
  min: 0.5,
  max: 30,
  meaning: 'Years until the capital is written down.',
  defaultFor: ({ catalog }) => fromFact(catalog, 'cost', 'useful_life.amazon'),
};

export const INTEREST_PER_YEAR = yearly(
  'interestPerYear',
  'Interest per year',
  1,
  'Cost of capital per year.',
  ({ catalog }) => fromFact(catalog, 'cost', 'wacc'),
);

export const RESIDUAL_FRACTION = yearly(
  'residualFraction',
  'Value left at the end',
  1,
  'Share of the capital that can be sold for after depreciation.',
  () => planningValue(0, 'nothing is left; resale after three years was seen at 25 to 35 %'),
);

export const MAINTENANCE_FRACTION = yearly(
  'maintenanceFraction',
  'Maintenance per year',
  1,
  'Support and spare parts per year, as a share of the capital.',
  ({ catalog }) => fromFact(catalog, 'cost', 'maintenance'),
);

/** Accelerators that one member of the staff looks after: the middle of 1,000 to 2,500. */
const ACCELERATORS_PER_PERSON = 1750;

export const STAFF_PER_YEAR = money(
  'staffPerYear',
  'Staff per year',
  'Operations staff, with all costs.',
  ({ catalog, acceleratorsUsed }) => {
    const people = acceleratorsUsed / ACCELERATORS_PER_PERSON;
    const cost = fromFact(catalog, 'cost', 'staff.loaded_cost', people);
    return { ...cost, source: `One for ${ACCELERATORS_PER_PERSON} accelerators; ${cost.source}` };
  },
);

export const OWNED_UTILIZATION: AssumptionDefinition = {
  key: 'ownedUtilization',
  label: 'Hours in use',
  group: 'own',
  dimension: 'ratio',
  unit: '×',
  min: 0.01,
  max: 1,
  meaning: 'Share of the calendar in which owned hardware is in use; idle hours are paid by the others.',
  defaultFor: ({ catalog }) => fromFact(catalog, 'cost', 'utilisation'),
};
