import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { loadEngine } from '../../cli/load-engine.ts';
import { compileScenario } from '../estimate/compile-scenario.ts';
import type { Estimate } from '../estimate/estimate.ts';
import type { ScenarioProblem } from '../estimate/scenario-problem.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { LLAMA3_405B_16K } from '../plan/templates/llama3-405b-16k.ts';
import { estimateStorage } from './estimate-storage.ts';
import type { StorageEstimate } from './storage-estimate.ts';
import { findStorageWarnings } from './storage-warnings.ts';

interface Answer {
  readonly storage: StorageEstimate;
  readonly warnings: readonly ScenarioProblem[];
  readonly estimate: Estimate;
}

async function estimate(plan: PlanDocument): Promise<Answer> {
  const compiled = compileScenario(plan, loadCatalog());
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const answer = await loadEngine().estimate(1, compiled.scenario);
  if (!answer.ok) throw new Error(answer.error.code);
  const storage = estimateStorage(compiled.storage, compiled.scenario, answer.value);
  return {
    storage,
    warnings: findStorageWarnings(compiled.storage, storage, compiled.scenario),
    estimate: answer.value,
  };
}

interface Change {
  readonly overrides?: Readonly<Record<string, number>>;
  readonly choices?: Readonly<Record<string, string>>;
  readonly modelId?: string;
  /** Of the drawn storage, bytes/s and bytes. */
  readonly store?: Partial<NonNullable<PlanDocument['drawing']['blocks'][string]['storage']>>;
  /** Of each of its cables, bytes/s. */
  readonly cable?: number;
  readonly cables?: number;
  readonly workload?: Partial<PlanDocument['workload']>;
}

/** The cluster of Llama 3 with something changed. */
function changed({ overrides, choices, modelId, store, cable, cables, workload }: Change): PlanDocument {
  const plan = structuredClone(LLAMA3_405B_16K.create());
  const block = plan.drawing.blocks.storage;
  const link = Object.values(plan.drawing.links).find(({ from }) => from === 'storage');
  if (block?.storage == null || link === undefined) throw new Error('no storage is drawn');
  if (store !== undefined) block.storage = { ...block.storage, ...store };
  if (cable !== undefined) link.bandwidthBytesPerSecond = cable;
  if (cables !== undefined) link.cablesPerInstance = cables;
  if (modelId !== undefined) plan.workload.model = { kind: 'catalog', modelId };
  Object.assign(plan.workload, workload);
  Object.assign(plan.assumptions.overrides, overrides);
  Object.assign(plan.assumptions.choices, choices);
  return plan;
}

const codes = ({ warnings }: Answer): readonly string[] => warnings.map(({ code }) => code);

describe('storage of published runs, drawn', () => {
  it('writes a checkpoint of Llama 3 at the 2 TB/s of its storage in 2.8 s (arXiv 2407.21783)', async () => {
    const answer = await estimate(changed({}));
    const { storage } = answer;
    expect(storage.write).toMatchObject({ bytesPerSecond: 2e12, limitedBy: ['stores', 'cables'] });
    expect(storage.checkpoint.bytes / 5.67e12).toBeCloseTo(1, 2);
    expect(storage.checkpoint.writeSeconds).toBeCloseTo(2.84, 2);
    // The model has the same figure.
    expect(answer.estimate.reliability.checkpointWriteSeconds).toBeCloseTo(storage.checkpoint.writeSeconds, 12);
    // The paper's 1 MB to 4 GB a GPU.
    expect(storage.checkpoint.bytesPerAccelerator).toBeGreaterThan(1e6);
    expect(storage.checkpoint.bytesPerAccelerator).toBeLessThan(4e9);
    expect(codes(answer)).toEqual([]);
  });

  it('writes BLOOM in some 40 s at the 57.5 GB/s of its file system (ml-engineering)', async () => {
    const { storage } = await estimate(changed({ modelId: 'bloom-176b', store: { writeBytesPerSecond: 57.5e9 } }));
    // 2.3 TB as published are 14 bytes a parameter, in units of 1024.
    expect(storage.checkpoint.bytes / 2 ** 40).toBeCloseTo(2.25, 1);
    expect(Math.abs(storage.checkpoint.writeSeconds / 40 - 1)).toBeLessThan(0.08);
  });

  it('takes 42 minutes for the state of MT-NLG over 20 Gbit/s (Gemini, SOSP 2023)', async () => {
    const parameters = (await estimate(changed({}))).storage.checkpoint.bytes / 14;
    // 530 G parameters at 12 bytes: the state of another model of the same size.
    const overrides = { checkpointBytesPerParameter: (12 * 530e9) / parameters };
    const { storage } = await estimate(changed({ overrides, cables: 1, cable: 20e9 / 8 }));
    expect(storage.write.limitedBy).toEqual(['cables']);
    expect(storage.checkpoint.writeSeconds / 60).toBeCloseTo(42.4, 1);
  });

  it('reads text at a rate that is nothing to the storage', async () => {
    const { storage } = await estimate(changed({ overrides: { datasetBytesPerToken: 4 } }));
    // 16.8 M tokens a step of some 6 s: about 11 MB/s.
    expect(storage.dataLoading.neededBytesPerSecond).toBeGreaterThan(5e6);
    expect(storage.dataLoading.neededBytesPerSecond).toBeLessThan(20e6);
    expect(storage.dataLoading).toMatchObject({ limitsStep: false, loaderHosts: 128, competingSeconds: 0 });
  });
});

