import { QueryClient, QueryObserver } from '@tanstack/react-query';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../domain/estimate/estimate.ts';
import type { Scenario } from '../domain/estimate/scenario.ts';
import type { EngineClient } from './engine-client.ts';
import { EngineFailure, estimateQueryOptions } from './estimate-query.ts';
import { hashInputs } from './hash-inputs.ts';

const scenario = (batch: number): Scenario => ({ training: { globalBatchSequences: batch } }) as unknown as Scenario;

function fakeClient(answer: EngineClient['estimate']): EngineClient {
  const fail = () => Promise.resolve({ ok: false, error: { code: 'worker-lost', params: {} } } as const);
  return {
    estimate: answer,
    timeline: fail,
    evaluate: fail,
    nearestValid: fail,
    simulate: fail,
    simulatedRun: fail,
    modelVersion: fail,
    dispose: () => {},
  };
}

describe('estimate queries', () => {
  it('compute equal inputs once, and others anew', async () => {
    let calls = 0;
    const client = fakeClient(async (_signal, input) => {
      calls++;
      return { ok: true, value: { modelVersion: String(input.training.globalBatchSequences) } as unknown as Estimate };
    });
    const queries = new QueryClient();
    await queries.fetchQuery(estimateQueryOptions(client, scenario(1), '1'));
    await queries.fetchQuery(estimateQueryOptions(client, scenario(1), '1'));
    expect(calls).toBe(1);
    await queries.fetchQuery(estimateQueryOptions(client, scenario(1), '2'));
    await queries.fetchQuery(estimateQueryOptions(client, scenario(2), '2'));
    expect(calls).toBe(3);
    queries.clear();
  });

  it('keep the last figures while new ones are computed, and abort what nobody waits for', async () => {
    const waiting: { batch: number; signal: AbortSignal; finish: () => void }[] = [];
    const client = fakeClient(
      (signal, input) =>
        new Promise((resolve) => {
          const batch = input.training.globalBatchSequences;
          const value = { modelVersion: String(batch) } as unknown as Estimate;
          waiting.push({ batch, signal, finish: () => resolve({ ok: true, value }) });
        }),
    );
    const queries = new QueryClient();
    const observer = new QueryObserver(queries, estimateQueryOptions(client, scenario(1), '1'));
    const stop = observer.subscribe(() => {});
    const settled = async (): Promise<void> => {
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
    };
    await settled();
    waiting[0]?.finish();
    await settled();
    expect(observer.getCurrentResult()).toMatchObject({ data: { modelVersion: '1' }, isPlaceholderData: false });
    observer.setOptions(estimateQueryOptions(client, scenario(2), '1'));
    await settled();
    expect(observer.getCurrentResult()).toMatchObject({ data: { modelVersion: '1' }, isPlaceholderData: true });
    observer.setOptions(estimateQueryOptions(client, scenario(3), '1'));
    await settled();
    expect(waiting.find((call) => call.batch === 2)?.signal.aborted).toBe(true);
    waiting.find((call) => call.batch === 3)?.finish();
    await settled();
    expect(observer.getCurrentResult()).toMatchObject({ data: { modelVersion: '3' }, isPlaceholderData: false });
    stop();
    queries.clear();
  });

  it('hold the engine’s error', async () => {
    const client = fakeClient(async () => ({ ok: false, error: { code: 'load-failed', params: { status: 404 } } }));
    const queries = new QueryClient();
    const failure = await queries.fetchQuery(estimateQueryOptions(client, scenario(1), '1')).catch((error) => error);
    expect(failure).toBeInstanceOf(EngineFailure);
    expect(failure.error).toEqual({ code: 'load-failed', params: { status: 404 } });
    queries.clear();
  });
});

describe('hashInputs', () => {
  it('does not see the order of fields', () => {
    expect(hashInputs({ a: 1, b: { c: 2, d: 3 } })).toBe(hashInputs({ b: { d: 3, c: 2 }, a: 1 }));
    expect(hashInputs([1, 2])).not.toBe(hashInputs([2, 1]));
  });

  it('tells different inputs apart', () => {
    const hashes = new Map<string, string>();
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const hash = hashInputs(value);
        expect(hash).toMatch(/^[0-9a-f]{26}$/);
        const text = JSON.stringify(value, (_key, inner) =>
          typeof inner === 'object' && inner !== null && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
            : inner,
        );
        expect(hashes.get(hash) ?? text).toBe(text);
        hashes.set(hash, text);
      }),
      { seed: 4, numRuns: 2000 },
    );
  });
});
