import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkDrawing } from '../domain/plan/check-drawing.ts';
import { addBlock } from '../domain/plan/commands/add-block.ts';
import { deleteItems } from '../domain/plan/commands/delete-items.ts';
import { duplicateItems } from '../domain/plan/commands/duplicate-items.ts';
import { moveBlocks } from '../domain/plan/commands/move-blocks.ts';
import { renamePlan } from '../domain/plan/commands/rename-plan.ts';
import { updateBlock } from '../domain/plan/commands/update-block.ts';
import { createEmptyPlan } from '../domain/plan/create-empty-plan.ts';
import { PlanDocumentSchema } from '../domain/plan/plan-document.ts';
import { createRandomCommand } from '../domain/plan/testing/random-command.ts';
import { createRandomBlock, createRandomPlan } from '../domain/plan/testing/random-plan.ts';
import { createSeededRandom } from '../domain/random/seeded-random.ts';
import { createDocumentStore } from './document-store.ts';

function block(id: string, name: string, parent: string | null = null) {
  const random = createSeededRandom(7);
  const kind = parent === null ? ('rack' as const) : ('node' as const);
  return { ...createRandomBlock(random, id, kind, parent), name, x: 0, y: 0, exceptions: [] };
}

function storeWithRack() {
  const store = createDocumentStore('plan-1', createEmptyPlan());
  store.getState().dispatch(addBlock(block('b1', 'Rack A')));
  return store;
}

describe('document store', () => {
  it('undoes, redoes and names the steps', () => {
    const store = storeWithRack();
    const drawn = store.getState().plan;
    expect(store.getState()).toMatchObject({ canUndo: true, canRedo: false, undoLabel: 'Add Rack A', redoLabel: null });
    store.getState().undo();
    expect(store.getState().plan).toEqual(createEmptyPlan());
    expect(store.getState()).toMatchObject({ canUndo: false, canRedo: true, redoLabel: 'Add Rack A' });
    store.getState().redo();
    expect(store.getState().plan).toEqual(drawn);
    expect(store.getState().lastChange).toMatchObject({
      kind: 'redo',
      announcement: 'Redid: Add Rack A. 1 item added.',
    });
  });

  it('makes one step of a drag, whose patches do not grow with its length', () => {
    const store = storeWithRack();
    for (let step = 0; step < 500; step++) store.getState().dispatch(moveBlocks(['b1'], 1, 2, 'drag-1'));
    expect(store.getState().plan.drawing.blocks.b1).toMatchObject({ x: 500, y: 1000 });
    expect(store.getState().undoLabel).toBe('Move Rack A');
    expect(store.getState().history.past).toHaveLength(2);
    expect(store.getState().history.past[1]?.patches).toHaveLength(2);
    store.getState().undo();
    expect(store.getState().plan.drawing.blocks.b1).toMatchObject({ x: 0, y: 0 });
    store.getState().redo();
    expect(store.getState().plan.drawing.blocks.b1).toMatchObject({ x: 500, y: 1000 });
  });

  it('starts a new step after undo, even within the same gesture', () => {
    const store = storeWithRack();
    store.getState().dispatch(moveBlocks(['b1'], 5, 0, 'drag-1'));
    store.getState().dispatch(renamePlan('Other'));
    store.getState().undo();
    store.getState().dispatch(moveBlocks(['b1'], 5, 0, 'drag-1'));
    expect(store.getState().canRedo).toBe(false);
    expect(store.getState().history.past.map(({ label }) => label)).toEqual([
      'Add Rack A',
      'Move Rack A',
      'Move Rack A',
    ]);
  });

  it('leaves no step for a command that changes nothing, and refuses one that would break the plan', () => {
    const store = storeWithRack();
    const before = store.getState();
    expect(before.dispatch(moveBlocks(['nobody'], 1, 1))).toEqual({ ok: true });
    expect(store.getState()).toBe(before);
    const refused = before.dispatch(updateBlock('b1', { width: -5 }));
    expect(refused).toMatchObject({ ok: false, problem: expect.stringContaining('drawing.blocks.b1.width') });
    expect(store.getState()).toBe(before);
    const orphan = {
      label: 'Break',
      recipe: (draft: { drawing: { blocks: Record<string, unknown> } }) => {
        draft.drawing.blocks.b9 = { ...block('b9', 'Lost'), parent: 'gone' };
      },
    };
    expect(before.dispatch(orphan)).toMatchObject({ ok: false });
    expect(store.getState()).toBe(before);
  });

  it('tells which items came and went', () => {
    const store = storeWithRack();
    store.getState().dispatch(addBlock(block('b2', 'Node', 'b1')));
    store.getState().dispatch(duplicateItems(['b1']));
    expect(store.getState().lastChange?.touched.added).toEqual(['b3', 'b4']);
    store.getState().dispatch(deleteItems(['b1']));
    expect(store.getState().lastChange?.touched.removed).toEqual(['b1', 'b2']);
    expect(store.getState().lastChange?.announcement).toBe('Delete Rack A. 2 items removed.');
  });

  it('keeps a history that was handed in', () => {
    const store = storeWithRack();
    const { plan, history } = store.getState();
    const other = createDocumentStore();
    other.getState().open('plan-2', plan, history);
    expect(other.getState()).toMatchObject({ planId: 'plan-2', undoLabel: 'Add Rack A', lastChange: { kind: 'open' } });
    other.getState().undo();
    expect(other.getState().plan).toEqual(createEmptyPlan());
  });

  it('drops steps that do not fit the plan instead of throwing', () => {
    const store = createDocumentStore();
    const patches = [{ op: 'replace' as const, path: ['drawing', 'blocks', 'gone', 'x'], value: 1 }];
    const past = [{ label: 'Nonsense', patches, inversePatches: patches }];
    store.getState().open('plan-1', createEmptyPlan(), { past, future: [] });
    store.getState().undo();
    expect(store.getState().plan).toEqual(createEmptyPlan());
    expect(store.getState().canUndo).toBe(false);
  });

  it('keeps every plan valid through random commands, and leads back and forth exactly', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = createSeededRandom(seed);
      const start = createRandomPlan(seed, 12);
      const store = createDocumentStore('p', start);
      let carriedOut = 0;
      for (let step = 0; step < 60; step++) {
        const result = store.getState().dispatch(createRandomCommand(random, store.getState().plan));
        if (result.ok) carriedOut += 1;
        const { plan } = store.getState();
        expect(checkDrawing(plan.drawing), `seed ${seed} step ${step}`).toEqual([]);
        expect(v.safeParse(PlanDocumentSchema, plan).success, `seed ${seed} step ${step}`).toBe(true);
      }
      expect(carriedOut).toBeGreaterThan(30);
      const end = store.getState().plan;
      while (store.getState().canUndo) store.getState().undo();
      expect(store.getState().plan).toEqual(start);
      while (store.getState().canRedo) store.getState().redo();
      expect(store.getState().plan).toEqual(end);
    }
  });
});
