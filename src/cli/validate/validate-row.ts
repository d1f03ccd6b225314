import * as abi from '../../../workers/model/abi.ts';
import { packScenario } from '../../../workers/runtime/pack-scenario.ts';
import { unpackMemory } from '../../../workers/runtime/unpack-estimate.ts';
import {
  countPublishedFlops,
  type PublishedCounting,
  readPublishedCounting,
  readStatedPeak,
} from '../../domain/accuracy/published-flops.ts';
import { type RunFeatures, readFeatures } from '../../domain/accuracy/run-features.ts';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import type { StepBreakdownEntry } from '../../domain/estimate/estimate.ts';
import { memoryAsReported, readMemoryReading } from '../../domain/estimate/measurement/measured-memory.ts';

import type { Measurement } from '../../domain/estimate/measurement/measurement-schema.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import {
  type MeasurementReading,
  readMemoryBytes,
  scenarioFromMeasurement,
} from '../../domain/estimate/scenario-from-measurement.ts';
import { CATEGORIES } from '../../domain/figure/figure-theme.ts';
import type { FlopsConventionId } from '../../domain/workload/count-model-flops.ts';
import { nameConfiguration } from '../fit/fit-row.ts';
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
  /** Part of the source that it stands in. */
  readonly table: string;
  readonly accelerator: string;
  readonly accelerators: number;
  readonly model: string;
  readonly precision: string;
  /** Whether the model is a mixture of experts. */
  readonly hasExperts: boolean;
  /** The same for rows that repeat a configuration, over releases of the software for example. */
  readonly configuration: string;
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
    /** Whether the record states the step time; else it follows from a rate that the record states. */
    readonly isStepTimeStated: boolean;
    readonly mfu: number | null;
    readonly memoryGib: number | null;
  };
  /** The published rate of work against the same in the source's own counting; null where the source does not say how it counts. */
  readonly flops: FlopsComparison | null;
  /** Predicted over measured step time, minus 1; null when either is missing. */
  readonly error: number | null;
  /** The same for memory. */
  readonly memoryError: number | null;
  /** What makes the run comparable to others; null where there is no prediction. */
  readonly features: RunFeatures | null;
  /** Where the predicted step goes, seconds by category; empty where there is no prediction. */
  readonly terms: readonly StepBreakdownEntry[];
  /** A remark of the record that doubts it; null when there is none. */
  readonly doubt: string | null;
  /** What had to be assumed. */
  readonly assumptions: readonly string[];
  /** Why there is no prediction; null when there is one. */
  readonly reason: string | null;
}

