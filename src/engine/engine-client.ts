/**
 * The page's side of the engine. Every call takes an AbortSignal first and settles, whatever happens to the worker: a crashed worker is
 * replaced by a warm spare and the call repeated once; a cancelled call that does not end by itself has its worker ended.
 */
import * as comlink from 'comlink';
import type { NearestValid, Result } from '../../workers/contract.ts';
import type { Estimate } from '../domain/estimate/estimate.ts';
import type { Scenario } from '../domain/estimate/scenario.ts';
import type { StepTimeline } from '../domain/estimate/step-timeline.ts';
import type { SimulatedRun, SimulatedRuns } from '../domain/simulation/simulated-runs.ts';
import type { SimulationSettings } from '../domain/simulation/simulation-settings.ts';
import { EngineWorker, fail, type RemoteEngine, type WorkerLike } from './engine-worker.ts';
import { LatestWinsQueue } from './latest-wins.ts';

/** What the page can ask. Promises never reject. */
export interface EngineClient {
  /** One strategy in full detail. A newer call in the same lane takes the place of one that still waits; null = never. */
  estimate(signal: AbortSignal, scenario: Scenario, lane?: string | null): Promise<Result<Estimate>>;
  /** The simulated step of one strategy, pass by pass; lanes as with estimates. */
  timeline(signal: AbortSignal, scenario: Scenario, lane?: string | null): Promise<Result<StepTimeline>>;
  /** Headline terms of many strategies; rows as the contract says. The array is handed over and empty afterwards. */
  evaluate(
    signal: AbortSignal,
    scenario: Scenario,
    strategies: Float64Array<ArrayBuffer>,
  ): Promise<Result<Float64Array>>;
  /** The valid strategy nearest to the scenario's own that fits into memory; null when there is none. */
  nearestValid(signal: AbortSignal, scenario: Scenario): Promise<Result<NearestValid | null>>;
  /** Many random runs of the job, in a worker of their own, so that no estimate waits for them; the newest asked for wins. */
  simulate(
    signal: AbortSignal,
    scenario: Scenario,
    settings: SimulationSettings,
    onProgress: (done: number, all: number) => void,
  ): Promise<Result<SimulatedRuns>>;
  /** One of these runs again, with what happened in it. */
  simulatedRun(
    signal: AbortSignal,
    scenario: Scenario,
    run: { readonly seed: number; readonly index: number },
  ): Promise<Result<SimulatedRun>>;
  /** Version of the model that is loaded. */
  modelVersion(signal: AbortSignal): Promise<Result<string>>;
  /** Ends all workers; later calls fail as `worker-lost`. */
  dispose(): void;
}

/** How to make a client. */
export interface EngineClientOptions {
  /** Starts a worker that exposes the contract. */
  readonly spawn: () => WorkerLike;
  /** How long a cancelled call may go on before its worker is ended. */
  readonly cancelGraceMilliseconds?: number;
  /** Whether a warm worker stands by; it does unless this is false. */
  readonly keepsSpare?: boolean;
}

/** Makes a client with one worker and, once that has answered, a warm spare. */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  return new PooledEngineClient(options);
}

type Call<T> = (api: RemoteEngine, callId: number) => Promise<Result<T>>;

class PooledEngineClient implements EngineClient {
  private readonly spawn: () => WorkerLike;
  private readonly cancelGraceMilliseconds: number;
  // A worker computes one thing at a time anyway; what waits here can still be dropped or cancelled for nothing.
  private readonly queue = new LatestWinsQueue();
  private worker: EngineWorker | null = null;
  private spare: EngineWorker | null = null;
  private nextCallId = 1;
  private isDisposed = false;
  private simulations: PooledEngineClient | null = null;
  private readonly options: EngineClientOptions;

  constructor(options: EngineClientOptions) {
    this.options = options;
    this.spawn = options.spawn;
    this.cancelGraceMilliseconds = options.cancelGraceMilliseconds ?? 500;
  }

  estimate(signal: AbortSignal, scenario: Scenario, lane: string | null = null): Promise<Result<Estimate>> {
    return this.enqueue(signal, lane, (api, callId) => api.estimate(callId, scenario));
  }

  timeline(signal: AbortSignal, scenario: Scenario, lane: string | null = null): Promise<Result<StepTimeline>> {
    return this.enqueue(signal, lane, (api, callId) => api.timeline(callId, scenario));
  }

