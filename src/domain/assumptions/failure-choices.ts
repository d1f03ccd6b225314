import type { ReliabilityRecord } from '../catalog/catalog-types.ts';
import type { AssumptionContext, ChoiceDefinition, ChoiceOption } from './assumption-types.ts';
import { chosenId } from './resolve-choice.ts';
import { describeProvenance } from './sourced-number.ts';

type FailurePresetRecord = Extract<ReliabilityRecord, { readonly kind: 'failure-preset' }>;
type RecoveryPresetRecord = Extract<ReliabilityRecord, { readonly kind: 'recovery-preset' }>;

/** Option of the failure preset: rates of single components, times what is drawn. */
const BY_COMPONENT = 'by-component';

// Which published fleet an accelerator's failures are best known from; everything else gets the middle of all fleets.
const PRESET_BY_ACCELERATOR: readonly (readonly [prefix: string, presetId: string])[] = [
  ['h100', 'llama3_h100_2024'],
  ['h200', 'llama3_h100_2024'],
  ['h800', 'llama3_h100_2024'],
  ['h20-', 'llama3_h100_2024'],
  ['gh200', 'llama3_h100_2024'],
  ['a100', 'meta_rsc1_a100'],
  ['gb200', 'semianalysis_gb200_nvl72'],
  ['gb300', 'semianalysis_gb200_nvl72'],
];
const GENERAL_PRESET = 'planner_default';

/** Whose failures the rates are taken from. */
export const FAILURE_PRESET: ChoiceDefinition = {
  key: 'failurePreset',
  label: 'Failure rates of',
  group: 'failures',
  meaning:
    'The published fleet whose interruptions per node are taken, or rates of single components times what is drawn.',
  optionsFor: ({ catalog }) => [
    ...catalog.catalog.reliability
      .filter((record) => record.kind === 'failure-preset')
      .map((record) => toOption(record.id, record.name, record)),
    {
      id: BY_COMPONENT,
      label: 'Single components, counted in the drawing',
      source: 'Rates by component; see each rate',
      isChecked: false,
    },
  ],
  defaultFor: ({ accelerator }) =>
    PRESET_BY_ACCELERATOR.find(([prefix]) => accelerator?.id.startsWith(prefix))?.[1] ?? GENERAL_PRESET,
};

/** How fast interruptions are dealt with. */
export const RECOVERY_PRESET: ChoiceDefinition = {
  key: 'recoveryPreset',
  label: 'Recovery',
  group: 'recovery',
  meaning: 'How mature the automation is that notices failures, replaces machines and restarts the job.',
  optionsFor: ({ catalog }) =>
    catalog.catalog.reliability
      .filter((record) => record.kind === 'recovery-preset')
      .map((record) => toOption(record.id, record.name, record)),
  defaultFor: () => 'automated_2024',
};

/** Kinds of checkpoint. */
export const CHECKPOINT_KIND: ChoiceDefinition = {
  key: 'checkpointKind',
  label: 'Checkpoints',
  group: 'checkpoints',
  meaning:
    'Whether training waits for the storage, goes on while a copy is stored, keeps copies in the memory of peers, or both of these.',
  optionsFor: () => [
    { id: 'blocking', label: 'Blocking: training waits', source: 'every framework', isChecked: null },
    { id: 'asynchronous', label: 'Asynchronous: stored in the background', source: 'PyTorch DCP', isChecked: null },
    { id: 'peer-memory', label: 'In the memory of peers', source: 'Gemini, SOSP 2023', isChecked: null },
    {
      id: 'two-level',
      label: 'Two levels: peers often, storage now and then',
      source: 'Gemini, SOSP 2023; levels as in SCR, SC 2010',
      isChecked: null,
    },
  ],
  defaultFor: (context) =>
    findRecoveryPreset(context)?.checkpointPolicy === 'each-step' ? 'peer-memory' : 'asynchronous',
};

/** The chosen fleet's record; null when rates are taken by component. */
export function findFailurePreset(context: AssumptionContext): FailurePresetRecord | null {
  const record = context.catalog.reliability.get(chosenId(FAILURE_PRESET, context));
  return record?.kind === 'failure-preset' ? record : null;
}

/** The chosen recovery's record. */
export function findRecoveryPreset(context: AssumptionContext): RecoveryPresetRecord | null {
  const record = context.catalog.reliability.get(chosenId(RECOVERY_PRESET, context));
  return record?.kind === 'recovery-preset' ? record : null;
}

function toOption(id: string, label: string, record: ReliabilityRecord): ChoiceOption {
  return { id, label, source: describeProvenance(record.provenance), isChecked: record.provenance.checked };
}