/** A published FLOP/s or utilization and what the source's own formula gives. */
export interface FlopsComparison {
  /** The formula; `stated` where the source states the FLOP of a sequence. */
  readonly convention: FlopsConventionId | 'stated';
  /** FLOP/s of one accelerator as published, or the published utilization times the peak that the source divides by. */
  readonly publishedFlopsPerSecond: number;
  /** The formula at the measured step time over the published figure, minus 1: whether the counting is understood. */
  readonly countingError: number;
  /** The formula at the predicted step time over the published figure, minus 1. */
  readonly error: number;
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

/** Predicts one row. `adapt` = what to change in a scenario before it is estimated. */
export function validateRow(
  row: Measurement,
  index: CatalogIndex,
  model: NodeModel,
  adapt: (scenario: Omit<Scenario, 'economy'>) => Omit<Scenario, 'economy'> = (scenario) => scenario,
): ValidatedRow {
  const reading = scenarioFromMeasurement(row, index);
  const memory = readMemoryBytes(row);
  const base = {
    id: row.id,
    source: row.source.title,
    table: row.source.table,
    accelerator: row.accelerator,
    accelerators: row.accelerators,
    hasExperts: row.model.moe !== null,
    configuration: nameConfiguration(row),
    model: row.model.name,
    precision: row.precision,
    doubt: row.suspect?.reason.replace(/\.$/, '') ?? null,
    family: nameFamily(row),
    quality: row.quality,
    duplicate: row.duplicate,
  };
  const measured = {
    stepTimeSeconds: reading.ok ? reading.stepSeconds : row.measured.step_time_s,
    isStepTimeStated: row.measured.step_time_s !== null,
    mfu: row.measured.mfu,
    memoryGib: memory === null ? null : memory / GIB,
  };
  const none = {
    predicted: null,
    measured,
    error: null,
    memoryError: null,
    flops: null,
    features: null,
    terms: [],
    assumptions: [],
  };
  if (!reading.ok) return { ...base, ...none, stack: null, reason: reading.reason };

  let failure = 0;
  let predicted: ValidatedRow['predicted'] = null;
  let assumptions: readonly string[] = [];
  let features: RunFeatures | null = null;
  let terms: readonly StepBreakdownEntry[] = [];
  const accelerator = index.accelerators.get(reading.acceleratorId);
  for (const candidate of reading.candidates) {
    packScenario(adapt(candidate.scenario), model.scenario);
    failure = model.estimate();
    if (failure !== abi.STATUS_OK) break;
    predicted = {
      stepTimeSeconds: read(model.result, abi.OUT_STEP_SECONDS),
      mfu: read(model.result, abi.OUT_MFU),
      memoryGib: memoryReported(row, candidate.scenario, model.result) / GIB,
      fits: read(model.result, abi.OUT_MEMORY_FITS) === 1,
    };
    assumptions = candidate.assumptions;
    features = accelerator === undefined ? null : readFeatures(candidate.scenario, accelerator, reading.stackId);
    terms = CATEGORIES.map((category, at) => ({ category, seconds: read(model.result, abi.OUT_BREAKDOWN + at) }));
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
    flops: compareFlops(row, reading, predicted.stepTimeSeconds, step),
    memoryError: measured.memoryGib === null ? null : predicted.memoryGib / measured.memoryGib - 1,
    features,
    terms,
    assumptions,
    reason: null,
  };
}

const TERA = 1e12;

function compareFlops(
  row: Measurement,
  reading: Extract<MeasurementReading, { readonly ok: true }>,
  predictedSeconds: number,
  measuredSeconds: number | null,
): FlopsComparison | null {
  const scenario = reading.candidates[0]?.scenario;
  if (scenario === undefined || measuredSeconds === null) return null;
  const { model, training } = scenario;
  const sequence = training.sequenceLengthTokens;
  const counting: PublishedCounting | null = readPublishedCounting(
    row.flops_convention,
    sequence,
    (row.recompute ?? '').startsWith('full'),
  );
  if (counting === null) return null;
  const { tflops_per_gpu, mfu } = row.measured;
  const peak = readStatedPeak(row.flops_convention, row.accelerator, NARROW_FORMATS.has(training.matmulFormat));
  const implied = mfu === null || peak === null ? null : mfu * peak;
  const published = tflops_per_gpu === null ? implied : tflops_per_gpu * TERA;
  if (published === null) return null;
  const work = countPublishedFlops(counting, model, sequence) * training.globalBatchSequences * sequence;
  const rate = (seconds: number): number => work / (seconds * row.accelerators);
  return {
    convention: counting.convention ?? 'stated',
    publishedFlopsPerSecond: published,
    countingError: rate(measuredSeconds) / published - 1,
    error: rate(predictedSeconds) / published - 1,
  };
}

const NARROW_FORMATS: ReadonlySet<string> = new Set(['fp8', 'mxfp8', 'fp4']);

function read(block: Float64Array, at: number): number {
  return block[at] ?? Number.NaN;
}

/** Bytes of the estimate that the program of the record would have reported. */
function memoryReported(row: Measurement, scenario: Omit<Scenario, 'economy'>, result: Float64Array): number {
  const { components } = unpackMemory(result);
  return memoryAsReported(readMemoryReading(row), components, scenario.stack.factors.runtimeBytes ?? 0);
}
