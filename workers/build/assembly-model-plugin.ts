/**
 * Vite plugin: `import modelUrl from 'virtual:model.wasm'` gives the address of the compiled performance model, in development, build and
 * tests alike. Vite's own asset handling does the rest (hashed name, relative base, no inlining).
 */
import type { Plugin } from 'vite';
import { compileModel } from './compile-model.ts';

/** What a worker imports to get the compiled model's address. */
export const MODEL_WASM_ID = 'virtual:model.wasm';

/** Makes the plugin. Add it to `plugins` and to `worker.plugins`. */
export function assemblyModelPlugin(): Plugin {
  return {
    name: 'assembly-model',
    enforce: 'pre',
    async resolveId(id) {
      if (id !== MODEL_WASM_ID) return null;
      const model = await compileModel();
      for (const source of model.sources) this.addWatchFile(source);
      return `${model.path}?url&no-inline`;
    },
    async hotUpdate({ file, server }) {
      if (!/\/workers\/model\/.*\.ts$/.test(file) || file.endsWith('.test.ts')) return;
      // The address changes with the source, so the page has to ask for it again.
      for (const environment of Object.values(server.environments)) environment.moduleGraph.invalidateAll();
      this.environment.hot.send({ type: 'full-reload' });
    },
  };
}
