/** The performance model in Node: the same WebAssembly that the page runs. */
import { readFileSync } from 'node:fs';
import { compileModel } from '../../../workers/build/compile-model.ts';
import { ESTIMATE_LENGTH, SCENARIO_LENGTH } from '../../../workers/model/abi.ts';

interface ModelExports {
  readonly memory: WebAssembly.Memory;
  readonly scenario: WebAssembly.Global<'i32'>;
  readonly result: WebAssembly.Global<'i32'>;
  estimate(): number;
  headline(): number;
}

/** The model with its input and output as views of its memory. */
export interface NodeModel {
  readonly scenario: Float64Array;
  readonly result: Float64Array;
  /** Answers 0, or what is wrong (`STATUS_…` of the model's ABI). */
  estimate(): number;
  /** The same for the step time alone, without detail and with the pipeline's closed form. */
  headline(): number;
}

/** Compiles the model when it has to, and loads it. */
export async function loadNodeModel(): Promise<NodeModel> {
  const { path } = await compileModel();
  const { instance } = await WebAssembly.instantiate(readFileSync(path), {});
  const exports = instance.exports as unknown as ModelExports;
  const view = (global: WebAssembly.Global<'i32'>, length: number): Float64Array =>
    new Float64Array(exports.memory.buffer, global.value, length);
  return {
    scenario: view(exports.scenario, SCENARIO_LENGTH),
    result: view(exports.result, ESTIMATE_LENGTH),
    estimate: () => exports.estimate(),
    headline: () => exports.headline(),
  };
}
