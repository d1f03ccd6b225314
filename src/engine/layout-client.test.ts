import * as comlink from 'comlink';
import { describe, expect, it } from 'vitest';
import type { LayoutApi } from '../../workers/contract.ts';
import type { Drawing } from '../domain/plan/plan-document.ts';
import type { WorkerLike } from './engine-worker.ts';
import { requestLayout } from './layout-client.ts';

const drawing: Drawing = { blocks: {}, links: {} };
const never = new AbortController().signal;

/** A worker in the same thread that answers as told. */
class FakeWorker extends EventTarget implements WorkerLike {
  isTerminated = false;
  private readonly channel = new MessageChannel();

  constructor(layout: LayoutApi['layout']) {
    super();
    comlink.expose({ layout } satisfies LayoutApi, this.channel.port2);
    this.channel.port1.addEventListener('message', (event) => {
      this.dispatchEvent(new MessageEvent('message', { data: event.data }));
    });
    this.channel.port1.start();
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.channel.port1.postMessage(message, transfer);
  }

  terminate(): void {
    this.isTerminated = true;
    this.channel.port1.close();
    this.channel.port2.close();
  }
}

function ask(layout: LayoutApi['layout'], signal = never, limitMilliseconds = 60_000) {
  const worker = new FakeWorker(layout);
  return { worker, result: requestLayout({ createWorker: () => worker, limitMilliseconds }, drawing, null, signal) };
}

const silent: LayoutApi['layout'] = () => new Promise(() => {});

describe('asking for a layout', () => {
  it('gives the rectangles and ends the worker', async () => {
    const rectangle = { x: 1, y: 2, width: 3, height: 4 };
    const { worker, result } = ask(async () => ({ ok: true, value: new Map([['a', rectangle]]) }));
    expect(await result).toEqual({ ok: true, value: new Map([['a', rectangle]]) });
    expect(worker.isTerminated).toBe(true);
  });

  it('ends the worker when it is cancelled, and settles', async () => {
    const controller = new AbortController();
    const { worker, result } = ask(silent, controller.signal);
    controller.abort();
    expect(await result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(worker.isTerminated).toBe(true);
  });

  it('starts no worker when it was cancelled before', async () => {
    const createWorker = () => {
      throw new Error('started');
    };
    const result = await requestLayout({ createWorker, limitMilliseconds: 1 }, drawing, null, AbortSignal.abort());
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  it('gives up after its limit', async () => {
    const { worker, result } = ask(silent, never, 5);
    expect(await result).toMatchObject({ ok: false, error: { code: 'layout-timeout', params: { seconds: 0.005 } } });
    expect(worker.isTerminated).toBe(true);
  });

  it('tells of a worker that is lost', async () => {
    const { worker, result } = ask(silent);
    worker.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
    expect(await result).toMatchObject({
      ok: false,
      error: { code: 'worker-lost', params: { message: 'out of memory' } },
    });
  });

  it('tells of a worker that cannot be started', async () => {
    const createWorker = () => {
      throw new Error('refused');
    };
    const result = await requestLayout({ createWorker, limitMilliseconds: 1 }, drawing, null, never);
    expect(result).toMatchObject({ ok: false, error: { code: 'layout-failed', params: { message: 'refused' } } });
  });
});
