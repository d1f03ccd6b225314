import type { WorkerLike } from './engine-worker.ts';

/** Starts the engine's worker as the built page serves it. */
export function spawnEngineWorker(): WorkerLike {
  return new Worker(new URL('../../workers/engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });
}
