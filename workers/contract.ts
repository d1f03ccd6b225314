/**
 * The only types that the page and the engine share. Every call answers a Result: comlink drops an error's class and code, so errors
 * travel as data. Calls carry an id; `cancel(id)` ends the call at its next slice with the error code `cancelled`.
 */
import type { Estimate } from '../src/domain/estimate/estimate.ts';
import type { Scenario } from '../src/domain/estimate/scenario.ts';
import type { StepTimeline } from '../src/domain/estimate/step-timeline.ts';
import type { Rectangle } from '../src/domain/plan/drawing/block-geometry.ts';
import type { Drawing } from '../src/domain/plan/plan-document.ts';
import type { ReportDocument } from '../src/domain/report/report-document.ts';
import type { SimulatedRun, SimulatedRuns } from '../src/domain/simulation/simulated-runs.ts';
import type { SimulationSettings } from '../src/domain/simulation/simulation-settings.ts';

/** Why a call failed; `params` fill the message that the page shows. */
export interface EngineError {
  readonly code:
    | 'cancelled'
    | 'invalid-scenario'
    | 'model-failed'
    | 'worker-lost'
    | 'load-failed'
    | 'invalid-report'
    | 'report-failed'
    | 'invalid-drawing'
    | 'drawing-too-large'
    | 'layout-failed'
    | 'layout-timeout';
  readonly params: Readonly<Record<string, string | number>>;
}

/** A value, or why there is none. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: EngineError };

/** The strategy dimensions that a batch evaluation varies; one row of the packed columns. */
export const STRATEGY_COLUMNS = [
  'tensor',
  'context',
  'pipeline',
  'virtualStages',
  'expert',
  'microBatchSequences',
  'sharding',
  'recompute',
] as const;

/** Results of a batch evaluation: one row per strategy. */
export const EVALUATION_COLUMNS = ['stepSeconds', 'memoryBytes', 'fits', 'modelFlopsUtilization'] as const;

/** The nearest strategy that is valid and fits, and what changed. */
export interface NearestValid {
  readonly strategy: Scenario['strategy'];
  readonly stepSeconds: number;
  readonly memoryBytes: number;
  /** Names of the strategy's fields that differ. */
  readonly changed: readonly string[];
}

/** What the engine can do, as comlink exposes it. */
export interface EngineApi {
  /** One strategy in full detail. */
  estimate(callId: number, scenario: Scenario): Promise<Result<Estimate>>;
  /** The simulated step of one strategy, pass by pass. Its arrays are transferred. */
  timeline(callId: number, scenario: Scenario): Promise<Result<StepTimeline>>;
  /**
   * Many strategies, headline terms only. `strategies` holds rows of {@link STRATEGY_COLUMNS} (sharding and recompute as indices of
   * their picklists); the answer holds rows of {@link EVALUATION_COLUMNS}. Both are transferred.
   */
  evaluate(callId: number, scenario: Scenario, strategies: Float64Array): Promise<Result<Float64Array>>;
  /** The valid strategy nearest to the scenario's own that fits into memory; null when there is none. */
  nearestValid(callId: number, scenario: Scenario): Promise<Result<NearestValid | null>>;
  /**
   * Many random runs of the job. `onProgress` (a comlink proxy) hears how many are done, a few times a second. The figures of the runs are
   * transferred.
   */
  simulate(
    callId: number,
    scenario: Scenario,
    settings: SimulationSettings,
    onProgress: (done: number, all: number) => void | Promise<void>,
  ): Promise<Result<SimulatedRuns>>;
  /** One of these runs again, with what happened in it. */
  simulatedRun(
    callId: number,
    scenario: Scenario,
    run: { readonly seed: number; readonly index: number },
  ): Promise<Result<SimulatedRun>>;
  cancel(callId: number): Promise<void>;
  /** Version of the performance model that is loaded. */
  modelVersion(): Promise<string>;
}

/** TrueType fonts of a printed report. */
export interface ReportFontFiles {
  readonly regular: ArrayBuffer;
  readonly semibold: ArrayBuffer;
}

/** What the report worker can do, as comlink exposes it. */
export interface ReportApi {
  /** The PDF's bytes, transferred. `onProgress` (a comlink proxy) hears the share that is done, 0–1. */
  render(
    document: ReportDocument,
    fonts: ReportFontFiles,
    onProgress: (share: number) => void | Promise<void>,
  ): Promise<Result<Uint8Array<ArrayBuffer>>>;
}

/** What the layout worker can do, as comlink exposes it. */
export interface LayoutApi {
  /**
   * New rectangles by block id, relative to the parents as in the plan; with `within`, only of what lies in those containers and
   * of what has to move aside for it.
   */
  layout(drawing: Drawing, within: readonly string[] | null): Promise<Result<ReadonlyMap<string, Rectangle>>>;
}
