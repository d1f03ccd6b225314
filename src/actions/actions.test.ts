import { describe, expect, it, vi } from 'vitest';
import { addBlock } from '../domain/plan/commands/add-block.ts';
import { createEmptyPlan } from '../domain/plan/create-empty-plan.ts';
import type { Block } from '../domain/plan/plan-document.ts';
import { createCell } from '../storage/cell.ts';
import { createDocumentStore } from '../stores/document-store.ts';
import { createPreferencesStore } from '../stores/preferences-store.ts';
import { createSessionStore } from '../stores/session-store.ts';
import { createWhatIfStore } from '../stores/what-if-store.ts';
import type { ActionContext } from './action.ts';
import { ALL_ACTIONS } from './all-actions.ts';
import type { DialogInput } from './dialog-input.ts';
import { openDroppedFile } from './open-dropped-file.ts';
import { openLink } from './open-link.ts';
import { runAction } from './run-action.ts';
import { formatShortcut, matchesShortcut } from './shortcut.ts';

const block = (id: string, x: number): Block => ({
  id,
  kind: 'rack',
  name: `Rack ${id}`,
  parent: null,
  count: 1,
  x,
  y: x / 2,
  width: 100,
  height: 80,
  catalogId: null,
  torusDims: null,
  regionId: null,
  powerLimitWatts: null,
  storage: null,
  exceptions: [],
});

function createContext(): ActionContext & { readonly clipboard: { text: string } } {
  const clipboard = { text: '' };
  const documentStore = createDocumentStore('p1', createEmptyPlan('Test'));
  const input = createCell<DialogInput>({ configText: null, networkText: null, problem: null });
  return {
    clipboard,
    dialogInput: { cell: input.cell, set: (part) => input.set({ ...input.cell.getState(), ...part }) },
    documentStore,
    whatIfStore: createWhatIfStore(documentStore, undefined),
    sessionStore: createSessionStore(),
    preferencesStore: createPreferencesStore(undefined),
    services: {
      saveFile: vi.fn(),
      pickFile: async () => null,
      writeClipboard: async (text) => {
        clipboard.text = text;
        return true;
      },
      readClipboard: async () => clipboard.text,
      drawPicture: async () => new Blob(['picture']),
      writeDrawing: async (format) => new Blob([format]),
      writeBill: async () => new Blob(['bill']),
      layOut: async () => ({ ok: true, value: new Map() }),
      openAsNewPlan: vi.fn(async () => {}),
      pageAddress: () => 'https://example.org/',
    },
  };
}

const find = (id: string) => {
  const action = ALL_ACTIONS.find((candidate) => candidate.id === id);
  if (action === undefined) throw new Error(`There is no action ${id}`);
  return action;
};