describe('what storage holds up', () => {
  it('says when a restore storm holds up recoveries, and reads less when replicas are passed on to', async () => {
    const store = { readBytesPerSecond: 20e9 };
    const once = await estimate(changed({ store }));
    const storm = await estimate(changed({ store, choices: { restoreMode: 'every-rank' } }));
    // Weights are a seventh of the bytes, on 128 data ranks each: 1/7 · 128 + 6/7.
    expect(storm.storage.restore.copies).toBeCloseTo((128 + 6) / 7, 12);
    expect(storm.storage.restore.seconds / once.storage.restore.seconds).toBeCloseTo((128 + 6) / 7, 9);
    expect(codes(storm)).toContain('restore-storm');
    expect(storm.warnings.find(({ code }) => code === 'restore-storm')?.itemIds).toEqual(['storage']);
    expect(storm.estimate.reliability.goodput).toBeLessThan(once.estimate.reliability.goodput);
  });

  it('says when data arrives too slowly, and leaves the step as it is', async () => {
    const plain = await estimate(changed({}));
    const slow = await estimate(
      changed({ overrides: { datasetBytesPerToken: 1000 }, store: { readBytesPerSecond: 1e9 } }),
    );
    expect(slow.storage.dataLoading.limitsStep).toBe(true);
    expect(slow.storage.dataLoading.stepSecondsWithLoading).toBeCloseTo((2048 * 8192 * 1000) / 1e9, 6);
    expect(codes(slow)).toContain('data-pipeline-slow');
    expect(slow.estimate.step.seconds).toBe(plain.estimate.step.seconds);
  });

  it('says when a write is longer than its interval, what holds it, and when loading shares the storage with it', async () => {
    const answer = await estimate(
      changed({ overrides: { checkpointIntervalSeconds: 60, datasetBytesPerToken: 1000 }, cables: 1, cable: 10e9 }),
    );
    const { storage } = answer;
    expect(storage.checkpoint.writeSeconds).toBeCloseTo(568.2, 1);
    expect(codes(answer)).toContain('checkpoint-longer-than-interval');
    expect(answer.warnings.find(({ code }) => code === 'checkpoint-longer-than-interval')?.itemIds).toEqual(['l4']);
    const { competingSeconds, prefetchSeconds, writeSecondsBeside } = storage.dataLoading;
    const background = storage.checkpoint.writeSeconds - answer.estimate.reliability.checkpointBlockingSeconds;
    expect(competingSeconds).toBeCloseTo(background - prefetchSeconds, 9);
    const busy = storage.dataLoading.neededBytesPerSecond / storage.dataLoading.availableBytesPerSecond;
    expect(writeSecondsBeside).toBeCloseTo(storage.checkpoint.writeSeconds / (1 - busy), 6);
  });

  it('says when checkpoints and data do not fit', async () => {
    const answer = await estimate(changed({ store: { capacityBytes: 70e12 } }));
    expect(answer.storage).toMatchObject({ fits: false, capacityBytes: 70e12 });
    expect(answer.storage.neededBytes).toBeCloseTo(5 * answer.storage.checkpoint.bytes + 15.6e12 * 3, -3);
    expect(codes(answer)).toContain('storage-too-small');
    const fewer = await estimate(changed({ store: { capacityBytes: 70e12 }, overrides: { checkpointsKept: 2 } }));
    expect(fewer.storage.fits).toBe(true);
  });

  it('keeps copies of peers within host memory', async () => {
    const { storage } = await estimate(changed({ choices: { checkpointKind: 'peer-memory' } }));
    expect(storage.peers).toMatchObject({ fits: true });
    expect(storage.peers?.hostMemoryBytes).toBeCloseTo(2 * storage.checkpoint.bytes, -3);
    const huge = await estimate(
      changed({ choices: { checkpointKind: 'peer-memory' }, overrides: { checkpointBytesPerParameter: 64 } }),
    );
    expect(huge.storage.peers?.seconds ?? 0).toBeGreaterThan(storage.peers?.seconds ?? 0);
  });

  it('says that nothing leads to storage', async () => {
    const plan = changed({});
    for (const link of Object.values(plan.drawing.links))
      if (link.from === 'storage') delete plan.drawing.links[link.id];
    const answer = await estimate(plan);
    expect(answer.storage).toMatchObject({ state: 'unlinked', write: { bytesPerSecond: 2e12 } });
    expect(answer.warnings).toMatchObject([{ code: 'storage-unlinked', itemIds: ['storage'] }]);
  });
});
