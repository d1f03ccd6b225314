import * as abi from '../../../workers/model/abi.ts';
import { packScenario } from '../../../workers/runtime/pack-scenario.ts';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import type { Measurement } from '../../domain/estimate/measurement/measurement-schema.ts';
import { readMemoryBytes, scenarioFromMeasurement } from '../../domain/estimate/scenario-from-measurement.ts';
import type { NodeModel } from './node-model.ts';

const GIB = 2 ** 30;
const STATUS_TEXT: Readonly<Record<number, string>> = {
  [abi.STATUS_INDIVISIBLE]: 'a parallel group does not divide the accelerators or experts',
  [abi.STATUS_TOO_LARGE]: 'more pipeline stages than the model holds',
  [abi.STATUS_FORMAT]: 'the accelerator does not offer the number format',
  [abi.STATUS_NOT_FINITE]: 'the model found no finite answer',
};

/** One row of a validation. */
export interface ValidatedRow {
  readonly id: string;
  readonly source: string;
  readonly accelerator: string;
  readonly family: string;
  readonly stack: string | null;
  readonly quality: string;
  readonly duplicate: boolean;
  readonly predicted: {
    readonly stepTimeSeconds: number;
    readonly mfu: number;
    readonly memoryGib: number;
    readonly fits: boolean;
  } | null;
  readonly measured: {
    readonly stepTimeSeconds: number | null;
    readonly mfu: number | null;
    readonly memoryGib: number | null;
  };
  /** Predicted over measured step time, minus 1; null when either is missing. */
  readonly error: number | null;
  /** The same for memory. */
  readonly memoryError: number | null;
  /** What had to be assumed. */
  readonly assumptions: readonly string[];
  /** Why there is no prediction; null when there is one. */
  readonly reason: string | null;
}

/** Strategy family of a row: which dimensions it uses. */
export function nameFamily(row: Measurement): string {
  const parts: string[] = [row.model.moe === null ? 'dense' : 'experts'];
  if ((row.pp ?? 1) > 1) parts.push('pipeline');
  if ((row.cp ?? 1) > 1) parts.push('context');
  if ((row.tp ?? 1) > 1) parts.push('tensor');
  if (row.zero_stage === 3 || row.fsdp !== null) parts.push('fsdp');
  if (parts.length === 1) parts.push(row.accelerators > 1 ? 'data' : 'single');
  return parts.join('+');
}

/** Predicts one row. */
export function validateRow(row: Measurement, index: CatalogIndex, model: NodeModel): ValidatedRow {
  const reading = scenarioFromMeasurement(row, index);
  const memory = readMemoryBytes(row);
  const base = {
    id: row.id,
    source: row.source.title,
    accelerator: row.accelerator,
    family: nameFamily(row),
    quality: row.quality,
    duplicate: row.duplicate,
  };
  const measured = {
    stepTimeSeconds: reading.ok ? reading.stepSeconds : row.measured.step_time_s,
    mfu: row.measured.mfu,
    memoryGib: memory === null ? null : memory / GIB,
  };
  const none = { predicted: null, measured, error: null, memoryError: null, assumptions: [] };
  if (!reading.ok) return { ...base, ...none, stack: null, reason: reading.reason };

  let failure = 0;
  let predicted: ValidatedRow['predicted'] = null;
  let assumptions: readonly string[] = [];
  for (const candidate of reading.candidates) {
    packScenario(candidate.scenario, model.scenario);
    failure = model.estimate();
    if (failure !== abi.STATUS_OK) break;
    predicted = {
      stepTimeSeconds: read(model.result, abi.OUT_STEP_SECONDS),
      mfu: read(model.result, abi.OUT_MFU),
      memoryGib: read(model.result, abi.OUT_MEMORY_TOTAL) / GIB,
      fits: read(model.result, abi.OUT_MEMORY_FITS) === 1,
    };
    assumptions = candidate.assumptions;
    if (predicted.fits) break;
  }
  if (predicted === null) {
    const reason = STATUS_TEXT[failure] ?? `the model answered ${failure}`;
    return { ...base, ...none, stack: reading.stackId, reason };
  }
  const step = measured.stepTimeSeconds;
  return {
    ...base,
    stack: reading.stackId,
    predicted,
    measured,
    error: step === null ? null : predicted.stepTimeSeconds / step - 1,
    memoryError: measured.memoryGib === null ? null : predicted.memoryGib / measured.memoryGib - 1,
    assumptions,
    reason: null,
  };
}

function read(block: Float64Array, at: number): number {
  return block[at] ?? Number.NaN;
}
