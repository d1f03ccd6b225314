/** Money: rent, capital, finance, people and floor space. */
import type { AssumptionContext, AssumptionDefinition, SourcedNumber } from './assumption-types.ts';
import { comparePeak } from './compare-peak.ts';
import { rentPrice } from './cost-choices.ts';
import { opticsOf } from './optics.ts';
import { priceSystem } from './price-system.ts';
import { fromFact, fromPlan, planningValue } from './sourced-number.ts';

const MAX_USD = 1e13;
/** Whose price per accelerator stands in for unknown ones. */
const H100 = 'h100-sxm5-80gb';
const BYTES_PER_GB = 1e9;
const BYTES_PER_TB = 1e12;

type Group = 'rent' | 'own';

function money(
  group: Group,
  key: string,
  label: string,
  meaning: string,
  defaultFor: AssumptionDefinition['defaultFor'],
): AssumptionDefinition {
  return { key, label, group, dimension: 'money', unit: 'USD', min: 0, max: MAX_USD, meaning, defaultFor };
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

export const RENT_RATE: AssumptionDefinition = {
  key: 'rentRate',
  label: 'Price of an accelerator-hour',
  group: 'rent',
  dimension: 'moneyPerHour',
  unit: 'USD/h',
  min: 0,
  max: 10_000,
  meaning: 'What one accelerator costs per hour, its part of the node included.',
  defaultFor: rentPrice,
};

export const STORAGE_PER_MONTH = money(
  'rent',
  'storageRent',
  'Storage per month',
  'Rent of the drawn storage, per month, at the list price of object storage; parallel file systems cost several times as much.',
  ({ bill, catalog }) => {
    const gigabytes = storedBytes({ bill }) / BYTES_PER_GB;
    const price = fromFact(catalog, 'cost', 'object_std.GCS', gigabytes);
    return bill.storage.length === 0 ? fromPlan(0, 'no storage is drawn') : price;
  },
);

export const SYSTEMS_USD = money(
  'own',
  'capitalSystems',
  'Nodes and accelerators',
  'Purchase price of all drawn nodes, racks and single accelerators.',
  priceSystems,
);

export const SWITCHES_USD = money(
  'own',
  'capitalSwitches',
  'Switches',
  'Purchase price of all drawn switches.',
  ({ bill, catalog }) => {
    const usual = fromFact(catalog, 'cost', 'ib_switch_64x400.third_party').value ?? 0;
    const usd = bill.switches.reduce(
      (sum, { catalogId, count }) => sum + count * (catalog.switches.get(catalogId)?.priceUsd ?? usual),
      0,
    );
    return { value: usd, source: `Street prices of ${bill.switchCount} drawn switches`, isChecked: false };
  },
);

export const CABLES_USD = money(
  'own',
  'capitalCables',
  'Cables and optics',
  'Purchase price of all drawn cables with their transceivers.',
  (context) => {
    const optics = opticsOf(context);
    return { value: optics.usd, source: `Street prices of ${optics.describe}`, isChecked: false };
  },
);

export const STORAGE_USD = money(
  'own',
  'capitalStorage',
  'Storage',
  'Purchase price of the drawn storage.',
  ({ bill, catalog }) =>
    fromFact(catalog, 'cost', 'storage_capex.all_flash_parallel_fs', storedBytes({ bill }) / BYTES_PER_TB),
);

export const FACILITY_USD = money(
  'own',
  'capitalFacility',
  'Building, power and cooling',
  'What is built oneself. 0 with colocation: its rent holds the building.',
  () => fromPlan(0, 'colocation is rented instead'),
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
  'own',
  'staffPerYear',
  'Staff per year',
  'Operations staff, with all costs.',
  ({ catalog, acceleratorsUsed }) => {
    const people = acceleratorsUsed / ACCELERATORS_PER_PERSON;
    const cost = fromFact(catalog, 'cost', 'staff.loaded_cost', people);
    return { ...cost, source: `One for ${ACCELERATORS_PER_PERSON} accelerators; ${cost.source}` };
  },
);

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
  defaultFor: ({ catalog }) => fromFact(catalog, 'cost', 'cbre_us_h2_2024'),
};

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

function priceSystems(context: AssumptionContext): SourcedNumber {
  const { bill, catalog } = context;
  const perAccelerator = fromFact(catalog, 'cost', 'h100_node', 1 / 8);
  let usd = 0;
  const sources = new Set<string>();
  const price = (acceleratorId: string, systemId: string | null, count: number): void => {
    const priced = priceSystem(catalog, acceleratorId, systemId);
    const scale = comparePeak(catalog, catalog.accelerators.get(acceleratorId) ?? null, H100);
    usd += count * (priced?.usd ?? (perAccelerator.value ?? 0) * scale);
    sources.add(
      priced?.source ?? `an H100’s share of its node in proportion to the 16-bit peak: ${perAccelerator.source}`,
    );
  };
  for (const { catalogId, count } of bill.systems) {
    const system = catalog.systems.get(catalogId);
    if (system !== undefined) price(system.acceleratorId, catalogId, count * system.acceleratorsPerSystem);
  }
  for (const { catalogId, count } of bill.bareAccelerators) price(catalogId, null, count);
  const source = sources.size === 0 ? 'nothing is drawn' : [...sources].join('; ');
  return { value: usd, source, isChecked: sources.size === 0 ? null : false };
}

function storedBytes({ bill }: Pick<AssumptionContext, 'bill'>): number {
  return bill.storage.reduce((sum, { count, capacityBytes }) => sum + count * capacityBytes, 0);
}
