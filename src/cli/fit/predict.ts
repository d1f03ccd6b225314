/** Step times of fit rows under given tuned numbers. */
import * as abi from '../../../workers/model/abi.ts';
import { packScenario } from '../../../workers/runtime/pack-scenario.ts';
import { PACES, type ResolvedFactor } from '../../domain/catalog/catalog-types.ts';
import type { TunedValues } from '../../domain/catalog/resolve-tuned.ts';
import { paceOf } from '../../domain/estimate/resolve-accelerator.ts';
import type { MatmulFormat } from '../../domain/plan/plan-document.ts';
import type { NodeModel } from '../validate/node-model.ts';
import type { FitRow } from './fit-row.ts';

/** ln(predicted ÷ measured) of one row; NaN when the model has no answer. */
export function logError(entry: FitRow, values: TunedValues, model: NodeModel): number {
  packScenario(withValues(entry, values), model.scenario);
  if (model.headline() !== abi.STATUS_OK) return Number.NaN;
  return Math.log((model.result[abi.OUT_STEP_SECONDS] ?? Number.NaN) / entry.measuredSeconds);
}

/** Ids of the tuned numbers that a row's prediction rests on. */
export function tunedIdsOf(entry: FitRow): ReadonlySet<string> {
  const ids = new Set(Object.values(entry.stack.tunedFactors));
  for (const { tuned } of PACES.map((pace) => entry.paces[pace])) if (tuned !== null) ids.add(tuned);
  return ids;
}

/** The row's scenario, put together from other tuned numbers. */
export function withValues(entry: FitRow, values: TunedValues): FitRow['scenario'] {
  const { scenario, stack } = entry;
  const factors = { ...stack.factors };
  for (const [factor, id] of Object.entries(stack.tunedFactors)) {
    factors[factor] = values.get(id) ?? factors[factor] ?? Number.NaN;
  }
  const { accelerator } = scenario;
  const ceilings = { ...accelerator.matmulCeiling };
  for (const format of Object.keys(ceilings) as MatmulFormat[]) {
    ceilings[format] *= change(entry.paces[paceOf(format)], values);
  }
  return {
    ...scenario,
    stack: { factors },
    accelerator: { ...accelerator, matmulCeiling: ceilings },
  };
}

/** New over old value of a factor. */
function change(factor: ResolvedFactor, values: TunedValues): number {
  return factor.tuned === null ? 1 : (values.get(factor.tuned) ?? factor.value) / factor.value;
}
