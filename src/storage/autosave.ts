/**
 * Keeps the open plan in the library while it is edited. The first change after a pause is written at once, those that follow
 * within the interval together, so that killing the tab loses at most that much. Tabs that show the same plan without changes of
 * their own follow it; where two changed it at once, the later one asks instead of overwriting.
 */
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import type { HistoryEntry, PlanHistory } from '../domain/plan/plan-history.ts';
import { type Cell, createCell } from './cell.ts';
import type { PlanLibrary, SavedPlan } from './plan-library.ts';
import type { SaveState } from './save-state.ts';
import { describeStorageError } from './storage-problem.ts';
import type { TabMessage } from './tab-channel.ts';
import { toTimeline } from './timeline.ts';

/** Longest wait between a change and the start of its writing, milliseconds. */
export const SAVE_INTERVAL_MS = 300;

/** The open document, as far as saving needs it; the document store is one. */
export interface SavedDocument {
  readonly getState: () => {
    readonly planId: string;
    readonly plan: PlanDocument;
    readonly history: PlanHistory;
    readonly open: (planId: string, plan: PlanDocument, history?: PlanHistory) => void;
  };
  readonly subscribe: (listener: () => void) => () => void;
}

/** Whether a plan was opened; if not, why. */
export type OpenResult =
  | { readonly ok: true; readonly repairs: readonly string[] }
  | {
      readonly ok: false;
      /** `unsaved`: the document holds changes that are saved nowhere; ask the user, then open with `discardUnsaved`. */
      readonly reason: 'unsaved' | 'unreadable';
      readonly message: string;
    };

/** How a plan is opened. */
export interface OpenOptions {
  /** The user has agreed to lose what could not be saved. */
  readonly discardUnsaved?: boolean;
}

/** Saving of the open plan. */
export interface Autosave {
  readonly state: Cell<SaveState>;
  /** Opens a saved plan in the document. */
  readonly open: (id: string, options?: OpenOptions) => Promise<OpenResult>;
  /** Saves a new plan and opens it; where nothing can be saved it opens all the same, and the state says so. */
  readonly openNew: (plan: PlanDocument, options?: OpenOptions) => Promise<OpenResult>;
  /** Writes what is not written yet; resolves when that is done or has failed. Also the way to try again. */
  readonly flush: () => Promise<void>;
  /** Of a conflict: shows what the other tab saved; this tab's plan is kept as a version. */
  readonly takeTheirs: () => Promise<void>;
  /** Of a conflict: saves this tab's plan as a new one and goes on with that. */
  readonly keepMineAsCopy: () => Promise<void>;
  /** Of a conflict: writes this tab's plan over the other's, which is kept as a version. */
  readonly keepMine: () => Promise<void>;
  /** Writes what is left and stops watching. */
  readonly close: () => Promise<void>;
}

/** Clock of the page; tests bring their own. */
export interface SaveTimers {
  readonly set: (run: () => void, delayMs: number) => unknown;
  readonly clear: (timer: unknown) => void;
}

