import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createEmptyPlan } from '../domain/plan/create-empty-plan.ts';
import { createRandomPlan } from '../domain/plan/testing/random-plan.ts';
import { openPlanDatabase, type PlanDatabase } from './plan-database.ts';
import { createPlanLibrary, type PlanLibrary } from './plan-library.ts';
import type { TabMessage } from './tab-channel.ts';

const MINUTE_MS = 60_000;
let clock: number;
let database: PlanDatabase;
let library: PlanLibrary;
let posted: TabMessage[];

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  clock = 1_800_000_000_000;
  posted = [];
  let number = 0;
  database = await openPlanDatabase();
  library = createPlanLibrary(database, {
    channel: { post: (message) => posted.push(message), listen: () => () => undefined, close: () => undefined },
    now: () => clock,
    createId: () => `plan-${++number}`,
  });
});

async function readSaved(id: string) {
  const result = await library.read(id);
  if (!result.ok) throw new Error(result.message);
  return result.saved;
}

describe('plan library', () => {
  it('lists plans by their last change', async () => {
    await library.create(createEmptyPlan('Old'));
    clock += MINUTE_MS;
    await library.create(createRandomPlan(5));
    clock += MINUTE_MS;
    await library.rename('plan-1', 'Old, renamed');
    const list = await library.list();
    expect(list.map(({ id }) => id)).toEqual(['plan-1', 'plan-2']);
    expect(list[0]).toMatchObject({ name: 'Old, renamed', updatedAt: clock, createdAt: clock - 2 * MINUTE_MS });
    expect(list[1]?.blockCount).toBe(Object.keys(createRandomPlan(5).drawing.blocks).length);
    expect((await readSaved('plan-1')).plan.name).toBe('Old, renamed');
    expect(posted.at(-1)).toEqual({ kind: 'written', planId: 'plan-1', revision: 2 });
  });

  it('duplicates, deletes, takes deleting back, and purges for good', async () => {
    await library.create(createRandomPlan(9));
    const copy = await library.duplicate('plan-1');
    expect((await readSaved(copy ?? '')).plan.drawing).toEqual(createRandomPlan(9).drawing);
    await library.remove('plan-1');
    expect((await library.list()).map(({ id }) => id)).toEqual(['plan-2']);
    await library.restore('plan-1');
    expect((await library.list()).map(({ id }) => id).sort()).toEqual(['plan-1', 'plan-2']);
    await library.remove('plan-1');
    await library.purge(clock);
    expect(await library.read('plan-1')).toMatchObject({ ok: true });
    await library.purge(clock + 1);
    expect(await library.read('plan-1')).toMatchObject({ ok: false });
    expect(await library.duplicate('plan-1')).toBeUndefined();
  });

  it('puts a version aside before the first change after ten minutes, and keeps named ones', async () => {
    const first = createEmptyPlan('First');
    await library.create(first);
    const history = { past: [], future: [] };
    await library.write({ id: 'plan-1', plan: createEmptyPlan('Second'), history, expectedRevision: 1 });
    expect(await library.versions.list('plan-1')).toEqual([]);
    clock += 11 * MINUTE_MS;
    await library.write({ id: 'plan-1', plan: createEmptyPlan('Third'), history, expectedRevision: 2 });
    const named = await library.versions.save('plan-1', createRandomPlan(4), 'Before the spine');
    const list = await library.versions.list('plan-1');
    expect(list.map(({ kind, label }) => [kind, label])).toEqual([
      ['named', 'Before the spine'],
      ['auto', ''],
    ]);
    expect((await library.versions.read('plan-1', list[1]?.number ?? 0))?.name).toBe('Second');
    expect(await library.versions.read('plan-1', named)).toEqual(createRandomPlan(4));
    await library.versions.remove('plan-1', named);
    expect(await library.versions.list('plan-1')).toHaveLength(1);
  });

  it('keeps at most fifty automatic versions', async () => {
    await library.create(createEmptyPlan());
    for (let revision = 1; revision <= 60; revision++) {
      clock += 11 * MINUTE_MS;
      const plan = createEmptyPlan(`Plan ${revision}`);
      await library.write({ id: 'plan-1', plan, history: { past: [], future: [] }, expectedRevision: revision });
    }
    const list = await library.versions.list('plan-1');
    expect(list).toHaveLength(50);
    expect((await library.versions.read('plan-1', list[0]?.number ?? 0))?.name).toBe('Plan 59');
  });

  it('refuses a write that is based on an older revision', async () => {
    await library.create(createEmptyPlan('A'));
    const write = { id: 'plan-1', history: { past: [], future: [] }, expectedRevision: 1 };
    const both = await Promise.all([
      library.write({ ...write, plan: createEmptyPlan('B') }),
      library.write({ ...write, plan: createEmptyPlan('C') }),
    ]);
    expect(both).toEqual([
      { ok: true, revision: 2 },
      { ok: false, revision: 2 },
    ]);
    expect((await readSaved('plan-1')).plan.name).toBe('B');
  });

  it('mends or refuses records that are damaged, and never throws', async () => {
    await library.create(createEmptyPlan('Fine'));
    await library.create(createEmptyPlan('Bent'));
    await library.create(createEmptyPlan('Broken'));
    const bent = await database.get('plans', 'plan-2');
    const broken = await database.get('plans', 'plan-3');
    if (bent === undefined || broken === undefined) throw new Error('not there');
    await database.put('plans', { ...bent, plan: { ...(bent.plan as object), strategy: { tensor: -1 } } });
    await database.put('plans', { ...broken, plan: 'nonsense' });
    await database.put('plans', { id: 'plan-4', junk: true } as never);
    const saved = await readSaved('plan-2');
    expect(saved.repairs.length).toBeGreaterThan(0);
    expect(saved.plan.strategy.tensor).toBe(1);
    expect(await library.read('plan-3')).toMatchObject({ ok: false });
    expect(await library.read('plan-4')).toMatchObject({ ok: false });
    expect((await library.list()).map(({ id }) => id).sort()).toEqual(['plan-1', 'plan-2', 'plan-3']);
  });
});
