import { describe, expect, it } from 'vitest';
import { deleteItems } from '../domain/plan/commands/delete-items.ts';
import { renamePlan } from '../domain/plan/commands/rename-plan.ts';
import { setStrategy } from '../domain/plan/commands/set-strategy.ts';
import { createRandomCommand } from '../domain/plan/testing/random-command.ts';
import { createRandomPlan } from '../domain/plan/testing/random-plan.ts';
import { createSeededRandom } from '../domain/random/seeded-random.ts';
import { createDocumentStore } from './document-store.ts';
import { createWhatIfStore, type WhatIfStorage } from './what-if-store.ts';

function createStorage(): WhatIfStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

function storesOf(seed: number, storage = createStorage()) {
  const documentStore = createDocumentStore('p1', createRandomPlan(seed, 12));
  return { documentStore, storage, whatIf: createWhatIfStore(documentStore, storage) };
}

describe('what if', () => {
  it('drops whatever was tried as one step, exactly, and undo brings the trial back', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = createSeededRandom(seed);
      const { documentStore, whatIf } = storesOf(seed);
      for (let step = 0; step < 5; step++)
        documentStore.getState().dispatch(createRandomCommand(random, documentStore.getState().plan));
      const before = documentStore.getState().plan;
      const steps = documentStore.getState().history.past.length;
      whatIf.getState().start();
      for (let step = 0; step < 20; step++)
        documentStore.getState().dispatch(createRandomCommand(random, documentStore.getState().plan));
      documentStore.getState().dispatch(renamePlan('Tried'));
      const tried = documentStore.getState().plan;
      const triedSteps = documentStore.getState().history.past.length;
      expect(whatIf.getState().before).toBe(before);
      expect(whatIf.getState().drop()).toEqual({ ok: true });
      expect(documentStore.getState().plan, `seed ${seed}`).toEqual(before);
      expect(documentStore.getState().history.past.length).toBe(triedSteps + 1);
      expect(whatIf.getState().before).toBeNull();
      documentStore.getState().undo();
      expect(documentStore.getState().plan).toEqual(tried);
      while (documentStore.getState().history.past.length > steps) documentStore.getState().undo();
      expect(documentStore.getState().plan).toEqual(before);
    }
  });

  it('ends when undo goes back beyond its beginning, and says so', () => {
    const { documentStore, whatIf } = storesOf(3);
    documentStore.getState().dispatch(renamePlan('First'));
    whatIf.getState().start();
    documentStore.getState().dispatch(renamePlan('Second'));
    documentStore.getState().undo();
    expect(whatIf.getState().before?.name).toBe('First');
    documentStore.getState().undo();
    expect(whatIf.getState()).toMatchObject({
      before: null,
      notice: { text: expect.stringContaining('undo went back') },
    });
  });

  it('goes on after a reload of the page', () => {
    const { documentStore, storage, whatIf } = storesOf(5);
    documentStore.getState().dispatch(renamePlan('Before'));
    whatIf.getState().start();
    const { before } = whatIf.getState();
    const [first] = Object.keys(documentStore.getState().plan.drawing.blocks);
    documentStore.getState().dispatch(deleteItems([first ?? '']));
    documentStore.getState().dispatch(setStrategy({ tensor: 2 }));
    const { plan, history } = documentStore.getState();

    const reloaded = createDocumentStore();
    const again = createWhatIfStore(reloaded, storage);
    reloaded.getState().open('p1', structuredClone(plan), structuredClone(history));
    expect(again.getState().before).toEqual(before);
    again.getState().drop();
    expect(reloaded.getState().plan).toEqual(before);
    expect(storage.kept.size).toBe(0);
  });

  it('says what happened where the history does not lead back after a reload', () => {
    const { documentStore, storage, whatIf } = storesOf(6);
    documentStore.getState().dispatch(renamePlan('Before'));
    whatIf.getState().start();
    documentStore.getState().dispatch(renamePlan('After'));
    const reloaded = createDocumentStore();
    const again = createWhatIfStore(reloaded, storage);
    reloaded.getState().open('p1', documentStore.getState().plan);
    expect(again.getState()).toMatchObject({ before: null, notice: { text: expect.stringContaining('reload') } });
    expect(reloaded.getState().plan.name).toBe('After');
  });

  it('ends with another plan; what was tried stays', () => {
    const { documentStore, whatIf } = storesOf(7);
    whatIf.getState().start();
    documentStore.getState().open('p2', createRandomPlan(8, 4));
    expect(whatIf.getState()).toMatchObject({ before: null, notice: { text: expect.stringContaining('has ended') } });
  });
});
