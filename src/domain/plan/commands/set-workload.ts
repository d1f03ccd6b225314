import type { PlanCommand, Workload } from '../plan-document.ts';
import { assignFields } from './assign-fields.ts';

const WORDS: Record<keyof Workload, string> = {
  model: 'model',
  sequenceLengthTokens: 'sequence length',
  globalBatchSequences: 'global batch',
  trainingTokens: 'training tokens',
  matmulFormat: 'number format',
  gradientBytes: 'gradient precision',
  masterWeightBytes: 'master weights',
  momentBytes: 'optimizer moments',
};

/** Changes fields of the workload. */
export function setWorkload(fields: Partial<Workload>, gesture?: string): PlanCommand {
  const keys = Object.keys(fields) as (keyof Workload)[];
  const only = keys.length === 1 ? keys[0] : undefined;
  return {
    label: only === undefined ? 'Change workload' : `Change ${WORDS[only]}`,
    ...(gesture === undefined ? {} : { gesture }),
    recipe: ({ workload }) => assignFields(workload, fields),
  };
}
