/** How fast the load may change. */
import type { AssumptionDefinition, SourcedNumber } from './assumption-types.ts';
import { planningValue } from './sourced-number.ts';

const MEGAWATTS_PER_MINUTE = { group: 'site', dimension: null, unit: 'MW/min', min: 0, max: 1e9 } as const;

/** Megawatts per minute in watts per second. */
export const WATTS_PER_SECOND = 1e6 / 60;

const NONE: SourcedNumber = {
  value: null,
  words: 'none stated',
  source: 'Default: nothing is held against it until you state one',
  isChecked: null,
};

export const SMOOTHING_SECONDS: AssumptionDefinition = {
  key: 'powerSmoothingSeconds',
  label: 'What supplies even out',
  group: 'power',
  dimension: 'duration',
  unit: 's',
  min: 1e-4,
  max: 3600,
  meaning:
    'Changes that are over sooner do not leave the rack: what power supplies hold, or batteries. Power within a step is averaged over it.',
  defaultFor: () => planningValue(0.02, 'what the power supplies of servers ride through'),
};

export const SITE_RAMP_LIMIT: AssumptionDefinition = {
  ...MEGAWATTS_PER_MINUTE,
  key: 'siteRampLimit',
  label: 'Ramp limit of a site',
  meaning: 'How fast the load of a site may change, as the contract with the utility says.',
  defaultFor: () => planningValue(20, 'a generator of medium size follows about so fast; contracts differ'),
};

export const ROW_RAMP_LIMIT: AssumptionDefinition = {
  ...MEGAWATTS_PER_MINUTE,
  key: 'rowRampLimit',
  label: 'Ramp limit of a row or hall',
  meaning: 'How fast the load of a row or a hall may change, as its generator or battery says.',
  defaultFor: () => NONE,
};

export const RACK_RAMP_LIMIT: AssumptionDefinition = {
  ...MEGAWATTS_PER_MINUTE,
  key: 'rackRampLimit',
  label: 'Ramp limit of a rack',
  meaning: 'How fast the load of a rack may change, as its power shelf or battery says.',
  defaultFor: () => NONE,
};
