/** The engine's worker: loads the compiled model and serves the contract. */

import modelUrl from 'virtual:model.wasm';
import * as comlink from 'comlink';
import type { EngineApi } from './contract.ts';
import { createEngine } from './runtime/engine.ts';
import { loadModel } from './runtime/load-model.ts';

const engine = createEngine(() => loadModel(fetch(modelUrl)));

const api: EngineApi = {
  ...engine,
  evaluate: async (callId, scenario, strategies) => {
    const result = await engine.evaluate(callId, scenario, strategies);
    return result.ok ? comlink.transfer(result, [result.value.buffer as ArrayBuffer]) : result;
  },
  timeline: async (callId, scenario) => {
    const result = await engine.timeline(callId, scenario);
    if (!result.ok) return result;
    const columns = [...Object.values(result.value.boxes), ...Object.values(result.value.memory)];
    return comlink.transfer(
      result,
      columns.map((column) => column.buffer as ArrayBuffer),
    );
  },
  simulate: async (callId, scenario, settings, onProgress) => {
    const result = await engine.simulate(callId, scenario, settings, onProgress);
    if (!result.ok) return result;
    return comlink.transfer(
      result,
      Object.values(result.value.byRun).map((column) => column.buffer),
    );
  },
};

comlink.expose(api);
