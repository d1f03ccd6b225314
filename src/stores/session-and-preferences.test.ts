import { describe, expect, it } from 'vitest';
import { addBlock } from '../domain/plan/commands/add-block.ts';
import { deleteItems } from '../domain/plan/commands/delete-items.ts';
import { createRandomBlock } from '../domain/plan/testing/random-plan.ts';
import { createSeededRandom } from '../domain/random/seeded-random.ts';
import { connectStores } from './connect-stores.ts';
import { createDocumentStore } from './document-store.ts';
import { createPreferencesStore } from './preferences-store.ts';
import { createSessionStore } from './session-store.ts';

function createMemoryStorage(initial: string | null = null) {
  let text = initial;
  const setItem = (_: string, value: string) => {
    text = value;
  };
  return { getItem: () => text, setItem };
}

describe('session store', () => {
  it('selects each item once and toggles', () => {
    const session = createSessionStore();
    session.getState().setSelection(['a', 'b', 'a']);
    expect(session.getState().selection).toEqual(['a', 'b']);
    session.getState().toggleSelection(['b', 'c']);
    expect(session.getState().selection).toEqual(['a', 'c']);
    const before = session.getState();
    before.setSelection(['a', 'c']);
    expect(session.getState()).toBe(before);
  });

  it('forgets what was deleted, and says what happened', () => {
    const [document, session] = [createDocumentStore(), createSessionStore()];
    const stop = connectStores(document, session);
    const rack = { ...createRandomBlock(createSeededRandom(2), 'b1', 'rack', null), name: 'Rack A', exceptions: [] };
    document.getState().dispatch(addBlock(rack));
    session.getState().setSelection(['b1']);
    session.getState().setHoveredId('b1');
    document.getState().dispatch(deleteItems(['b1']));
    expect(session.getState()).toMatchObject({ selection: [], hoveredId: null, announcementNumber: 2 });
    expect(session.getState().announcement).toBe('Delete Rack A. 1 item removed.');
    stop();
    document.getState().undo();
    expect(session.getState().announcementNumber).toBe(2);
  });

  it('shows and takes away messages', () => {
    const session = createSessionStore();
    const first = session.getState().addToast({ tone: 'info', message: 'One' });
    session.getState().addToast({ tone: 'error', message: 'Two' });
    session.getState().removeToast(first);
    expect(session.getState().toasts.map(({ message }) => message)).toEqual(['Two']);
  });
});

describe('preferences store', () => {
  it('keeps what was chosen', () => {
    const storage = createMemoryStorage();
    const first = createPreferencesStore(storage);
    first.getState().setTheme('dark');
    first.getState().setPanel('left', { collapsed: true });
    first.getState().setSnapToGrid(false);
    const second = createPreferencesStore(storage).getState();
    expect(second).toMatchObject({ theme: 'dark', snapToGrid: false, storageProblem: null });
    expect(second.panels.left).toEqual({ ...first.getState().panels.left, collapsed: true });
  });

  it('takes the default of what cannot be read, and keeps the rest', () => {
    for (const text of ['', 'not json', '[]', '7', '{"theme":"pink","snapToGrid":false}', '{"panels":{"left":null}}']) {
      const { theme, panels, snapToGrid } = createPreferencesStore(createMemoryStorage(text)).getState();
      expect([theme, panels.left.collapsed, snapToGrid], text).toEqual(['system', false, !text.includes('snap')]);
    }
  });

  it('says when settings cannot be kept, and works on', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      },
    };
    const store = createPreferencesStore(full);
    expect(store.getState().storageProblem).toBeNull();
    store.getState().setTheme('dark');
    expect(store.getState().theme).toBe('dark');
    expect(store.getState().storageProblem).toMatch(/quota/);
    const blocked = {
      getItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      setItem: () => undefined,
    };
    expect(createPreferencesStore(blocked).getState().storageProblem).toMatch(/keeps no settings/);
  });
});
