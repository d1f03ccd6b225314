/** What the figures of the page and their inputs are made of. The terms are parts of the same estimate, so they make up what is shown. */
import { estimateStorage } from '../storage/estimate-storage.ts';
import type { StorageInputs } from '../storage/storage-inputs.ts';
import type { InputSource, InputSources } from './compiled-scenario.ts';
import type { Estimate } from './estimate.ts';
import { COST_FIGURES } from './explain/cost-figures.ts';
import { FAILURE_FIGURES } from './explain/failure-figures.ts';
import type { FigureParts } from './explain/figure-parts.ts';
import { MEMORY_FIGURES } from './explain/memory-figures.ts';
import { POWER_FIGURES } from './explain/power-figures.ts';
import { STEP_FIGURES } from './explain/step-figures.ts';
import { STORAGE_FIGURES } from './explain/storage-figures.ts';
import type { Scenario } from './scenario.ts';

const TAKE_APART = {
  ...STEP_FIGURES,
  ...MEMORY_FIGURES,
  ...COST_FIGURES,
  ...POWER_FIGURES,
  ...FAILURE_FIGURES,
} as const;

/** Figures that can be opened. */
export type FigureId = keyof typeof TAKE_APART | keyof typeof STORAGE_FIGURES;

/** All figures that can be opened. */
export const FIGURE_IDS = Object.keys({ ...TAKE_APART, ...STORAGE_FIGURES }) as readonly FigureId[];

/** One input with its path in the scenario. */
export interface FigureInput extends InputSource {
  readonly path: string;
}

/** A figure with its formula, its terms, and the inputs it rests on most directly. */
export interface FigureExplained extends Omit<FigureParts, 'inputPaths'> {
  readonly inputs: readonly FigureInput[];
}

/** Explains a figure of the estimate; `sources` and `storage` are those that were compiled with the scenario that it was made from. */
export function explainFigure(
  id: FigureId,
  scenario: Scenario,
  estimate: Estimate,
  sources: InputSources,
  storage: StorageInputs,
): FigureExplained {
  const { inputPaths, ...parts } = isOfStorage(id)
    ? STORAGE_FIGURES[id](estimateStorage(storage, scenario, estimate), estimate)
    : TAKE_APART[id](estimate, scenario);
  const inputs = Object.entries(sources)
    .filter(([path]) => inputPaths.some((beginning) => path.startsWith(beginning)))
    .map(([path, input]) => ({ path, ...input }));
  return { ...parts, inputs };
}

function isOfStorage(id: FigureId): id is keyof typeof STORAGE_FIGURES {
  return id in STORAGE_FIGURES;
}
