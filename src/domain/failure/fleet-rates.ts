/**
 * A fleet's rate as it was fitted, beside what jobs were seen to do. The two are not the same: observed times between failures of jobs
 * hold more than infrastructure, so that one is never computed from the other.
 */
import type { AssumptionContext } from '../assumptions/assumption-types.ts';
import { countHosts } from '../assumptions/count-hosts.ts';
import { findFailurePreset } from '../assumptions/failure-choices.ts';
import { describeProvenance } from '../assumptions/sourced-number.ts';

const HOURS_PER_DAY = 24;
const PER_THOUSAND = 1000;
const SECONDS_PER_HOUR = 3600;

/** Jobs of one size, as they were observed or projected. */
export interface ObservedJobs {
  readonly accelerators: number;
  readonly kind: 'observed' | 'projected';
  readonly meanHoursBetween: number;
  /** Rate per 1,000 nodes of eight and day that this would be. */
  readonly impliedPerThousandNodeDays: number;
  /** Mean time between interruptions by the fitted rate of the same fleet, hours. */
  readonly fittedMeanHoursBetween: number;
  readonly source: string;
}

/** What is known of the fleet in force. */
export interface FleetRates {
  /** Null = rates are taken by component. */
  readonly presetId: string | null;
  readonly name: string;
  /** Fitted, per 1,000 nodes and day; null where rates are taken by component. */
  readonly perThousandNodeDays: number | null;
  readonly band: readonly [number, number] | null;
  readonly acceleratorsPerNode: number;
  /** 1 ÷ (nodes × fitted rate) at the job's size, hours. */
  readonly fittedMeanHoursBetween: number | null;
  readonly observed: readonly ObservedJobs[];
}

/** Jobs on Meta's RSC-1, whose fitted rate is the preset of that name (arXiv 2410.21680). */
const RSC_PRESET = 'meta_rsc1_a100';
const RSC_JOBS: readonly (readonly [factId: string, accelerators: number, kind: ObservedJobs['kind']])[] = [
  ['meta_mttf_8gpu', 8, 'observed'],
  ['meta_mttf_1024gpu', 1024, 'observed'],
  ['meta_mttf_16384gpu', 16_384, 'projected'],
  ['meta_mttf_131072gpu', 131_072, 'projected'],
];

/** The fleet's rates. */
export function describeFleet(context: AssumptionContext): FleetRates {
  const preset = findFailurePreset(context);
  const perNode = preset?.acceleratorsPerNode ?? 8;
  const toThousand = (perHour: number): number => perHour * HOURS_PER_DAY * PER_THOUSAND;
  const range = preset?.failuresPerNodeHourRange ?? null;
  const nodes = preset === null ? countHosts(context) : context.acceleratorsUsed / perNode;
  return {
    presetId: preset?.id ?? null,
    name: preset?.name ?? 'Single components, counted in the drawing',
    perThousandNodeDays: preset === null ? null : toThousand(preset.failuresPerNodeHour),
    band: range === null ? null : [toThousand(range[0]), toThousand(range[1])],
    acceleratorsPerNode: perNode,
    fittedMeanHoursBetween: preset === null || nodes <= 0 ? null : 1 / (nodes * preset.failuresPerNodeHour),
    observed: listObserved(context),
  };
}

function listObserved({ catalog }: AssumptionContext): ObservedJobs[] {
  const fitted = catalog.reliability.get(RSC_PRESET);
  if (fitted?.kind !== 'failure-preset') return [];
  return RSC_JOBS.flatMap(([factId, accelerators, kind]): ObservedJobs[] => {
    const fact = catalog.reliability.get(factId);
    if (fact?.kind !== 'fact') return [];
    const nodes = accelerators / (fitted.acceleratorsPerNode ?? 8);
    const meanHoursBetween = fact.value / SECONDS_PER_HOUR;
    return [
      {
        accelerators,
        kind,
        meanHoursBetween,
        impliedPerThousandNodeDays: (HOURS_PER_DAY * PER_THOUSAND) / (nodes * meanHoursBetween),
        fittedMeanHoursBetween: 1 / (nodes * fitted.failuresPerNodeHour),
        source: describeProvenance(fact.provenance),
      },
    ];
  });
}
