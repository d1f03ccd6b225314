/** The compiled model, loaded: records in, records out. The same for a page's worker and for Node. */
import type { Estimate } from '../../src/domain/estimate/estimate.ts';
import type { Scenario } from '../../src/domain/estimate/scenario.ts';
import type { StepTimeline } from '../../src/domain/estimate/step-timeline.ts';
import { countParameters } from '../../src/domain/workload/count-parameters.ts';
import * as abi from '../model/abi.ts';
import { COST_INPUT_END, COST_OUTPUT_END } from '../model/cost/cost-abi.ts';
import * as timelineAbi from '../model/pipeline/timeline-abi.ts';
import { IN_PARAMETERS } from '../model/run-abi.ts';
import * as simulationAbi from '../model/simulation/simulation-abi.ts';
import { MODEL_VERSION } from './model-version.ts';
import { packEconomy } from './pack-economy.ts';
import { packScenario } from './pack-scenario.ts';
import { packSimulation, type RunRates } from './pack-simulation.ts';
import { mainStageOf, scenarioOfStage } from './run-stages.ts';
import { unpackEstimate, unpackStage } from './unpack-estimate.ts';
import { unpackTimeline } from './unpack-timeline.ts';

/** What the model's module exports; arrays as addresses in its memory. */
export interface ModelExports {
  readonly memory: WebAssembly.Memory;
  readonly scenario: WebAssembly.Global;
  readonly result: WebAssembly.Global;
  readonly strategies: WebAssembly.Global;
  readonly evaluations: WebAssembly.Global;
  readonly economyInput: WebAssembly.Global;
  readonly economyResult: WebAssembly.Global;
  readonly timelineHead: WebAssembly.Global;
  readonly boxes: WebAssembly.Global;
  readonly memorySteps: WebAssembly.Global;
  readonly simulationInput: WebAssembly.Global;
  readonly simulationRows: WebAssembly.Global;
  readonly simulationHead: WebAssembly.Global;
  readonly simulationBands: WebAssembly.Global;
  readonly simulationEvents: WebAssembly.Global;
  simulateRuns(seed: number, first: number, count: number): void;
  simulateTimeline(seed: number, index: number): void;
  estimate(): number;
  timeline(): number;
  estimateRun(): number;
  forgetStages(): void;
  estimateStage(): number;
  evaluate(count: number): number;
  clockAtCap(limitWatts: number, idleWatts: number, capWatts: number, computeShare: number, exponent: number): number;
}

