/** Rates of failures by kind of component: from a published fleet, or from what single components showed. */
import type { AssumptionContext, SourcedNumber } from './assumption-types.ts';
import { findFailurePreset } from './failure-choices.ts';
import { describeProvenance, fromPlan } from './sourced-number.ts';

/** Rates are typed and shown by the million component-hours. */
export const PER_MILLION = 1e6;

/** A fleet's interruptions by a group of causes, per accelerator and hour; null where rates are taken by component. */
export function fleetRate(causeGroup: string, context: AssumptionContext): SourcedNumber | null {
  const preset = findFailurePreset(context);
  if (preset === null) return null;
  const perAccelerator = preset.failuresPerNodeHour / (preset.acceleratorsPerNode ?? 8);
  return {
    value: perAccelerator * shareOfCause(causeGroup, context),
    source: `${preset.name}: ${describeProvenance(preset.provenance)}; split by the causes of Llama 3’s table 5`,
    isChecked: preset.provenance.checked,
  };
}

/** A component's own rate per million hours. */
export function componentRate(rateId: string | null, { catalog }: AssumptionContext): SourcedNumber {
  const record = rateId === null ? undefined : catalog.reliability.get(rateId);
  if (record?.kind !== 'component-rate') return fromPlan(0, 'counted by switch and cable');
  return {
    value: record.failuresPerHour * PER_MILLION,
    source: `${record.name}: ${describeProvenance(record.provenance)}`,
    isChecked: record.provenance.checked,
  };
}

/** Ends of the band of the chosen fleet, as multiples of its rate; null where it has none. */
export function fleetBand(context: AssumptionContext): readonly [number, number] | null {
  const preset = findFailurePreset(context);
  const range = preset?.failuresPerNodeHourRange;
  if (preset === null || range == null) return null;
  return [range[0] / preset.failuresPerNodeHour, range[1] / preset.failuresPerNodeHour];
}

/** Published causes of a group with their counts, in words: `Faulty GPU 148, GPU HBM3 memory 72`. */
export function describeCauses(causeGroup: string, { catalog }: AssumptionContext): string {
  return catalog.catalog.reliability
    .flatMap((record) =>
      record.kind === 'failure-cause' && record.group === causeGroup ? [`${record.name} ${record.count}`] : [],
    )
    .join(', ');
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
