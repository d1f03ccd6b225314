/** What only the simulated runs take into account: repair crews and machines that become slow. */
import type { AssumptionDefinition } from './assumption-types.ts';
import { fromFact, planningValue } from './sourced-number.ts';

export const REPAIR_CREWS: AssumptionDefinition = {
  key: 'repairCrews',
  label: 'Repair crews',
  group: 'recovery',
  dimension: null,
  unit: '',
  min: 0,
  max: 100_000,
  meaning: 'Repairs that can go on at a time, in simulated runs; 0 means as many as there are.',
  defaultFor: () => planningValue(0, 'no repair waits for another'),
};

export const STRAGGLER_RATE: AssumptionDefinition = {
  key: 'stragglerRate',
  label: 'Machines that become slow',
  group: 'failures',
  dimension: null,
  unit: 'per million machine-hours',
  min: 0,
  max: 1e6,
  meaning:
    'How often a machine of the job becomes slow without failing, in simulated runs; the closed form leaves it out.',
  defaultFor: () => planningValue(0, 'published rates are shares of jobs, not of machine-hours'),
};

export const STRAGGLER_SPEED: AssumptionDefinition = {
  key: 'stragglerSpeed',
  label: 'Speed with a slow machine',
  group: 'failures',
  dimension: 'ratio',
  unit: '×',
  min: 0.01,
  max: 1,
  meaning: 'Share of its speed that a synchronous job keeps while one of its machines is slow.',
  defaultFor: ({ catalog }) => {
    const delay = fromFact(catalog, 'reliability', 'failslow_greyhound.jct_delay');
    return { ...delay, value: delay.value === null ? 1 : 1 / delay.value, source: `1 ÷ ${delay.source}` };
  },
};

export const STRAGGLER_NOTICE: AssumptionDefinition = {
  key: 'stragglerNoticeSeconds',
  label: 'Finding a slow machine',
  group: 'recovery',
  dimension: 'duration',
  unit: 's',
  min: 1,
  max: 365 * 86_400,
  meaning: 'Mean time until a slow machine is found, in simulated runs; it is then swapped without loss of work.',
  defaultFor: ({ catalog }) => fromFact(catalog, 'reliability', 'minder.manual_diag_min'),
};
