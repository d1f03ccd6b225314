/** Facility, grid, carbon and water. */
import type { AssumptionDefinition } from './assumption-types.ts';
import { chosenId } from './resolve-choice.ts';
import { COOLING, electricityPrice, gridCarbon } from './site-choices.ts';
import { fromFact, planningValue } from './sourced-number.ts';

const SITE = { group: 'site', dimension: null } as const;

export const FACILITY_FACTOR: AssumptionDefinition = {
  ...SITE,
  key: 'pue',
  label: 'Facility factor (PUE)',
  unit: '×',
  min: 1,
  max: 4,
  meaning: 'Facility power ÷ IT power: cooling and distribution on top of what computes.',
  defaultFor: (context) => fromFact(context.catalog, 'power', chosenId(COOLING, context)),
};

export const GRID_CARBON: AssumptionDefinition = {
  ...SITE,
  key: 'gridCarbon',
  label: 'Carbon of the grid',
  unit: 'kg/kWh',
  min: 0,
  max: 3,
  meaning: 'Kilograms of CO2-equivalent per kilowatt-hour, yearly average, location based.',
  defaultFor: gridCarbon,
};

export const ELECTRICITY_PRICE: AssumptionDefinition = {
  ...SITE,
  key: 'electricityPrice',
  label: 'Electricity',
  unit: 'USD/kWh',
  min: 0,
  max: 5,
  meaning: 'What a large user pays per kilowatt-hour; part of owning, renters pay it in the rent.',
  defaultFor: electricityPrice,
};

export const WATER_RATE: AssumptionDefinition = {
  ...SITE,
  key: 'waterRate',
  label: 'Water',
  unit: 'L/kWh',
  min: 0,
  max: 20,
  meaning: 'Litres per kilowatt-hour of IT energy (water usage effectiveness).',
  defaultFor: (context) => {
    const cooling = chosenId(COOLING, context);
    const closed = /liquid|immersion/.test(cooling);
    return fromFact(context.catalog, 'power', closed ? 'wue.dry_or_closed_loop' : 'wue.industry');
  },
};

export const EMBODIED_PER_ACCELERATOR: AssumptionDefinition = {
  ...SITE,
  key: 'embodiedPerAccelerator',
  label: 'Embodied carbon of an accelerator',
  dimension: 'carbonMass',
  unit: 'kg',
  min: 0,
  max: 1e5,
  meaning: 'Cradle to gate, with its share of the baseboard.',
  defaultFor: ({ catalog }) => fromFact(catalog, 'power', 'hgx_h100_baseboard', 1 / 8),
};

export const EMBODIED_PER_HOST: AssumptionDefinition = {
  ...SITE,
  key: 'embodiedPerHost',
  label: 'Embodied carbon of a host',
  dimension: 'carbonMass',
  unit: 'kg',
  min: 0,
  max: 1e6,
  meaning: 'Cradle to gate, without accelerators.',
  defaultFor: ({ catalog }) => fromFact(catalog, 'power', 'bloom_assumptions.server'),
};

export const LIFETIME_YEARS: AssumptionDefinition = {
  ...SITE,
  key: 'lifetimeYears',
  label: 'Lifetime of the hardware',
  unit: 'years',
  min: 0.5,
  max: 20,
  meaning: 'Years over which embodied carbon is spread, as if in use all the time.',
  defaultFor: () => planningValue(6, 'as BLOOM’s authors assumed, arXiv 2211.02001'),
};
