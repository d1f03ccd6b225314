/** Checkpoints: how large, where to, how often. */
import type { AssumptionDefinition } from './assumption-types.ts';
import { findRecoveryPreset } from './failure-choices.ts';
import { fromFact, fromPlan, fromProvenance, getFact } from './sourced-number.ts';

export const CHECKPOINT_BYTES_PER_PARAMETER: AssumptionDefinition = {
  key: 'checkpointBytesPerParameter',
  label: 'Bytes per parameter',
  group: 'checkpoints',
  dimension: null,
  unit: 'B',
  min: 0,
  max: 64,
  meaning: 'Size of a checkpoint: weights, master weights and both moments. 14 with Adam in mixed precision.',
  defaultFor: ({ plan }) => {
    const { masterWeightBytes, momentBytes } = plan.workload;
    return fromPlan(2 + masterWeightBytes + 2 * momentBytes, 'the workload: 2 + master weight + 2 × moment');
  },
};

export const CHECKPOINT_INTERVAL_SECONDS: AssumptionDefinition = {
  key: 'checkpointIntervalSeconds',
  label: 'Interval',
  group: 'checkpoints',
  dimension: 'duration',
  unit: 's',
  min: 0,
  max: 30 * 86_400,
  meaning: 'Work between two checkpoints; 0 = after every step.',
  defaultFor: (context) => {
    const preset = findRecoveryPreset(context);
    if (preset?.checkpointPolicy === 'fixed' && preset.checkpointIntervalSeconds !== null) {
      return fromProvenance(preset.checkpointIntervalSeconds, preset.provenance, preset.name);
    }
    if (preset?.checkpointPolicy === 'each-step') return fromPlan(0, `${preset.name}: after every step`);
    return { value: null, words: 'the best one', source: 'computed from the failure rate', isChecked: null };
  },
};

export const STORAGE_EVERY: AssumptionDefinition = {
  key: 'storageEvery',
  label: 'Copies to peers for each stored one',
  group: 'checkpoints',
  dimension: null,
  unit: 'copies',
  min: 1,
  max: 1e6,
  meaning: 'With two levels: after how many copies to the memory of peers one goes to storage too.',
  defaultFor: () => ({
    value: null,
    words: 'the best number',
    source: 'computed from what the copies survive',
    isChecked: null,
  }),
};

export const PEER_COPIES: AssumptionDefinition = {
  key: 'peerCopies',
  label: 'Copies in memory',
  group: 'checkpoints',
  dimension: null,
  unit: 'copies',
  min: 1,
  max: 16,
  meaning:
    'Machines that hold each part of a checkpoint in memory: its own and its peers. One is lost with its machine.',
  defaultFor: () => ({ value: 2, source: 'Gemini, SOSP 2023: its own memory and one peer’s', isChecked: false }),
};

export const ASYNCHRONOUS_BLOCKING_FRACTION: AssumptionDefinition = {
  key: 'asynchronousBlockingFraction',
  label: 'Blocking part of a background write',
  group: 'checkpoints',
  dimension: 'ratio',
  unit: '×',
  min: 0,
  max: 1,
  meaning: 'Share of an asynchronous write for which training still stops.',
  defaultFor: ({ catalog }) => {
    const whole = getFact(catalog, 'reliability', 'ibm_7b.sync_s');
    return fromFact(catalog, 'reliability', 'ibm_7b.async_s', 1 / whole.value);
  },
};

export const PEER_WRITE: AssumptionDefinition = {
  key: 'peerWriteBytesPerSecond',
  label: 'Copies to peers',
  group: 'checkpoints',
  dimension: 'bandwidth',
  unit: 'B/s',
  min: 1e6,
  max: 1e13,
  meaning: 'What one accelerator can send to another’s memory, one direction.',
  defaultFor: ({ bill, catalog, accelerator }) => {
    const system = bill.systems
      .map(({ catalogId }) => catalog.systems.get(catalogId))
      .find((found) => found !== undefined);
    if (system !== undefined && system.scaleOutBandwidthBytesPerSecond > 0) {
      return fromProvenance(
        system.scaleOutBandwidthBytesPerSecond,
        system.provenance,
        `Network ports of ${system.name}`,
      );
    }
    if (accelerator !== null && accelerator.scaleUp.bandwidthBytesPerSecond > 0) {
      return fromProvenance(
        accelerator.scaleUp.bandwidthBytesPerSecond,
        accelerator.provenance,
        accelerator.scaleUp.name,
      );
    }
    return { value: 12.5e9, source: 'Planning value: one 100 Gbit/s port', isChecked: false };
  },
};
