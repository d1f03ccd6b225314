/** The engine in Node: the same runtime and the same WebAssembly as in the page. */
import { readFile } from 'node:fs/promises';
import { compileModel } from '../../workers/build/compile-model.ts';
import type { EngineApi } from '../../workers/contract.ts';
import { createEngine } from '../../workers/runtime/engine.ts';
import { loadModel } from '../../workers/runtime/load-model.ts';

/** Makes an engine; the model is compiled (or taken from the cache) with the first call. */
export function loadEngine(): EngineApi {
  return createEngine(async () => loadModel(new Uint8Array(await readFile((await compileModel()).path))));
}
