/** What the user likes, kept in the browser between visits. Read with validation; a failure to keep it is told, not swallowed. */
import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { OVERLAY_IDS, type OverlayId } from '../domain/overlay/overlay-choices.ts';

/** Key in local storage. */
const STORAGE_KEY = 'trainyard.preferences';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

const PanelSchema = v.object({
  /** Share of the window along the panel's axis, percent. */
  sizePercent: share,
  collapsed: v.boolean(),
});

const PreferencesSchema = v.object({
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  panels: v.fallback(v.object({ left: PanelSchema, right: PanelSchema, drawer: PanelSchema }), {
    left: { sizePercent: 18, collapsed: false },
    right: { sizePercent: 22, collapsed: false },
    drawer: { sizePercent: 40, collapsed: false },
  }),
  snapToGrid: v.fallback(v.boolean(), true),
  showGrid: v.fallback(v.boolean(), true),
  showMinimap: v.fallback(v.boolean(), true),
  /** What is laid over the drawing. */
  overlay: v.fallback(v.picklist(OVERLAY_IDS), 'none'),
});

/** What is kept. */
export type Preferences = v.InferOutput<typeof PreferencesSchema>;
/** Light, dark, or whatever the system says. */
export type ThemeChoice = Preferences['theme'];
/** One of the resizable panels. */
export type PanelName = keyof Preferences['panels'];

/** State and functions of the preferences store. */
export interface PreferencesState extends Preferences {
  /** Why preferences cannot be kept, in words; null while they are. */
  readonly storageProblem: string | null;
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly setPanel: (name: PanelName, panel: Partial<Preferences['panels'][PanelName]>) => void;
  readonly setSnapToGrid: (on: boolean) => void;
  readonly setShowGrid: (on: boolean) => void;
  readonly setShowMinimap: (on: boolean) => void;
  readonly setOverlay: (overlay: OverlayId) => void;
}

/** A vanilla store that holds one user's preferences. */
export type PreferencesStore = StoreApi<PreferencesState>;

/** The part of `Storage` that is used. */
export interface PreferencesStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** The browser's local storage; undefined where there is none or where touching it throws (private modes, blocked cookies). */
function findLocalStorage(): PreferencesStorage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

const NOT_KEPT = 'This browser keeps no settings here; they last until the page is closed.';

function read(storage: PreferencesStorage | undefined): { preferences: Preferences; storageProblem: string | null } {
  const defaults = v.parse(PreferencesSchema, {});
  if (storage === undefined) return { preferences: defaults, storageProblem: NOT_KEPT };
  try {
    const text = storage.getItem(STORAGE_KEY);
    if (text === null) return { preferences: defaults, storageProblem: null };
    const result = v.safeParse(PreferencesSchema, JSON.parse(text));
    return { preferences: result.success ? result.output : defaults, storageProblem: null };
  } catch (error) {
    // Text that is no JSON is simply replaced at the next change; a storage that cannot be read is worth telling.
    return { preferences: defaults, storageProblem: error instanceof SyntaxError ? null : NOT_KEPT };
  }
}

/** Makes a preferences store that reads from and writes to `storage`; without one it lives as long as the page. */
export function createPreferencesStore(storage: PreferencesStorage | undefined = findLocalStorage()): PreferencesStore {
  const { preferences, storageProblem } = read(storage);
  return createStore<PreferencesState>()((set, get) => {
    function change(changes: Partial<Preferences>) {
      const { theme, panels, snapToGrid, showGrid, showMinimap, overlay } = { ...get(), ...changes };
      const kept: Preferences = { theme, panels, snapToGrid, showGrid, showMinimap, overlay };
      let problem: string | null = NOT_KEPT;
      try {
        storage?.setItem(STORAGE_KEY, JSON.stringify(kept));
        if (storage !== undefined) problem = null;
      } catch (error) {
        problem = `Settings could not be kept: ${error instanceof Error ? error.message : String(error)}`;
      }
      set({ ...kept, storageProblem: problem });
    }
    return {
      ...preferences,
      storageProblem,
      setTheme: (theme) => change({ theme }),
      setPanel: (name, panel) => {
        const { panels } = get();
        change({ panels: { ...panels, [name]: { ...panels[name], ...panel } } });
      },
      setSnapToGrid: (snapToGrid) => change({ snapToGrid }),
      setShowGrid: (showGrid) => change({ showGrid }),
      setShowMinimap: (showMinimap) => change({ showMinimap }),
      setOverlay: (overlay) => change({ overlay }),
    };
  });
}
