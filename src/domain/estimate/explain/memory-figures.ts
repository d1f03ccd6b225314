/** The figures of the memory of one accelerator. */
import { MEMORY_COMPONENTS } from '../estimate.ts';
import { MEMORY_LABELS } from '../memory-labels.ts';
import { aside, result, summand, type TakeApart } from './figure-parts.ts';
import { STRATEGY_PATHS } from './strategy-paths.ts';

const takeMemoryApart: TakeApart = ({ memory }) => ({
  title: 'Memory of the fullest rank',
  formula: 'what the rank keeps for the whole run + what one step needs at its peak + the runtime',
  terms: [
    ...MEMORY_COMPONENTS.filter((component) => memory.components[component] > 0).map((component) =>
      summand(MEMORY_LABELS[component], 'memory', memory.components[component]),
    ),
    result('Together', 'memory', memory.totalBytes),
    aside('The accelerator has', 'memory', memory.capacityBytes),
  ],
  inputPaths: ['accelerator.memoryBytes', ...STRATEGY_PATHS, 'stack.factors.runtimeBytes', 'stack.factors.frag'],
});

/** The figures of the memory of one accelerator, by id. */
export const MEMORY_FIGURES = {
  memory: takeMemoryApart,
} as const satisfies Readonly<Record<string, TakeApart>>;