/** The model refused a scenario; `status` as in its `abi.ts`. */
export class ModelRefusal extends Error {
  override readonly name = 'ModelRefusal';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** A model that is ready to answer. */
export interface Model {
  readonly version: string;
  /** One strategy in full detail. Throws a {@link ModelRefusal} when the laws do not hold for the scenario. */
  estimate(scenario: Scenario): Estimate;
  /** The simulated step of one strategy, pass by pass. Throws a {@link ModelRefusal} as `estimate` does. */
  timeline(scenario: Scenario): StepTimeline;
  /** Makes a scenario the base of the evaluations that follow; a call of `estimate` ends that. */
  beginEvaluation(scenario: Scenario): void;
  /** Headline figures of strategy rows, at most {@link MOST_ROWS} at a time, into `figures` from row `from`. */
  evaluate(rows: Float64Array, from: number, count: number, figures: Float64Array): void;
  /** Makes a scenario the one that the following runs are of; a call for another scenario's runs ends that. */
  beginSimulation(scenario: Scenario, estimate: Estimate, rates: RunRates): void;
  /** Run `index` of `seed`, into `rows` from row `index`. */
  simulateRun(seed: number, index: number, rows: Float64Array): void;
  /** Run `index` of `seed` with its timeline; the arrays are copies. */
  simulateTimeline(seed: number, index: number): SimulatedTimeline;
}

/** One run as the model gives it; see `simulation/simulation-abi.ts`. */
export interface SimulatedTimeline {
  readonly row: Float64Array;
  readonly bands: Float64Array;
  readonly events: Float64Array;
  readonly isCut: boolean;
}

/** Most strategies that fit into one call. */
export const MOST_ROWS = abi.MAX_STRATEGIES;

/** Instantiates the model from the answer to a request (streamed where the server names the type) or from its bytes. */
export async function loadModel(source: Promise<Response> | BufferSource): Promise<Model> {
  const instance = await instantiate(source);
  return createModel(instance.exports as unknown as ModelExports);
}

async function instantiate(source: Promise<Response> | BufferSource): Promise<WebAssembly.Instance> {
  if (!(source instanceof Promise)) return (await WebAssembly.instantiate(source)).instance;
  const response = await source;
  if (!response.ok) throw new Error(`the model's file answered with status ${response.status}`);
  if (typeof WebAssembly.instantiateStreaming === 'function') {
    try {
      return (await WebAssembly.instantiateStreaming(response.clone())).instance;
    } catch {
      // A server that names another type than application/wasm: the bytes will do.
    }
  }
  return (await WebAssembly.instantiate(await response.arrayBuffer())).instance;
}

/** Wraps an instance's exports; {@link loadModel} does it for a module. */
export function createModel(exports: ModelExports): Model {
  // The memory can grow, which makes views of it useless: one is made for each call.
  const view = (address: WebAssembly.Global, length: number): Float64Array =>
    new Float64Array(exports.memory.buffer, Number(address.value), length);
  /** Clock of the compute units ÷ the usual one, under the power cap in force. */
  const clockOf = ({ economy: { power } }: Scenario): number =>
    exports.clockAtCap(
      power.acceleratorLimitWatts,
      power.acceleratorIdleWatts,
      power.acceleratorPeakWatts,
      power.computeShare,
      power.clockExponent,
    );
  return {
    version: MODEL_VERSION,
    estimate(scenario) {
      const clock = clockOf(scenario);
      exports.forgetStages();
      const others = (scenario.training.stages ?? []).map((stage) => {
        packScenario(scenarioOfStage(scenario, stage), view(exports.scenario, abi.SCENARIO_LENGTH), clock);
        refuse(exports.estimateStage(), `stage “${stage.name}”: `);
        return unpackStage(stage, view(exports.result, abi.ESTIMATE_LENGTH));
      });
      packScenario(scenario, view(exports.scenario, abi.SCENARIO_LENGTH), clock);
      const economy = view(exports.economyInput, COST_INPUT_END);
      packEconomy(scenario.economy, economy, 0);
      economy[IN_PARAMETERS] = countParameters(scenario.model).total;
      refuse(exports.estimateRun());
      const result = view(exports.result, abi.ESTIMATE_LENGTH);
      const main = unpackStage(mainStageOf(scenario.training), result);
      const before = others.filter(({ place }) => place === 'before');
      const after = others.filter(({ place }) => place === 'after');
      return unpackEstimate(MODEL_VERSION, result, scenario.economy, view(exports.economyResult, COST_OUTPUT_END), [
        ...before,
        main,
        ...after,
      ]);
    },
    timeline(scenario) {
      packScenario(scenario, view(exports.scenario, abi.SCENARIO_LENGTH), clockOf(scenario));
      refuse(exports.timeline());
      const head = view(exports.timelineHead, timelineAbi.TIMELINE_HEAD_LENGTH);
      const boxes = head[timelineAbi.HEAD_BOXES] ?? 0;
      const memorySteps = head[timelineAbi.HEAD_MEMORY_STEPS] ?? 0;
      return unpackTimeline(
        head,
        view(exports.boxes, boxes * timelineAbi.BOX_STRIDE),
        view(exports.memorySteps, memorySteps * timelineAbi.MEMORY_STEP_STRIDE),
      );
    },
    beginEvaluation(scenario) {
      // Routes are of one strategy; what is evaluated are others.
      const { levels } = scenario.network;
      const block = view(exports.scenario, abi.SCENARIO_LENGTH);
      packScenario({ ...scenario, network: { levels, routes: null } }, block, clockOf(scenario));
    },
    evaluate(rows, from, count, figures) {
      const taken = rows.subarray(from * abi.STRATEGY_STRIDE, (from + count) * abi.STRATEGY_STRIDE);
      view(exports.strategies, count * abi.STRATEGY_STRIDE).set(taken);
      refuse(exports.evaluate(count));
      figures.set(view(exports.evaluations, count * abi.EVALUATION_STRIDE), from * abi.EVALUATION_STRIDE);
    },
    beginSimulation(scenario, estimate, rates) {
      packSimulation(scenario, estimate, rates, view(exports.simulationInput, simulationAbi.SIM_INPUT_LENGTH));
    },
    simulateRun(seed, index, rows) {
      exports.simulateRuns(seed, index, 1);
      rows.set(view(exports.simulationRows, simulationAbi.ROW_STRIDE), index * simulationAbi.ROW_STRIDE);
    },
    simulateTimeline(seed, index) {
      exports.simulateTimeline(seed, index);
      const head = view(exports.simulationHead, simulationAbi.SIM_HEAD_LENGTH);
      const bands = (head[simulationAbi.HEAD_BAND_COUNT] ?? 0) * simulationAbi.BAND_STRIDE;
      const events = (head[simulationAbi.HEAD_EVENT_COUNT] ?? 0) * simulationAbi.EVENT_STRIDE;
      return {
        row: view(exports.simulationRows, simulationAbi.ROW_STRIDE).slice(),
        bands: view(exports.simulationBands, bands).slice(),
        events: view(exports.simulationEvents, events).slice(),
        isCut: head[simulationAbi.HEAD_CUT] === 1,
      };
    },
  };
}

const REFUSALS: Readonly<Record<number, string>> = {
  [abi.STATUS_INDIVISIBLE]: 'the dimensions of the strategy do not divide',
  [abi.STATUS_TOO_LARGE]: 'more pipeline stages or network levels than the model holds',
  [abi.STATUS_FORMAT]: 'the accelerator does not offer the number format',
  [abi.STATUS_NOT_FINITE]: 'a number that is not finite came in or out',
};

function refuse(status: number, where = ''): void {
  if (status !== abi.STATUS_OK) throw new ModelRefusal(status, `${where}${REFUSALS[status] ?? `status ${status}`}`);
}
