/** How long an interruption takes, and what stands ready for it. */
import type { AssumptionContext, AssumptionDefinition, SourcedNumber } from './assumption-types.ts';
import { findRecoveryPreset } from './failure-choices.ts';
import { fromFact, fromPlan, fromProvenance, planningValue } from './sourced-number.ts';

const DAY = 86_400;

function fromRecovery(
  context: AssumptionContext,
  field: 'detectSeconds' | 'diagnoseSeconds' | 'restartSeconds',
): SourcedNumber {
  const preset = findRecoveryPreset(context);
  if (preset === null) return planningValue(300, 'no recovery is chosen');
  return fromProvenance(preset[field], preset.provenance, preset.name);
}

function duration(
  key: string,
  label: string,
  max: number,
  meaning: string,
  defaultFor: AssumptionDefinition['defaultFor'],
): AssumptionDefinition {
  return { key, label, group: 'recovery', dimension: 'duration', unit: 's', min: 0, max, meaning, defaultFor };
}

export const DETECT_SECONDS = duration(
  'detectSeconds',
  'Noticing',
  DAY,
  'From the failure until it is noticed.',
  (context) => fromRecovery(context, 'detectSeconds'),
);

export const REPLACE_SECONDS = duration(
  'replaceSeconds',
  'Diagnosing and replacing',
  30 * DAY,
  'From noticing until hardware is ready again: a spare that stands by, or the repair.',
  (context) => fromRecovery(context, 'diagnoseSeconds'),
);

export const RESTART_SECONDS = duration(
  'restartSeconds',
  'Restarting',
  DAY,
  'From hardware that is ready until the first step; reading the checkpoint comes on top.',
  (context) => fromRecovery(context, 'restartSeconds'),
);

export const STARTUP_SECONDS = duration(
  'startupSeconds',
  'Start of the run',
  30 * DAY,
  'Before the first step of the whole run, once.',
  (context) => fromPlan(fromRecovery(context, 'restartSeconds').value ?? 0, 'as long as a restart'),
);

export const REPAIR_SECONDS = duration(
  'repairSeconds',
  'Repair of a machine',
  365 * DAY,
  'Until a failed machine is back in the pool: sizes the spares.',
  ({ catalog }) => fromFact(catalog, 'reliability', 'tor_mean_repair.gpu_swap_h'),
);

export const SPARE_CONFIDENCE: AssumptionDefinition = {
  key: 'spareConfidence',
  label: 'Confidence of the spares',
  group: 'recovery',
  dimension: 'ratio',
  unit: '×',
  min: 0.5,
  max: 0.99999,
  meaning: 'How surely the spares shall suffice at any moment.',
  defaultFor: () => ({ value: 0.99, source: 'ByteRobust, arXiv 2509.16293 (99th percentile)', isChecked: true }),
};

export const SPARE_FRACTION: AssumptionDefinition = {
  key: 'spareFraction',
  label: 'Spares paid for',
  group: 'recovery',
  dimension: 'ratio',
  unit: '×',
  min: 0,
  max: 1,
  meaning: 'Accelerators that are rented and kept ready beyond those of the job, as a share of them.',
  defaultFor: ({ catalog }) =>
    fromFact(catalog, 'reliability', 'delta_availability.overprovision_for_99.9pct.recovery_5min'),
};

export const PLANNED_STOP_FRACTION: AssumptionDefinition = {
  key: 'plannedStopFraction',
  label: 'Planned stops',
  group: 'recovery',
  dimension: 'ratio',
  unit: '×',
  min: 0,
  max: 0.9,
  meaning: 'Share of the wall time for maintenance and evaluation that is planned.',
  defaultFor: () => planningValue(0, 'nothing is planned'),
};
