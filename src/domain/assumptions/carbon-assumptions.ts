/** Carbon beyond the grid's yearly average: contracts, the hours of the day, and what was spent on making things. */
import type { AssumptionDefinition } from './assumption-types.ts';
import { planningValue } from './sourced-number.ts';

const SITE = { group: 'site', dimension: null } as const;
const HOUR = { ...SITE, unit: 'h', min: 0, max: 24 } as const;

export const MARKET_CARBON: AssumptionDefinition = {
  ...SITE,
  key: 'marketCarbon',
  label: 'Carbon by contract',
  unit: 'kg/kWh',
  min: 0,
  max: 3,
  meaning: 'What a supply contract or certificates state, for the market-based figure (GHG Protocol, Scope 2).',
  defaultFor: () => ({
    value: null,
    words: 'as the grid',
    source: 'Default: no contract, so that both figures are alike',
    isChecked: null,
  }),
};

export const GRID_PROFILE_AMPLITUDE: AssumptionDefinition = {
  ...SITE,
  key: 'gridProfileAmplitude',
  label: 'Carbon over the day, swing',
  unit: '×',
  min: 0,
  max: 1,
  meaning:
    'How far the grid’s carbon goes below and above its mean over a day, as a triangle; whole days average out. Hourly data of grids are not part of the catalogue.',
  defaultFor: () => planningValue(0, 'yearly averages only'),
};

export const GRID_PROFILE_MINIMUM_HOUR: AssumptionDefinition = {
  ...HOUR,
  key: 'gridProfileMinimumHour',
  label: 'Carbon over the day, lowest at',
  meaning: 'Local hour at which the grid’s carbon is lowest.',
  defaultFor: () => planningValue(13, 'sunny grids are cleanest soon after noon'),
};

export const RUN_START_HOUR: AssumptionDefinition = {
  ...HOUR,
  key: 'runStartHour',
  label: 'The run begins at',
  meaning: 'Local hour; matters for runs of days rather than months, where the grid has a profile over the day.',
  defaultFor: () => planningValue(0, 'midnight'),
};

const NO_SOURCE = 'not counted until you state it, since nobody publishes it';

export const EMBODIED_PER_SWITCH: AssumptionDefinition = {
  ...SITE,
  key: 'embodiedPerSwitch',
  label: 'Embodied carbon of a switch',
  dimension: 'carbonMass',
  unit: 'kg',
  min: 0,
  max: 1e6,
  meaning: 'Cradle to gate.',
  defaultFor: () => planningValue(0, NO_SOURCE),
};

export const EMBODIED_STORAGE: AssumptionDefinition = {
  ...SITE,
  key: 'embodiedStorage',
  label: 'Embodied carbon of storage',
  dimension: 'carbonMass',
  unit: 'kg',
  min: 0,
  max: 1e9,
  meaning: 'Of all drawn storage together, cradle to gate.',
  defaultFor: () => planningValue(0, NO_SOURCE),
};

export const EMBODIED_BUILDING: AssumptionDefinition = {
  ...SITE,
  key: 'embodiedBuilding',
  label: 'Embodied carbon of the building',
  unit: 'kg/kW·year',
  min: 0,
  max: 1e4,
  meaning: 'For each kilowatt of equipment at its limit and each year of use: kilograms of building ÷ its lifetime.',
  defaultFor: () =>
    planningValue(0, 'not counted until you state it; 300 to 900 kg/kW over 15 to 20 years is said, which is 15 to 60'),
};
