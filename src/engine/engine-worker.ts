/** One engine worker behind comlink, with calls that always settle: comlink never settles the calls of a worker that is gone. */
import * as comlink from 'comlink';
import type { EngineApi, EngineError, Result } from '../../workers/contract.ts';

/** What the client needs of a `Worker`; tests hand in a fake. */
export interface WorkerLike extends comlink.Endpoint {
  terminate(): void;
}

/** The engine as it is seen from this side of the worker. */
export type RemoteEngine = comlink.Remote<EngineApi>;

/** A failed result. */
export function fail(code: EngineError['code'], params: EngineError['params'] = {}): { ok: false; error: EngineError } {
  return { ok: false, error: { code, params } };
}

/** Owns one worker until it is lost or ended. */
export class EngineWorker {
  readonly api: RemoteEngine;
  /** Calls that are under way in this worker. */
  pending = 0;
  private loss: EngineError | null = null;
  private readonly losses = new Set<(error: EngineError) => void>();

  constructor(private readonly worker: WorkerLike) {
    this.api = comlink.wrap<EngineApi>(worker);
    worker.addEventListener('error', (event) => {
      (event as Event).preventDefault?.();
      this.end('worker-lost', (event as ErrorEvent).message);
    });
    worker.addEventListener('messageerror', () => this.end('worker-lost', 'unreadable message'));
  }

  /** Whether calls can still be made. */
  get isAlive(): boolean {
    return this.loss === null;
  }

  /** Makes one call; settles as `worker-lost` when the worker goes away first. Never rejects. */
  async call<T>(run: (api: RemoteEngine) => Promise<Result<T>>): Promise<Result<T>> {
    if (this.loss !== null) return { ok: false, error: this.loss };
    this.pending++;
    let settleLoss: (error: EngineError) => void = () => {};
    const lost = new Promise<Result<T>>((resolve) => {
      settleLoss = (error) => resolve({ ok: false, error });
      this.losses.add(settleLoss);
    });
    try {
      return await Promise.race([run(this.api), lost]);
    } catch (error) {
      // Comlink keeps an error's words but not its class: what a call throws is a fault of the engine.
      return fail('model-failed', { message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.losses.delete(settleLoss);
      this.pending--;
    }
  }

  /** Ends the worker and settles what is under way. */
  end(code: 'worker-lost' | 'cancelled', message = ''): void {
    if (this.loss !== null) return;
    this.loss = { code, params: { message } };
    this.worker.terminate();
    for (const settle of this.losses) settle(this.loss);
    this.losses.clear();
  }
}
