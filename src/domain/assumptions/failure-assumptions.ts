/** How often things fail: rates by kind of component, from a published fleet or component by component. */
import type { AssumptionContext, AssumptionDefinition, SourcedNumber } from './assumption-types.ts';
import { countHosts } from './count-hosts.ts';
import { findFailurePreset } from './failure-choices.ts';
import type { FailureCauseInputs } from './reliability-inputs.ts';
import { describeProvenance, fromPlan, planningValue } from './sourced-number.ts';

const PER_MILLION = 1e6;

/** Kinds of component that stop a job, with the groups of published causes and the single-component rates that they go with. */
interface FailureKind {
  readonly key: string;
  readonly label: string;
  /** Group of `failure-cause` records whose share of all interruptions is taken; null = only counted by component. */
  readonly causeGroup: string | null;
  /** `component-rate` record; null = only known as a share of a fleet's interruptions. */
  readonly rateId: string | null;
  readonly components: (context: AssumptionContext) => number;
  /** Whose failure it is; absent = the infrastructure's. */
  readonly origin?: FailureCauseInputs['origin'];
  /** Hosts that one event takes out until they are repaired. */
  readonly machinesLost: number;
  readonly meaning: string;
}

const accelerators = (context: AssumptionContext): number => context.acceleratorsUsed;

const FAILURE_KINDS: readonly FailureKind[] = [
  {
    key: 'acceleratorFailures',
    label: 'Accelerators and their memory',
    causeGroup: 'GPU',
    rateId: 'gpu',
    components: accelerators,
    machinesLost: 1,
    meaning: 'Interruptions that one accelerator causes, per million hours.',
  },
  {
    key: 'hostFailures',
    label: 'Hosts',
    causeGroup: 'host',
    rateId: 'host_other',
    components: countHosts,
    machinesLost: 1,
    meaning:
      'Interruptions that one host causes (network card, disk, power supply, processor, memory), per million hours.',
  },
  {
    key: 'networkFailures',
    label: 'Network, by accelerator',
    causeGroup: 'network',
    rateId: null,
    components: accelerators,
    machinesLost: 0,
    meaning:
      'Interruptions by switches and cables, per accelerator and million hours; 0 where they are counted singly.',
  },
  {
    key: 'switchFailures',
    label: 'Switches',
    causeGroup: null,
    rateId: 'tor',
    components: ({ bill }) => bill.switchCount,
    machinesLost: 0,
    meaning:
      'Interruptions that one drawn switch causes, per million hours; 0 where the fleet’s network rate holds them.',
  },
  {
    key: 'cableFailures',
    label: 'Cables',
    causeGroup: null,
    rateId: 'access_link',
    components: ({ bill }) => bill.cableCount,
    machinesLost: 0,
    meaning:
      'Interruptions that one drawn cable causes, per million hours; 0 where the fleet’s network rate holds them.',
  },
  {
    key: 'softwareFailures',
    label: 'Software',
    causeGroup: 'software',
    rateId: 'software',
    components: accelerators,
    origin: 'software',
    machinesLost: 0,
    meaning: 'Interruptions by software, per accelerator and million hours.',
  },
  {
    key: 'maintenanceStops',
    label: 'Unplanned maintenance',
    causeGroup: 'unplanned maintenance',
    rateId: 'unplanned_maintenance',
    components: accelerators,
    machinesLost: 0,
    meaning: 'Interruptions by maintenance that was not planned, per accelerator and million hours.',
  },
  {
    key: 'unknownFailures',
    label: 'Unknown',
    causeGroup: 'unknown',
    rateId: 'unknown',
    components: accelerators,
    machinesLost: 0,
    meaning: 'Interruptions whose cause was not found, per accelerator and million hours.',
  },
];

/** A cause of interruptions with the assumption that holds its rate, in interruptions per million component-hours. */
export interface FailureCause {
  readonly definition: AssumptionDefinition;
  readonly components: (context: AssumptionContext) => number;
  readonly origin: FailureCauseInputs['origin'];
  /** Hosts that one event takes out until they are repaired; 0 = the job restarts on the same ones. */
  readonly machinesLost: number;
}

/** All causes, in the order in which they are shown. */
export const FAILURE_CAUSES: readonly FailureCause[] = FAILURE_KINDS.map((kind) => ({
  components: kind.components,
  origin: kind.origin ?? 'infrastructure',
  machinesLost: kind.machinesLost,
  definition: {
    key: kind.key,
    label: kind.label,
    group: 'failures',
    dimension: null,
    unit: 'per million hours',
    min: 0,
    max: 1e5,
    meaning: kind.meaning,
    defaultFor: (context) => defaultRate(kind, context),
  },
}));

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

function defaultRate(kind: FailureKind, context: AssumptionContext): SourcedNumber {
  const preset = findFailurePreset(context);
  if (preset === null) return rateByComponent(kind, context);
  if (kind.causeGroup === null) return fromPlan(0, 'part of the fleet’s network rate');
  const perAccelerator = preset.failuresPerNodeHour / (preset.acceleratorsPerNode ?? 8);
  const fleetTotal = perAccelerator * shareOfCause(kind.causeGroup, context) * context.acceleratorsUsed;
  const components = kind.components(context);
  return {
    value: components > 0 ? (fleetTotal / components) * PER_MILLION : 0,
    source: `${preset.name}: ${describeProvenance(preset.provenance)}; split by the causes of Llama 3’s table 5`,
    isChecked: preset.provenance.checked,
  };
}

function rateByComponent(kind: FailureKind, { catalog }: AssumptionContext): SourcedNumber {
  const record = kind.rateId === null ? undefined : catalog.reliability.get(kind.rateId);
  if (record?.kind !== 'component-rate') return fromPlan(0, 'counted by switch and cable');
  return {
    value: record.failuresPerHour * PER_MILLION,
    source: `${record.name}: ${describeProvenance(record.provenance)}`,
    isChecked: record.provenance.checked,
  };
}

/** Share of a group among the published causes, from their counts: the printed percentages do not add up. */
function shareOfCause(group: string, { catalog }: AssumptionContext): number {
  let all = 0;
  let inGroup = 0;
  for (const record of catalog.catalog.reliability) {
    if (record.kind !== 'failure-cause') continue;
    all += record.count;
    if (record.group === group) inGroup += record.count;
  }
  return all > 0 ? inGroup / all : 0;
}