const PAGE_TIMERS: SaveTimers = {
  set: (run, delayMs) => setTimeout(run, delayMs),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** Pause before a failed write is tried again without a change, milliseconds. */
const RETRY_INTERVAL_MS = 5_000;

/** The document's plan id while it is in no library. */
const UNSAVED_PLAN_ID = 'unsaved';

/** What this tab knows to be in the database. */
interface Stored {
  readonly id: string;
  readonly plan: PlanDocument;
  readonly history: PlanHistory;
  readonly entries: readonly HistoryEntry[];
  readonly revision: number;
}

const SAVED: SaveState = { status: 'saved', message: 'Saved in this browser.' };
const SAVING: SaveState = { status: 'saving', message: 'Saving…' };
const UNSAVED: OpenResult = {
  ok: false,
  reason: 'unsaved',
  message: 'The open plan has changes that are not saved yet. Opening another plan would lose them.',
};

function toStored({ id, plan, history, revision }: SavedPlan): Stored {
  return { id, plan, history, entries: toTimeline(history).entries, revision };
}

/** Starts to save the document's changes. The document is saved nowhere until `open` or `openNew` has been called. */
export function createAutosave(library: PlanLibrary, document: SavedDocument, timers = PAGE_TIMERS): Autosave {
  const { cell, set } = createCell<SaveState>(SAVED);
  let stored: Stored | undefined;
  /** Runs while no write may start by itself: just after one, or after a failure. */
  let pause: { readonly timer: unknown; readonly afterFailure: boolean } | undefined;
  let writing: Promise<void> | undefined;
  /** During a conflict: this tab's plan as it was kept as a version, in case the tab is closed before the user chooses. */
  let aside: { readonly plan: PlanDocument; readonly number: number } | undefined;

  /** Whether the stored plan is the open one and differs from it. */
  function hasChanges(): boolean {
    const { planId, plan, history } = document.getState();
    return stored !== undefined && stored.id === planId && (stored.plan !== plan || stored.history !== history);
  }

  /** Whether opening another plan would lose something. */
  function hasUnsaved(): boolean {
    return stored === undefined ? document.getState().history.past.length > 0 : hasChanges();
  }

  function fail(error: unknown) {
    set({ status: 'failed', message: describeStorageError(error).message });
  }

  function show(saved: SavedPlan) {
    stored = toStored(saved);
    aside = undefined;
    document.getState().open(saved.id, saved.plan, saved.history);
    set(SAVED);
  }

  async function keepAside(id: string) {
    const { plan } = document.getState();
    if (aside?.plan === plan || !hasChanges()) return;
    const number = await library.versions.save(id, plan, 'Changes of a second tab', aside?.number);
    aside = { plan, number };
  }

  /** After this tab's plan was saved by the user's choice its version is of no more use. */
  async function dropAside(id: string, number: number | undefined) {
    if (number !== undefined) await library.versions.remove(id, number);
  }

  async function showConflict(id: string) {
    const result = await library.read(id);
    const theirs = result.ok ? result.saved : null;
    const message =
      theirs === null
        ? 'This plan was deleted. What this tab shows can be kept as a copy.'
        : 'This plan was changed in another tab at the same time. Nothing is lost: choose which one to go on with.';
    set({ status: 'conflict', message, theirs });
    await keepAside(id);
  }

  async function saveAsNew(plan: PlanDocument, history?: PlanHistory): Promise<SavedPlan> {
    const id = await library.create(plan, history);
    const result = await library.read(id);
    if (!result.ok) throw new Error(result.message);
    await library.noteLastOpenId(id);
    return result.saved;
  }

  async function writeOnce() {
    const { planId, plan, history } = document.getState();
    try {
      if (cell.getState().status === 'conflict') {
        if (stored !== undefined && stored.id === planId) await keepAside(stored.id);
        return;
      }
      if (stored === undefined && planId === UNSAVED_PLAN_ID) {
        const saved = await saveAsNew(plan, history);
        // An edit that came meanwhile must not be replaced: the next change tries again.
        if (document.getState().plan === plan) show(saved);
        else await library.remove(saved.id);
        return;
      }
      if (stored === undefined || !hasChanges()) return;
      const { id, revision, entries: storedEntries } = stored;
      set(SAVING);
      const result = await library.write({ id, plan, history, expectedRevision: revision, storedEntries });
      if (result.ok) {
        stored = { id, plan, history, entries: toTimeline(history).entries, revision: result.revision };
        set(SAVED);
      } else await showConflict(id);
    } catch (error) {
      fail(error);
    }
  }

  /** One write at a time; changes that came meanwhile are written after it. */
  async function write(): Promise<void> {
    while (writing !== undefined) await writing;
    writing = writeOnce();
    await writing;
    writing = undefined;
    if (cell.getState().status === 'failed') rest(RETRY_INTERVAL_MS, true);
  }

  function rest(delayMs: number, afterFailure: boolean) {
    if (pause !== undefined) timers.clear(pause.timer);
    const timer = timers.set(() => {
      pause = undefined;
      schedule();
    }, delayMs);
    pause = { timer, afterFailure };
  }

  /** Writes now, or at the end of the pause. A new change does not wait for the end of a pause after a failure. */
  function schedule() {
    if (!hasChanges() || (pause !== undefined && !pause.afterFailure)) return;
    rest(SAVE_INTERVAL_MS, false);
    void write();
  }

  async function follow({ kind, planId, revision }: TabMessage) {
    if (stored === undefined || planId !== stored.id || planId !== document.getState().planId) return;
    if (kind === 'deleted') return showConflict(planId);
    if (revision <= stored.revision) return;
    const inConflict = cell.getState().status === 'conflict';
    if (inConflict && hasChanges()) return showConflict(planId);
    // Without changes of its own a conflict was a deletion, and this is the plan coming back.
    if (!inConflict && (hasChanges() || writing !== undefined)) return write();
    const result = await library.read(planId);
    // An edit may have come while the plan was read: then the next write finds the conflict.
    if (result.ok && !hasChanges() && stored.id === planId && result.saved.revision > stored.revision)
      show(result.saved);
  }

  const stopWatching = document.subscribe(schedule);
  const stopListening = library.channel.listen((message) => {
    follow(message).catch(fail);
  });

  return {
    state: cell,
    open: async (id, { discardUnsaved = false } = {}) => {
      await write();
      if (hasUnsaved() && !discardUnsaved) return UNSAVED;
      try {
        const result = await library.read(id);
        if (!result.ok) return { ok: false, reason: 'unreadable', message: result.message };
        show(result.saved);
        await library.noteLastOpenId(id);
        return { ok: true, repairs: result.saved.repairs };
      } catch (error) {
        return { ok: false, reason: 'unreadable', message: describeStorageError(error).message };
      }
    },
    openNew: async (plan, { discardUnsaved = false } = {}) => {
      await write();
      if (hasUnsaved() && !discardUnsaved) return UNSAVED;
      try {
        show(await saveAsNew(plan));
      } catch (error) {
        stored = undefined;
        document.getState().open(UNSAVED_PLAN_ID, plan);
        fail(error);
      }
      return { ok: true, repairs: [] };
    },
    flush: write,
    takeTheirs: async () => {
      const state = cell.getState();
      if (state.status !== 'conflict' || state.theirs === null) return;
      try {
        await keepAside(state.theirs.id);
        show(state.theirs);
      } catch (error) {
        fail(error);
      }
    },
    keepMineAsCopy: async () => {
      const { planId, plan, history } = document.getState();
      const number = aside?.number;
      try {
        show(await saveAsNew({ ...plan, name: `${plan.name} (copy)`.slice(0, 200) }, history));
        await dropAside(planId, number);
      } catch (error) {
        fail(error);
      }
    },
    keepMine: async () => {
      const state = cell.getState();
      if (state.status !== 'conflict' || state.theirs === null || stored === undefined) return;
      const { theirs } = state;
      const number = aside?.number;
      try {
        await library.versions.save(theirs.id, theirs.plan, 'From the other tab');
        stored = toStored(theirs);
        set(SAVING);
        await write();
        if (cell.getState().status === 'saved') {
          aside = undefined;
          await dropAside(theirs.id, number);
        }
      } catch (error) {
        fail(error);
      }
    },
    close: async () => {
      stopWatching();
      stopListening();
      await write();
      if (pause !== undefined) timers.clear(pause.timer);
      pause = undefined;
    },
  };
}