describe('the list of actions', () => {
  it('names each action once', () => {
    expect(new Set(ALL_ACTIONS.map((action) => action.id)).size).toBe(ALL_ACTIONS.length);
  });

  it('gives no key to two actions', () => {
    const keys = ALL_ACTIONS.flatMap((action) => action.shortcuts);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('can say what each action does on an empty plan', () => {
    const context = createContext();
    for (const action of ALL_ACTIONS) expect(action.label(context).length, action.id).toBeGreaterThan(2);
  });
});

describe('actions', () => {
  it('copy and paste blocks, also after they were cut', async () => {
    const context = createContext();
    context.documentStore.getState().dispatch(addBlock(block('a', 0)));
    context.sessionStore.getState().setSelection(['a']);
    await find('cut').run(context);
    expect(context.documentStore.getState().plan.drawing.blocks).toEqual({});
    await find('paste').run(context);
    await find('paste').run(context);
    const blocks = Object.values(context.documentStore.getState().plan.drawing.blocks);
    expect(blocks.map((pasted) => pasted.name)).toEqual(['Rack a', 'Rack a']);
    expect(blocks[0]?.x).not.toBe(blocks[1]?.x);
    expect(context.sessionStore.getState().selection).toEqual([blocks[1]?.id]);
  });

  it('do nothing where they are not enabled', () => {
    const context = createContext();
    expect(runAction(find('undo'), context)).toBe(false);
    expect(runAction(find('align-left'), context)).toBe(false);
    expect(context.documentStore.getState().revision).toBe(0);
  });

  it('undo what they did and say so', () => {
    const context = createContext();
    for (const [id, x] of [
      ['a', 0],
      ['b', 200],
    ] as const) {
      context.documentStore.getState().dispatch(addBlock(block(id, x)));
    }
    context.sessionStore.getState().setSelection(['a', 'b']);
    runAction(find('align-left'), context);
    expect(context.documentStore.getState().plan.drawing.blocks.b?.x).toBe(0);
    expect(find('undo').label(context)).toMatch(/^Undo Align/);
    runAction(find('undo'), context);
    expect(context.documentStore.getState().plan.drawing.blocks.b?.x).toBe(200);
  });

  it('tidy up in one step, say how many blocks moved, and lay out anew what was changed meanwhile', async () => {
    const context = createContext();
    const { documentStore, sessionStore, services } = context;
    documentStore.getState().dispatch(addBlock(block('a', 0)));
    documentStore.getState().dispatch(addBlock(block('b', 0)));
    let asked = 0;
    const layOut: typeof services.layOut = async (drawing) => {
      asked++;
      if (asked === 1) documentStore.getState().dispatch(addBlock(block('c', 0)));
      const rectangles = Object.keys(drawing.blocks).map(
        (id, at) => [id, { x: 200 * at, y: 0, width: 100, height: 80 }] as const,
      );
      return { ok: true, value: new Map(rectangles) };
    };
    runAction(find('tidy-drawing'), { ...context, services: { ...services, layOut } });
    await vi.waitFor(() => expect(sessionStore.getState().announcement).toMatch(/2 of 3 blocks moved/));
    expect(asked).toBe(2);
    expect(Object.values(documentStore.getState().plan.drawing.blocks).map(({ x }) => x)).toEqual([0, 200, 400]);
    runAction(find('undo'), context);
    expect(Object.values(documentStore.getState().plan.drawing.blocks).map(({ x }) => x)).toEqual([0, 0, 0]);
  });

  it('tidy up inside containers only, and tell why it cannot be done', async () => {
    const context = createContext();
    const { documentStore, sessionStore } = context;
    documentStore.getState().dispatch(addBlock(block('a', 0)));
    documentStore.getState().dispatch(addBlock({ ...block('b', 0), kind: 'node', parent: 'a' }));
    sessionStore.getState().setSelection(['b']);
    expect(find('tidy-selection').isEnabled(context)).toBe(false);
    sessionStore.getState().setSelection(['b', 'a']);
    const layOut = vi.fn<typeof context.services.layOut>(async () => ({
      ok: false,
      error: { code: 'layout-timeout', params: { seconds: 60 } },
    }));
    const before = documentStore.getState().revision;
    runAction(find('tidy-selection'), { ...context, services: { ...context.services, layOut } });
    await vi.waitFor(() => {
      expect(sessionStore.getState().toasts[0]?.message).toMatch(/it took longer than 60 seconds\. Nothing was moved/);
    });
    expect(layOut.mock.calls[0]?.[1]).toEqual(['a']);
    expect(documentStore.getState().revision).toBe(before);
  });

  it('tidy up once at a time: a newer one ends the older', async () => {
    const context = createContext();
    context.documentStore.getState().dispatch(addBlock(block('a', 0)));
    const signals: AbortSignal[] = [];
    const layOut: typeof context.services.layOut = (_, __, signal) => {
      signals.push(signal);
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve({ ok: false, error: { code: 'cancelled', params: {} } }));
      });
    };
    const waiting = { ...context, services: { ...context.services, layOut } };
    runAction(find('tidy-drawing'), waiting);
    runAction(find('tidy-drawing'), waiting);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    await vi.waitFor(() => {
      const [toast] = context.sessionStore.getState().toasts;
      expect(toast?.action?.label).toBe('Stop');
      toast?.action?.run();
    });
    await vi.waitFor(() => expect(context.sessionStore.getState().toasts).toEqual([]));
    expect(signals[1]?.aborted).toBe(true);
    expect(context.documentStore.getState().plan.drawing.blocks.a?.x).toBe(0);
  });

  it('put a link on the clipboard that holds the plan', async () => {
    const context = createContext();
    await find('copy-link').run(context);
    expect(context.clipboard.text).toMatch(/^https:\/\/example\.org\/#[\w-]+$/);
  });

  it('tell what went wrong', async () => {
    const context = createContext();
    const services = { ...context.services, openAsNewPlan: async () => Promise.reject(new Error('storage is full')) };
    runAction(find('new-plan'), { ...context, services });
    await vi.waitFor(() => {
      expect(context.sessionStore.getState().toasts[0]?.message).toBe('New plan failed: storage is full');
    });
  });
});

describe('shortcuts', () => {
  const press = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  it.each([
    ['Mod+Z', { ...press, key: 'z', ctrlKey: true }, true],
    ['Mod+Z', { ...press, key: 'Z', ctrlKey: true, shiftKey: true }, false],
    ['Mod+Shift+Z', { ...press, key: 'Z', ctrlKey: true, shiftKey: true }, true],
    ['?', { ...press, key: '?', shiftKey: true }, true],
    ['Mod++', { ...press, key: '+', ctrlKey: true, shiftKey: true }, true],
    ['Delete', { ...press, key: 'Delete' }, true],
    ['V', { ...press, key: 'v' }, true],
    ['V', { ...press, key: 'v', ctrlKey: true }, false],
  ] as const)('%s', (shortcut, event, expected) => {
    expect(matchesShortcut(event, shortcut, false)).toBe(expected);
  });

  it('are written as people know them', () => {
    expect(formatShortcut('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(formatShortcut('Mod+Shift+Z', true)).toBe('⇧⌘Z');
    expect(formatShortcut('Mod++', false)).toBe('Ctrl++');
  });
});

describe('opening what others made', () => {
  it('leaves the plan alone and says why when a link is cut', async () => {
    const context = createContext();
    await find('copy-link').run(context);
    const link = context.clipboard.text;
    expect(await openLink(context, link.slice(0, -4))).toBe(false);
    expect(context.services.openAsNewPlan).not.toHaveBeenCalled();
    expect(context.dialogInput.cell.getState().problem?.reasons[0]?.hint).toMatch(/Copy/);
    expect(context.sessionStore.getState().openDialog).toBe('problem');
    expect(await openLink(context, link)).toBe(true);
    expect(context.services.openAsNewPlan).toHaveBeenCalledWith(context.documentStore.getState().plan);
  });

  it('tells plans from model configurations', async () => {
    const context = createContext();
    await openDroppedFile(context, new File(['{"model_type": "llama"}'], 'config.json'));
    expect(context.sessionStore.getState().openDialog).toBe('import-model');
    await openDroppedFile(context, new File(['no json'], 'plan.json'));
    expect(context.dialogInput.cell.getState().problem?.title).toBe('plan.json cannot be opened');
  });
});
