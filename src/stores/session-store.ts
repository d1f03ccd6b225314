/** What lives as long as the page: selection, view, tool, open dialog, messages. Never saved, never shared, never undone. */
import { createStore, type StoreApi } from 'zustand/vanilla';

/** The part of the canvas that is seen: canvas point (0, 0) lies at (x, y) CSS pixels; `zoom` = CSS pixels per canvas unit. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** What a drag on the canvas does. */
export type Tool = 'select' | 'hand' | 'connect';

/** A view of the drawer. */
export type DrawerView =
  | 'step'
  | 'timeline'
  | 'memory'
  | 'cost'
  | 'power'
  | 'failures'
  | 'schedule'
  | 'sensitivity'
  | 'assumptions';

/** A short message at the edge of the page, with at most one thing to do about it. */
export interface Toast {
  readonly id: string;
  readonly tone: 'info' | 'success' | 'warning' | 'error';
  readonly message: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** State and functions of the session store. */
export interface SessionState {
  /** Ids of selected blocks and links, in the order of selection. */
  readonly selection: readonly string[];
  readonly viewport: Viewport;
  /** CSS pixels. */
  readonly canvasSize: { readonly width: number; readonly height: number };
  readonly hoveredId: string | null;
  readonly tool: Tool;
  readonly drawerView: DrawerView;
  /** Which part of a view is shown, by view; absent = the first. */
  readonly drawerParts: Readonly<Partial<Record<DrawerView, string>>>;
  /** Id of the open dialog; null = none. */
  readonly openDialog: string | null;
  /** What the live region says; a new object each time, so that the same words are said again. */
  readonly announcement: string;
  /** Counts announcements. */
  readonly announcementNumber: number;
  readonly toasts: readonly Toast[];
  /** Whether somebody asked for the checks of the drawing, wherever the layout keeps them, and they are not shown yet. */
  readonly wantsChecks: boolean;
  readonly setSelection: (ids: readonly string[]) => void;
  /** Adds what is not selected, takes out what is. */
  readonly toggleSelection: (ids: readonly string[]) => void;
  readonly setViewport: (viewport: Viewport) => void;
  readonly setCanvasSize: (width: number, height: number) => void;
  readonly setHoveredId: (id: string | null) => void;
  readonly setTool: (tool: Tool) => void;
  readonly setDrawerView: (view: DrawerView) => void;
  readonly setDrawerPart: (view: DrawerView, part: string) => void;
  readonly setOpenDialog: (dialog: string | null) => void;
  readonly setWantsChecks: (wants: boolean) => void;
  readonly announce: (text: string) => void;
  /** Shows a message and gives its id. */
  readonly addToast: (toast: Omit<Toast, 'id'>) => string;
  readonly removeToast: (id: string) => void;
}

/** A vanilla store that holds one session. */
export type SessionStore = StoreApi<SessionState>;

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

/** Makes a session store. */
export function createSessionStore(): SessionStore {
  let toastNumber = 0;
  return createStore<SessionState>()((set, get) => ({
    selection: [],
    viewport: { x: 0, y: 0, zoom: 1 },
    canvasSize: { width: 0, height: 0 },
    hoveredId: null,
    tool: 'select',
    drawerView: 'step',
    drawerParts: {},
    openDialog: null,
    announcement: '',
    announcementNumber: 0,
    toasts: [],
    wantsChecks: false,
    setSelection: (ids) => {
      const selection = [...new Set(ids)];
      if (!sameIds(selection, get().selection)) set({ selection });
    },
    toggleSelection: (ids) => {
      const chosen = new Set(get().selection);
      for (const id of ids) if (!chosen.delete(id)) chosen.add(id);
      set({ selection: [...chosen] });
    },
    setViewport: (viewport) => set({ viewport }),
    setCanvasSize: (width, height) => {
      const { canvasSize } = get();
      if (canvasSize.width !== width || canvasSize.height !== height) set({ canvasSize: { width, height } });
    },
    setHoveredId: (hoveredId) => {
      if (get().hoveredId !== hoveredId) set({ hoveredId });
    },
    setTool: (tool) => set({ tool }),
    setDrawerView: (drawerView) => set({ drawerView }),
    setDrawerPart: (view, part) => set({ drawerParts: { ...get().drawerParts, [view]: part } }),
    setOpenDialog: (openDialog) => set({ openDialog }),
    setWantsChecks: (wantsChecks) => set({ wantsChecks }),
    announce: (announcement) => set({ announcement, announcementNumber: get().announcementNumber + 1 }),
    addToast: (toast) => {
      toastNumber += 1;
      const id = `toast-${toastNumber}`;
      set({ toasts: [...get().toasts, { ...toast, id }] });
      return id;
    },
    removeToast: (id) => set({ toasts: get().toasts.filter((toast) => toast.id !== id) }),
  }));
}
