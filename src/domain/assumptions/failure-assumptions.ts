/** How often things fail, by kind of component, and in which pattern. */
import type { AssumptionContext, AssumptionDefinition, SourcedNumber } from './assumption-types.ts';
import { countHosts } from './count-hosts.ts';
import { findFailurePreset } from './failure-choices.ts';
import { componentRate, fleetRate, PER_MILLION } from './failure-rates.ts';
import { fromPlan, getFact, planningValue } from './sourced-number.ts';

function rate(
  key: string,
  label: string,
  meaning: string,
  defaultFor: AssumptionDefinition['defaultFor'],
): AssumptionDefinition {
  return {
    key,
    label,
    group: 'failures',
    dimension: null,
    unit: 'per million hours',
    min: 0,
    max: 1e5,
    meaning,
    defaultFor,
  };
}

/** The fleet's rate, spread over `components`; by component where no fleet is chosen. */
function ofFleet(
  causeGroup: string,
  rateId: string | null,
  components: (context: AssumptionContext) => number,
): AssumptionDefinition['defaultFor'] {
  return (context) => {
    const fleet = fleetRate(causeGroup, context);
    if (fleet === null) return componentRate(rateId, context);
    const count = components(context);
    const total = (fleet.value ?? 0) * context.acceleratorsUsed;
    return { ...fleet, value: count > 0 ? (total / count) * PER_MILLION : 0 };
  };
}

const accelerators = (context: AssumptionContext): number => context.acceleratorsUsed;

function single(rateId: string): AssumptionDefinition['defaultFor'] {
  return (context) => componentRate(rateId, context);
}

export const ACCELERATOR_FAILURES = rate(
  'acceleratorFailures',
  'Accelerators and their memory',
  'Interruptions that one accelerator causes, per million hours.',
  ofFleet('GPU', 'gpu', accelerators),
);

export const HOST_FAILURES = rate(
  'hostFailures',
  'Hosts',
  'Interruptions that one host causes (network card, disk, power supply, processor, memory), per million hours.',
  ofFleet('host', 'host_other', countHosts),
);

export const RACK_FAILURES = rate(
  'rackFailures',
  'Scale-up switches of a rack',
  'Failures of the scale-up switches or the backplane that take a whole rack-scale system, per rack and million hours; 0 where the fleet’s own rate holds them.',
  (context) => {
    const preset = findFailurePreset(context);
    if ((preset?.acceleratorsPerNode ?? 0) > 8) return fromPlan(0, 'part of the fleet’s rate by rack');
    return componentRate('pod_event', context);
  },
);

export const NETWORK_FAILURES = rate(
  'networkFailures',
  'Network of the fleet, by accelerator',
  'Interruptions by leaf switches and their cables to the systems, per accelerator and million hours; spread over the drawn ones in proportion to their own rates. 0 where they are counted singly.',
  ofFleet('network', null, accelerators),
);

export const SWITCH_FAILURES = rate(
  'switchFailures',
  'Switches',
  'Failures of one drawn switch, per million hours. Leaf switches of a fleet take their part of its network rate instead.',
  single('tor'),
);

export const CABLE_FAILURES = rate(
  'cableFailures',
  'Cables',
  'Failures of one drawn cable with its optics, per million hours. Cables of systems of a fleet take their part of its network rate instead.',
  single('access_link'),
);

export const STORAGE_FAILURES = rate(
  'storageFailures',
  'Storage',
  'Failures of one drawn storage that stop the job, per million hours.',
  () => planningValue(0, 'shared storage outlives its parts; no rate of whole ones is published'),
);

export const POWER_UNIT_FAILURES = rate(
  'powerUnitFailures',
  'Power units',
  'Failures of one drawn power unit, per million hours.',
  single('pdu'),
);

export const COOLING_UNIT_FAILURES = rate(
  'coolingUnitFailures',
  'Cooling units',
  'Failures of one drawn cooling unit, per million hours.',
  (context): SourcedNumber => {
    const own = componentRate('pdu', context);
    return planningValue(own.value ?? 0, 'as often as a power unit');
  },
);

