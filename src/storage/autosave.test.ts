import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addBlock } from '../domain/plan/commands/add-block.ts';
import { moveBlocks } from '../domain/plan/commands/move-blocks.ts';
import { renamePlan } from '../domain/plan/commands/rename-plan.ts';
import { createEmptyPlan } from '../domain/plan/create-empty-plan.ts';
import { createRandomBlock } from '../domain/plan/testing/random-plan.ts';
import { createSeededRandom } from '../domain/random/seeded-random.ts';
import { createDocumentStore } from '../stores/document-store.ts';
import { createAutosave, SAVE_INTERVAL_MS, type SaveTimers } from './autosave.ts';
import { openPlanDatabase } from './plan-database.ts';
import { createPlanLibrary, type PlanLibrary } from './plan-library.ts';
import type { TabChannel, TabMessage } from './tab-channel.ts';

/** A clock that a test turns by hand. */
function createTestTimers() {
  let now = 0;
  let waiting: { at: number; run: () => void }[] = [];
  const timers: SaveTimers = {
    set: (run, delayMs) => {
      const timer = { at: now + delayMs, run };
      waiting.push(timer);
      return timer;
    },
    clear: (timer) => {
      waiting = waiting.filter((other) => other !== timer);
    },
  };
  const advance = (byMs: number) => {
    now += byMs;
    const due = waiting.filter(({ at }) => at <= now);
    waiting = waiting.filter(({ at }) => at > now);
    for (const { run } of due) run();
  };
  return { timers, advance };
}

/** The line between the tabs of one test; what was posted is delivered when the test says so. */
function createHub() {
  const lines: { listeners: Set<(message: TabMessage) => void> }[] = [];
  const posted: { from: object; message: TabMessage }[] = [];
  const open = (): TabChannel => {
    const line = { listeners: new Set<(message: TabMessage) => void>() };
    lines.push(line);
    return {
      post: (message, here) => {
        posted.push({ from: line, message });
        if (here === 'here') for (const listener of line.listeners) listener(message);
      },
      listen: (listener) => {
        line.listeners.add(listener);
        return () => line.listeners.delete(listener);
      },
      close: () => undefined,
    };
  };
  const deliver = () => {
    for (const { from, message } of posted.splice(0)) {
      for (const line of lines) if (line !== from) for (const listener of line.listeners) listener(message);
    }
  };
  return { open, deliver };
}

let clock: number;
let nextId: number;

async function openTab(hub = createHub()) {
  const database = await openPlanDatabase();
  const library: PlanLibrary = createPlanLibrary(database, {
    channel: hub.open(),
    now: () => clock,
    createId: () => `plan-${nextId++}`,
  });
  const document = createDocumentStore();
  const { timers, advance } = createTestTimers();
  const autosave = createAutosave(library, document, timers);
  return { database, library, document, autosave, advance, dispatch: document.getState().dispatch };
}

const rack = {
  ...createRandomBlock(createSeededRandom(3), 'b1', 'rack', null),
  name: 'Rack A',
  x: 0,
  y: 0,
  exceptions: [],
};

function untilSettled(tab: { autosave: { state: { getState: () => { status: string } } } }) {
  return vi.waitFor(() => {
    if (tab.autosave.state.getState().status === 'saving') throw new Error('still saving');
  });
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  clock = 1_800_000_000_000;
  nextId = 1;
});

