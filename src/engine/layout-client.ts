/**
 * Lays a drawing out in a worker that lives for one layout only. A layout cannot be stopped half-way, so that cancelling ends the
 * worker; comlink never settles the calls of a worker that is gone, so the promise is settled here.
 */
import * as comlink from 'comlink';
import type { LayoutApi, Result } from '../../workers/contract.ts';
import type { Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import type { Drawing } from '../domain/plan/plan-document.ts';
import { fail, type WorkerLike } from './engine-worker.ts';

/** What laying out needs from outside. */
export interface LayoutClientOptions {
  readonly createWorker: () => WorkerLike;
  /** A layout that takes longer is given up. */
  readonly limitMilliseconds: number;
}

/** New rectangles by block id; with `within`, only of what lies in those containers and of what moves aside for it. Never rejects. */
export async function requestLayout(
  { createWorker, limitMilliseconds }: LayoutClientOptions,
  drawing: Drawing,
  within: readonly string[] | null,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, Rectangle>>> {
  if (signal.aborted) return fail('cancelled');
  let worker: WorkerLike | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort = (): void => {};
  try {
    const started = createWorker();
    worker = started;
    const gone = new Promise<Result<never>>((resolve) => {
      onAbort = () => resolve(fail('cancelled'));
      signal.addEventListener('abort', onAbort, { once: true });
      started.addEventListener('error', (event) => {
        (event as Event).preventDefault?.();
        resolve(fail('worker-lost', { message: (event as ErrorEvent).message ?? '' }));
      });
      started.addEventListener('messageerror', () => resolve(fail('worker-lost', { message: 'unreadable message' })));
      timer = setTimeout(
        () => resolve(fail('layout-timeout', { seconds: limitMilliseconds / 1000 })),
        limitMilliseconds,
      );
    });
    const api = comlink.wrap<LayoutApi>(started);
    const laidOut = api.layout(drawing, within) as Promise<Result<ReadonlyMap<string, Rectangle>>>;
    return await Promise.race([laidOut, gone]);
  } catch (error) {
    return fail('layout-failed', { message: error instanceof Error ? error.message : String(error) });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    worker?.terminate();
  }
}

/** The layout worker as the built page serves it. */
export const PAGE_LAYOUT_CLIENT: LayoutClientOptions = {
  createWorker: () =>
    new Worker(new URL('../../workers/layout.worker.ts', import.meta.url), { type: 'module', name: 'layout' }),
  limitMilliseconds: 60_000,
};