export const SITE_FAILURES = rate(
  'siteFailures',
  'Sites',
  'Failures of a whole drawn site, per million hours.',
  single('region_event'),
);

export const SOFTWARE_FAILURES = rate(
  'softwareFailures',
  'Software',
  'Interruptions by software, per accelerator and million hours.',
  ofFleet('software', 'software', accelerators),
);

export const MAINTENANCE_STOPS = rate(
  'maintenanceStops',
  'Unplanned maintenance',
  'Interruptions by maintenance that was not planned, per accelerator and million hours.',
  ofFleet('unplanned maintenance', 'unplanned_maintenance', accelerators),
);

export const UNKNOWN_FAILURES = rate(
  'unknownFailures',
  'Unknown',
  'Interruptions whose cause was not found, per accelerator and million hours.',
  ofFleet('unknown', 'unknown', accelerators),
);

/** New hardware fails more often. */
export const BURN_IN_FACTOR: AssumptionDefinition = {
  key: 'burnInFactor',
  label: 'Burn-in factor',
  group: 'failures',
  dimension: 'ratio',
  unit: '×',
  min: 0.01,
  max: 20,
  meaning: 'Multiplies all rates: 1 for a settled fleet, 2 to 4 in its first four to eight weeks.',
  defaultFor: () => planningValue(1, 'a settled fleet'),
};

/** How long that lasts. */
export const BURN_IN_SHARE: AssumptionDefinition = {
  key: 'burnInShare',
  label: 'Burn-in lasts',
  group: 'failures',
  dimension: 'ratio',
  unit: '×',
  min: 0,
  max: 1,
  meaning: 'Share of the run for which the burn-in factor holds; after it, rates are those of a settled fleet.',
  defaultFor: () => planningValue(1, 'as long as the run'),
};

function shape(key: string, label: string, what: string): AssumptionDefinition {
  return {
    key,
    label,
    group: 'failures',
    dimension: null,
    unit: '',
    min: 0.1,
    max: 10,
    meaning: `Shape of the Weibull distribution of the time between failures of ${what}: 1 = they do not wait for each other, below 1 = they come in bursts. The simulation uses it.`,
    defaultFor: ({ catalog }) => {
      const [low, high] = getFact(catalog, 'reliability', 'lanl_weibull_shape').range ?? [0.7, 0.8];
      return planningValue(
        1,
        `many components together; single systems at LANL showed ${low} to ${high} (Schroeder and Gibson, DSN 2006)`,
      );
    },
  };
}

export const HARDWARE_SHAPE = shape(
  'hardwareWeibullShape',
  'Pattern of hardware failures',
  'accelerators, hosts and racks',
);
export const NETWORK_SHAPE = shape('networkWeibullShape', 'Pattern of network failures', 'switches and cables');
export const FACILITY_SHAPE = shape(
  'facilityWeibullShape',
  'Pattern of site failures',
  'storage, power, cooling and sites',
);
export const SOFTWARE_SHAPE = shape(
  'softwareWeibullShape',
  'Pattern of software failures',
  'software and what has no known cause',
);

/** All that a form shows of failures. */
export const FAILURE_ASSUMPTIONS: readonly AssumptionDefinition[] = [
  BURN_IN_FACTOR,
  BURN_IN_SHARE,
  ACCELERATOR_FAILURES,
  HOST_FAILURES,
  RACK_FAILURES,
  NETWORK_FAILURES,
  SWITCH_FAILURES,
  CABLE_FAILURES,
  STORAGE_FAILURES,
  POWER_UNIT_FAILURES,
  COOLING_UNIT_FAILURES,
  SITE_FAILURES,
  SOFTWARE_FAILURES,
  MAINTENANCE_STOPS,
  UNKNOWN_FAILURES,
  HARDWARE_SHAPE,
  NETWORK_SHAPE,
  FACILITY_SHAPE,
  SOFTWARE_SHAPE,
];