describe('autosave', () => {
  it('has the first edit in the database without waiting, and survives the tab being killed', async () => {
    const tab = await openTab();
    await tab.autosave.openNew(createEmptyPlan('Mine'));
    tab.dispatch(addBlock(rack));
    expect(tab.autosave.state.getState().status).toBe('saving');
    await untilSettled(tab);
    // No flush, no close, no timer: the tab is simply gone.
    const reopened = await openTab();
    expect(await reopened.library.readLastOpenId()).toBe('plan-1');
    expect(await reopened.autosave.open('plan-1')).toEqual({ ok: true, repairs: [] });
    expect(reopened.document.getState().plan).toEqual(tab.document.getState().plan);
    expect(reopened.document.getState().undoLabel).toBe('Add Rack A');
    reopened.document.getState().undo();
    expect(reopened.document.getState().plan).toEqual(createEmptyPlan('Mine'));
  });

  it('writes what follows within the interval together, at its end', async () => {
    const tab = await openTab();
    await tab.autosave.openNew(createEmptyPlan());
    tab.dispatch(addBlock(rack));
    await untilSettled(tab);
    for (let step = 0; step < 50; step++) tab.dispatch(moveBlocks(['b1'], 1, 0, 'drag'));
    const before = await tab.library.read('plan-1');
    expect(before).toMatchObject({ saved: { revision: 2, plan: { drawing: { blocks: { b1: { x: 0 } } } } } });
    tab.advance(SAVE_INTERVAL_MS);
    await untilSettled(tab);
    const after = await tab.library.read('plan-1');
    expect(after).toMatchObject({ saved: { revision: 3, plan: { drawing: { blocks: { b1: { x: 50 } } } } } });
  });

  it('keeps undone steps over a reload, so that they can be redone', async () => {
    const tab = await openTab();
    await tab.autosave.openNew(createEmptyPlan());
    tab.dispatch(addBlock(rack));
    tab.dispatch(renamePlan('Second'));
    tab.dispatch(renamePlan('Third'));
    tab.document.getState().undo();
    tab.document.getState().undo();
    tab.dispatch(renamePlan('Other'));
    tab.document.getState().undo();
    await tab.autosave.flush();
    const reopened = await openTab();
    await reopened.autosave.open('plan-1');
    expect(reopened.document.getState()).toMatchObject({ undoLabel: 'Add Rack A', redoLabel: 'Rename plan to Other' });
    expect(reopened.document.getState().history.future).toHaveLength(1);
    reopened.document.getState().redo();
    expect(reopened.document.getState().plan.name).toBe('Other');
  });

  it('lets a tab without changes follow the other', async () => {
    const hub = createHub();
    const [a, b] = [await openTab(hub), await openTab(hub)];
    await a.autosave.openNew(createEmptyPlan());
    await b.autosave.open('plan-1');
    a.dispatch(addBlock(rack));
    await a.autosave.flush();
    hub.deliver();
    await vi.waitFor(() => expect(b.document.getState().plan).toEqual(a.document.getState().plan));
    b.dispatch(renamePlan('From B'));
    await b.autosave.flush();
    expect(b.autosave.state.getState().status).toBe('saved');
    hub.deliver();
    await vi.waitFor(() => expect(a.document.getState().plan.name).toBe('From B'));
    expect(a.document.getState().undoLabel).toBe('Rename plan to From B');
  });

  async function makeConflict() {
    const hub = createHub();
    const [a, b] = [await openTab(hub), await openTab(hub)];
    await a.autosave.openNew(createEmptyPlan('Shared'));
    await b.autosave.open('plan-1');
    a.dispatch(addBlock(rack));
    await a.autosave.flush();
    // Not delivered: B edits before it hears of A.
    b.dispatch(renamePlan('From B'));
    await b.autosave.flush();
    return { hub, a, b };
  }

  it('asks instead of overwriting when two tabs changed a plan at once', async () => {
    const { b } = await makeConflict();
    const state = b.autosave.state.getState();
    expect(state).toMatchObject({
      status: 'conflict',
      theirs: { plan: { drawing: { blocks: { b1: { name: 'Rack A' } } } } },
    });
    expect(b.document.getState().plan.name).toBe('From B');
    b.dispatch(renamePlan('Still here'));
    await b.autosave.flush();
    expect(await b.library.read('plan-1')).toMatchObject({ saved: { plan: { name: 'Shared' } } });
    expect(await b.autosave.open('plan-1')).toMatchObject({ ok: false, reason: 'unsaved' });
  });

  it('keeps the changes of both tabs even when one is closed before anybody chose', async () => {
    const { b } = await makeConflict();
    b.dispatch(renamePlan('Last words'));
    await b.autosave.close();
    const later = await openTab();
    const versions = await later.library.versions.list('plan-1');
    expect(versions.map(({ label }) => label)).toEqual(['Changes of a second tab']);
    expect((await later.library.versions.read('plan-1', versions[0]?.number ?? 0))?.name).toBe('Last words');
  });

  it('takes the other tab’s plan and keeps its own as a version', async () => {
    const { a, b } = await makeConflict();
    await b.autosave.takeTheirs();
    expect(b.document.getState().plan).toEqual(a.document.getState().plan);
    const [version] = await b.library.versions.list('plan-1');
    expect(await b.library.versions.read('plan-1', version?.number ?? 0)).toMatchObject({ name: 'From B' });
  });

  it('keeps its own plan as a copy', async () => {
    const { b } = await makeConflict();
    await b.autosave.keepMineAsCopy();
    expect(b.document.getState()).toMatchObject({ planId: 'plan-2', plan: { name: 'From B (copy)' }, canUndo: true });
    expect(b.autosave.state.getState().status).toBe('saved');
    expect((await b.library.list()).map(({ name }) => name).sort()).toEqual(['From B (copy)', 'Shared']);
    expect(await b.library.versions.list('plan-1')).toEqual([]);
  });

  it('writes its own plan over the other, which becomes a version', async () => {
    const { hub, a, b } = await makeConflict();
    await b.autosave.keepMine();
    expect(b.autosave.state.getState().status).toBe('saved');
    expect(await b.library.read('plan-1')).toMatchObject({ saved: { plan: { name: 'From B' } } });
    const versions = await b.library.versions.list('plan-1');
    expect(versions.map(({ label }) => label)).toEqual(['From the other tab']);
    const theirs = await b.library.versions.read('plan-1', versions[0]?.number ?? 0);
    expect(theirs).toEqual(a.document.getState().plan);
    hub.deliver();
    await vi.waitFor(() => expect(a.document.getState().plan.name).toBe('From B'));
  });

  it('says when the plan was deleted elsewhere, and can still keep it', async () => {
    const hub = createHub();
    const [a, b] = [await openTab(hub), await openTab(hub)];
    await a.autosave.openNew(createEmptyPlan('Gone'));
    await b.autosave.open('plan-1');
    await b.library.remove('plan-1');
    hub.deliver();
    await vi.waitFor(() => expect(a.autosave.state.getState()).toMatchObject({ status: 'conflict' }));
    await a.autosave.keepMineAsCopy();
    expect((await a.library.list()).map(({ name }) => name)).toEqual(['Gone (copy)']);
  });

  it('goes on with a plan whose deletion was taken back', async () => {
    const tab = await openTab();
    await tab.autosave.openNew(createEmptyPlan('Back again'));
    await tab.library.remove('plan-1');
    await vi.waitFor(() => expect(tab.autosave.state.getState().status).toBe('conflict'));
    await tab.library.restore('plan-1');
    await vi.waitFor(() => expect(tab.autosave.state.getState().status).toBe('saved'));
    expect(await tab.library.versions.list('plan-1')).toEqual([]);
    tab.dispatch(addBlock(rack));
    await tab.autosave.flush();
    expect(tab.autosave.state.getState().status).toBe('saved');
  });

  it('takes a new name from the library without a conflict', async () => {
    const tab = await openTab();
    await tab.autosave.openNew(createEmptyPlan('Old'));
    tab.dispatch(addBlock(rack));
    await tab.autosave.flush();
    await tab.library.rename('plan-1', 'New');
    await vi.waitFor(() => expect(tab.document.getState().plan.name).toBe('New'));
    tab.document.getState().undo();
    await tab.autosave.flush();
    expect(await tab.library.read('plan-1')).toMatchObject({
      saved: { plan: { name: 'New', drawing: { blocks: {} } } },
    });
  });

  it('says when the disk is full, loses nothing, and saves again when there is room', async () => {
    const tab = await openTab();
    await tab.autosave.openNew(createEmptyPlan());
    const write = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    tab.dispatch(addBlock(rack));
    await vi.waitFor(() => expect(tab.autosave.state.getState().status).toBe('failed'));
    expect(tab.autosave.state.getState().message).toMatch(/storage is full/);
    expect(tab.document.getState().plan.drawing.blocks.b1).toBeDefined();
    expect(await tab.autosave.openNew(createEmptyPlan())).toMatchObject({ ok: false, reason: 'unsaved' });
    write.mockRestore();
    tab.dispatch(renamePlan('Room again'));
    await untilSettled(tab);
    await tab.autosave.flush();
    expect(tab.autosave.state.getState().status).toBe('saved');
    const saved = await tab.library.read('plan-1');
    expect(saved).toMatchObject({ saved: { plan: { name: 'Room again' }, history: { past: { length: 2 } } } });
  });

  it('tries a failed write again by itself', async () => {
    const tab = await openTab();
    await tab.autosave.openNew(createEmptyPlan());
    const write = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('lost', 'UnknownError');
    });
    tab.dispatch(addBlock(rack));
    await vi.waitFor(() => expect(tab.autosave.state.getState().status).toBe('failed'));
    write.mockRestore();
    tab.advance(10_000);
    await vi.waitFor(() => expect(tab.autosave.state.getState().status).toBe('saved'));
    expect(await tab.library.read('plan-1')).toMatchObject({ saved: { plan: tab.document.getState().plan } });
  });

  it('works on without a library, and says that nothing is kept', async () => {
    globalThis.indexedDB = {
      open: () => {
        throw new DOMException('no', 'SecurityError');
      },
    } as unknown as IDBFactory;
    const { openLibrary } = await import('./open-library.ts');
    const { library, problem } = await openLibrary();
    expect(problem).toMatchObject({ code: 'unavailable' });
    const document = createDocumentStore();
    const autosave = createAutosave(library, document, createTestTimers().timers);
    expect(await autosave.openNew(createEmptyPlan('Only here'))).toMatchObject({ ok: true });
    expect(autosave.state.getState()).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('keeps no plans'),
    });
    document.getState().dispatch(renamePlan('Edited'));
    expect(document.getState().plan.name).toBe('Edited');
    expect(await autosave.openNew(createEmptyPlan())).toMatchObject({ ok: false, reason: 'unsaved' });
    library.channel.close();
  });
});