  evaluate(
    signal: AbortSignal,
    scenario: Scenario,
    strategies: Float64Array<ArrayBuffer>,
  ): Promise<Result<Float64Array>> {
    // Handed over when the call is sent, and copied only if a crash makes it necessary to send it again.
    const kept = strategies.slice();
    let sent = strategies;
    return this.enqueue(signal, null, (api, callId) => {
      if (sent.length < kept.length) sent = kept.slice();
      return api.evaluate(callId, scenario, comlink.transfer(sent, [sent.buffer]));
    });
  }

  nearestValid(signal: AbortSignal, scenario: Scenario): Promise<Result<NearestValid | null>> {
    return this.enqueue(signal, 'nearest-valid', (api, callId) => api.nearestValid(callId, scenario));
  }

  simulate(
    signal: AbortSignal,
    scenario: Scenario,
    settings: SimulationSettings,
    onProgress: (done: number, all: number) => void,
  ): Promise<Result<SimulatedRuns>> {
    return this.forSimulations().enqueue(signal, 'simulate', (api, callId) =>
      api.simulate(callId, scenario, settings, comlink.proxy(onProgress)),
    );
  }

  simulatedRun(
    signal: AbortSignal,
    scenario: Scenario,
    run: { readonly seed: number; readonly index: number },
  ): Promise<Result<SimulatedRun>> {
    return this.enqueue(signal, 'simulated-run', (api, callId) => api.simulatedRun(callId, scenario, run));
  }

  modelVersion(signal: AbortSignal): Promise<Result<string>> {
    return this.enqueue(signal, null, async (api) => ({ ok: true, value: await api.modelVersion() }));
  }

  dispose(): void {
    this.isDisposed = true;
    this.worker?.end('worker-lost', 'disposed');
    this.spare?.end('worker-lost', 'disposed');
    this.simulations?.dispose();
    this.worker = null;
    this.spare = null;
  }

  private forSimulations(): PooledEngineClient {
    this.simulations ??= new PooledEngineClient({ ...this.options, keepsSpare: false });
    if (this.isDisposed) this.simulations.dispose();
    return this.simulations;
  }

  private enqueue<T>(signal: AbortSignal, lane: string | null, call: Call<T>): Promise<Result<T>> {
    if (signal.aborted) return Promise.resolve(fail('cancelled'));
    return new Promise((resolve) => {
      const settle = (result: Result<T>): void => {
        signal.removeEventListener('abort', onAbort);
        resolve(result);
      };
      const withdraw = this.queue.submit(
        lane,
        async () => settle(await this.send(signal, call)),
        () => settle(fail('cancelled')),
      );
      const onAbort = (): void => {
        if (withdraw()) settle(fail('cancelled'));
      };
      signal.addEventListener('abort', onAbort);
    });
  }

  private async send<T>(signal: AbortSignal, call: Call<T>): Promise<Result<T>> {
    for (let attempt = 0; ; attempt++) {
      if (signal.aborted) return fail('cancelled');
      const worker = this.takeWorker();
      if (worker === null) return fail('worker-lost', { message: 'no worker can be started' });
      const result = await this.callOnce(worker, signal, call);
      if (result.ok) this.keepSpare();
      const isLost = !result.ok && result.error.code === 'worker-lost';
      if (!isLost || attempt > 0 || this.isDisposed) return signal.aborted ? fail('cancelled') : result;
    }
  }

  private async callOnce<T>(worker: EngineWorker, signal: AbortSignal, call: Call<T>): Promise<Result<T>> {
    const callId = this.nextCallId++;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onAbort = (): void => {
      worker.api.cancel(callId).catch(() => {});
      timer = setTimeout(() => worker.end('cancelled'), this.cancelGraceMilliseconds);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await worker.call((api) => call(api, callId));
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  private takeWorker(): EngineWorker | null {
    if (this.isDisposed) return null;
    if (this.worker?.isAlive) return this.worker;
    this.worker = this.spare?.isAlive ? this.spare : this.start();
    this.spare = null;
    return this.worker;
  }

  private keepSpare(): void {
    if (this.isDisposed || this.options.keepsSpare === false || this.spare?.isAlive) return;
    const spare = this.start();
    this.spare = spare;
    // The first call loads the model, so that the spare is warm.
    void spare?.call(async (api) => ({ ok: true, value: await api.modelVersion() }));
  }

  private start(): EngineWorker | null {
    try {
      return new EngineWorker(this.spawn());
    } catch {
      return null;
    }
  }
}
