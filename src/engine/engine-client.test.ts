import * as comlink from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import type { EngineApi, Result } from '../../workers/contract.ts';
import type { Estimate } from '../domain/estimate/estimate.ts';
import type { Scenario } from '../domain/estimate/scenario.ts';
import { createEngineClient, type EngineClient } from './engine-client.ts';
import type { WorkerLike } from './engine-worker.ts';

/** What a fake engine does with an estimate; the default never answers. */
type Behaviour = Partial<EngineApi>;

/** A worker in the same thread: comlink over a message channel, with a way to crash it. */
class FakeWorker extends EventTarget implements WorkerLike {
  isTerminated = false;
  readonly cancelled: number[] = [];
  private readonly channel = new MessageChannel();

  constructor(behaviour: Behaviour) {
    super();
    const api: EngineApi = {
      estimate: () => new Promise(() => {}),
      timeline: () => new Promise(() => {}),
      evaluate: () => new Promise(() => {}),
      nearestValid: () => new Promise(() => {}),
      simulate: () => new Promise(() => {}),
      simulatedRun: () => new Promise(() => {}),
      modelVersion: async () => '1',
      cancel: async (callId) => {
        this.cancelled.push(callId);
      },
      ...behaviour,
    };
    comlink.expose(api, this.channel.port2);
    this.channel.port1.addEventListener('message', (event) => {
      this.dispatchEvent(new MessageEvent('message', { data: event.data }));
    });
    this.channel.port1.start();
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    if (!this.isTerminated) this.channel.port1.postMessage(message, transfer);
  }

  terminate(): void {
    this.isTerminated = true;
    this.channel.port1.close();
    this.channel.port2.close();
  }

  crash(): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
  }
}

const scenario = (name: number): Scenario => ({ training: { globalBatchSequences: name } }) as unknown as Scenario;
const answer = (input: Scenario): Result<Estimate> => ({
  ok: true,
  value: { modelVersion: String(input.training.globalBatchSequences) } as unknown as Estimate,
});
const never = new AbortController().signal;

let client: EngineClient | null = null;
let workers: FakeWorker[] = [];

function start(behaviours: readonly Behaviour[], cancelGraceMilliseconds = 10_000): EngineClient {
  workers = [];
  client = createEngineClient({
    cancelGraceMilliseconds,
    spawn: () => {
      const worker = new FakeWorker(behaviours[workers.length] ?? behaviours.at(-1) ?? {});
      workers.push(worker);
      return worker;
    },
  });
  return client;
}

/** Lets messages travel until a condition holds. */
async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 10_000 && !condition(); turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  if (!condition()) throw new Error('it never came to that');
}

afterEach(() => {
  client?.dispose();
  for (const worker of workers) worker.terminate();
  client = null;
});

