/** Sets of published runs that other models were judged on, and how near the predictions are meant to come. */
import type { ValidatedRow } from './validate-row.ts';

/** What is looked at in a set. */
export interface NamedSet {
  readonly id: string;
  readonly name: string;
  readonly has: (row: ValidatedRow) => boolean;
  readonly of: 'step-time' | 'memory';
  readonly figure: 'mean' | 'median';
  /** Largest absolute error that is meant to be reached, share. */
  readonly bound: number;
}

const from =
  (source: RegExp, table = /(?:)/) =>
  (row: ValidatedRow): boolean =>
    source.test(row.source) && table.test(row.table);

/** The sets. */
export const NAMED_SETS: readonly NamedSet[] = [
  step('vtrain-multi', 'vTrain, several nodes', 'mean', 0.07, from(/^vTrain.*multi-node/)),
  step('vtrain-single', 'vTrain, one node', 'mean', 0.06, from(/^vTrain.*single-node/)),
  step('simumax-b200', 'SimuMax, B200', 'mean', 0.03, from(/^SimuMax.*B200/)),
  { ...step('simumax-b200-memory', 'SimuMax, B200: memory', 'mean', 0.03, from(/^SimuMax.*B200/)), of: 'memory' },
  step('sc21-table-1', 'Narayanan et al. 2021, table 1', 'mean', 0.04, from(/^Narayanan et al/, /^Table 1\b/)),
  step('sequence-parallel', 'Korthikanti et al. 2022', 'mean', 0.04, from(/^Korthikanti et al/)),
  step('dgx-cloud', 'DGX Cloud recipes', 'median', 0.03, from(/DGX Cloud/)),
  step('llm-foundry', 'LLM Foundry', 'median', 0.025, from(/LLM Foundry/)),
  step(
    'megatron-bridge-dense',
    'Megatron-Bridge, dense',
    'median',
    0.04,
    (row) => /Megatron-Bridge/.test(row.source) && !row.hasExperts,
  ),
  step('mlperf', 'MLPerf Training', 'median', 0.06, from(/^MLPerf/)),
  step('tpu', 'TPU', 'median', 0.05, (row) => row.accelerator.startsWith('TPU')),
];

/** Published runs that grow one job over more accelerators. */
export const SCALING_SETS: readonly Pick<NamedSet, 'name' | 'has'>[] = [
  { name: 'Llama 3 405B, 8,192–16,384', has: from(/Llama 3 Herd/) },
  { name: 'MegaScale, 256–12,288', has: from(/^MegaScale/) },
  { name: 'Megatron-LM, 1.7B–1T', has: from(/^Narayanan et al/, /^Table 1\b/) },
];

function step(id: string, name: string, figure: NamedSet['figure'], bound: number, has: NamedSet['has']): NamedSet {
  return { id, name, has, of: 'step-time', figure, bound };
}
