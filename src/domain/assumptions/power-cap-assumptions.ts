/** A cap on the accelerators' power, and what is known of how the clock follows it. */
import type { AssumptionContext, AssumptionDefinition, SourcedNumber } from './assumption-types.ts';
import { ACCELERATOR_IDLE_WATTS, ACCELERATOR_PEAK_WATTS, COMPUTE_SHARE } from './power-assumptions.ts';
import { numberInForce } from './resolve-assumption.ts';
import { describeProvenance, fromPlan, getFact, planningValue } from './sourced-number.ts';

/** Share of its dynamic power that compute keeps at least; as in the model’s law. */
const LEAST_COMPUTE_POWER = 0.02;

/** Key of the cap, for what sets it. */
export const POWER_CAP_KEY = 'acceleratorPowerCapWatts';

export const ACCELERATOR_POWER_CAP: AssumptionDefinition = {
  key: POWER_CAP_KEY,
  label: 'Power cap of an accelerator',
  group: 'power',
  dimension: 'power',
  unit: 'W',
  min: 0,
  max: 1e5,
  meaning:
    'The most that one accelerator may draw; compute slows down so that the cap holds, memory and links do not. Above the limit of the accelerator it does nothing.',
  defaultFor: () => ({ value: null, words: 'none', source: 'Default: the accelerator’s own limit', isChecked: null }),
};

export const LOWEST_POWER_CAP: AssumptionDefinition = {
  key: 'acceleratorLowestCapWatts',
  label: 'Lowest power cap',
  group: 'power',
  dimension: 'power',
  unit: 'W',
  min: 0,
  max: 1e5,
  meaning: 'The lowest cap that an accelerator takes, and that memory, links and the slowest clock leave room for.',
  defaultFor: lowestCap,
};

export const CLOCK_EXPONENT: AssumptionDefinition = {
  key: 'powerClockExponent',
  label: 'Power of compute over the clock, exponent',
  group: 'power',
  dimension: null,
  unit: '',
  min: 1,
  max: 4,
  meaning:
    'The dynamic power of compute goes with the clock to this exponent: 1 where the voltage stays, 3 where it falls as the clock does.',
  defaultFor: () =>
    planningValue(
      2,
      'voltage falls with the square root of the clock; published caps imply 1.4 to 2.2 (H100 at 600 W) and 2.0 to 2.7 (GB300 at 500 W)',
    ),
};

function lowestCap(context: AssumptionContext): SourcedNumber {
  const limit = numberInForce(ACCELERATOR_PEAK_WATTS, context);
  const idle = numberInForce(ACCELERATOR_IDLE_WATTS, context);
  const compute = numberInForce(COMPUTE_SHARE, context);
  const lowest = getFact(context.catalog, 'power', 'cap_range_h100.lowest_W');
  const highest = getFact(context.catalog, 'power', 'cap_range_h100.highest_W');
  const settable = (limit * lowest.value) / highest.value;
  const holdable = idle + (limit - idle) * (1 - compute + LEAST_COMPUTE_POWER * compute);
  if (holdable >= settable) return fromPlan(holdable, 'what memory, links and the slowest clock draw');
  return {
    value: settable,
    source: `In proportion to an H100’s range, ${describeProvenance(lowest.provenance)}`,
    isChecked: false,
  };
}