describe('the engine client', () => {
  it('answers, and keeps a warm spare afterwards', async () => {
    const engine = start([{ estimate: async (_id, input) => answer(input) }]);
    expect(await engine.estimate(never, scenario(7))).toMatchObject({ ok: true, value: { modelVersion: '7' } });
    await until(() => workers.length === 2);
    expect(await engine.modelVersion(never)).toEqual({ ok: true, value: '1' });
    expect(workers).toHaveLength(2);
  });

  it('hands arrays over and back', async () => {
    const engine = start([
      {
        evaluate: async (_id, _input, rows) => ({
          ok: true,
          value: comlink.transfer(
            rows.map((x) => 2 * x),
            [],
          ),
        }),
      },
    ]);
    const rows = Float64Array.of(1, 2, 3);
    const result = await engine.evaluate(never, scenario(1), rows);
    expect(result).toEqual({ ok: true, value: Float64Array.of(2, 4, 6) });
    expect(rows).toHaveLength(0);
  });

  it('turns what the engine throws into a failed result', async () => {
    const engine = start([
      {
        estimate: async () => {
          throw new RangeError('unreachable');
        },
      },
    ]);
    const result = await engine.estimate(never, scenario(1));
    expect(result).toEqual({ ok: false, error: { code: 'model-failed', params: { message: 'unreachable' } } });
  });

  it('repeats a call on the spare when the worker crashes', async () => {
    const engine = start([{}, { estimate: async (_id, input) => answer(input) }]);
    const result = engine.estimate(never, scenario(3));
    await until(() => workers.length === 1);
    workers[0]?.crash();
    expect(await result).toMatchObject({ ok: true, value: { modelVersion: '3' } });
    expect(workers[0]?.isTerminated).toBe(true);
  });

  it('gives up on a call that crashes twice, and goes on with the next', async () => {
    const engine = start([{}, {}, { estimate: async (_id, input) => answer(input) }]);
    const doomed = engine.estimate(never, scenario(1));
    await until(() => workers.length === 1);
    workers[0]?.crash();
    await until(() => workers.length === 2);
    workers[1]?.crash();
    expect(await doomed).toEqual({ ok: false, error: { code: 'worker-lost', params: { message: 'out of memory' } } });
    expect(await engine.estimate(never, scenario(2))).toMatchObject({ ok: true });
  });

  it('cancels a running call by its id', async () => {
    let finish: (result: Result<Estimate>) => void = () => {};
    let started = 0;
    const engine = start([
      {
        estimate: (callId) => {
          started = callId;
          return new Promise((resolve) => {
            finish = resolve;
          });
        },
      },
    ]);
    const abort = new AbortController();
    const result = engine.estimate(abort.signal, scenario(1));
    await until(() => started > 0);
    abort.abort();
    await until(() => workers[0]?.cancelled.length === 1);
    expect(workers[0]?.cancelled).toEqual([started]);
    finish({ ok: false, error: { code: 'cancelled', params: {} } });
    expect(await result).toEqual({ ok: false, error: { code: 'cancelled', params: {} } });
    expect(workers[0]?.isTerminated).toBe(false);
  });

  it('ends a worker that does not heed a cancel', async () => {
    const engine = start([{}, { estimate: async (_id, input) => answer(input) }], 0);
    const abort = new AbortController();
    const result = engine.estimate(abort.signal, scenario(1));
    await until(() => workers.length === 1);
    abort.abort();
    expect(await result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(workers[0]?.isTerminated).toBe(true);
    expect(await engine.estimate(never, scenario(2))).toMatchObject({ ok: true });
  });

  it('answers an aborted call without bothering the worker', async () => {
    const engine = start([{}]);
    const abort = new AbortController();
    abort.abort();
    expect(await engine.estimate(abort.signal, scenario(1))).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(workers).toHaveLength(0);
  });

  it('lets the newest of many edits win', async () => {
    const seen: number[] = [];
    let finish: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const engine = start([
      {
        estimate: async (_id, input) => {
          seen.push(input.training.globalBatchSequences);
          await gate;
          return answer(input);
        },
      },
    ]);
    const edits = Array.from({ length: 100 }, (_, edit) => engine.estimate(never, scenario(edit), 'plan'));
    const other = engine.estimate(never, scenario(1000), 'other plan');
    await until(() => seen.length === 1);
    finish();
    const results = await Promise.all(edits);
    expect(results[0]).toMatchObject({ ok: true });
    expect(results[99]).toMatchObject({ ok: true, value: { modelVersion: '99' } });
    expect(results.slice(1, 99).every((result) => !result.ok && result.error.code === 'cancelled')).toBe(true);
    expect(await other).toMatchObject({ ok: true });
    expect(seen).toEqual([0, 99, 1000]);
  });

  it('takes a waiting call back when it is aborted', async () => {
    let calls = 0;
    let finish: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const engine = start([
      {
        estimate: async (_id, input) => {
          calls++;
          await gate;
          return answer(input);
        },
      },
    ]);
    const first = engine.estimate(never, scenario(1));
    const abort = new AbortController();
    const second = engine.estimate(abort.signal, scenario(2));
    abort.abort();
    expect(await second).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    finish();
    expect(await first).toMatchObject({ ok: true });
    expect(calls).toBe(1);
  });

  it('fails calls after it was disposed, and settles those under way', async () => {
    const engine = start([{}]);
    const result = engine.estimate(never, scenario(1));
    await until(() => workers.length === 1);
    engine.dispose();
    expect(await result).toMatchObject({ ok: false, error: { code: 'worker-lost' } });
    expect(await engine.estimate(never, scenario(1))).toMatchObject({ ok: false, error: { code: 'worker-lost' } });
  });

  it('says so when no worker can be started', async () => {
    const engine = createEngineClient({
      spawn: () => {
        throw new Error('no workers here');
      },
    });
    expect(await engine.estimate(never, scenario(1))).toMatchObject({ ok: false, error: { code: 'worker-lost' } });
  });
});
