/**
 * The open plan and its history. Every change is a command whose patches make undo, redo, autosave and the announcement of
 * what changed. Undo has no limit; commands with the same gesture that follow each other are one step.
 */
import { applyPatches, enablePatches, type Patch, produceWithPatches } from 'immer';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { findChangeProblem } from '../domain/plan/check-change.ts';
import { createEmptyPlan } from '../domain/plan/create-empty-plan.ts';
import { describeChange } from '../domain/plan/describe-change.ts';
import type { PlanCommand, PlanDocument } from '../domain/plan/plan-document.ts';
import { EMPTY_HISTORY, type HistoryEntry, type PlanHistory, type PlanPatch } from '../domain/plan/plan-history.ts';
import { findTouchedItems, type TouchedItems } from '../domain/plan/touched-items.ts';
import { joinEntries } from './join-entries.ts';

enablePatches();

/** The last change of the document: what the screen reader says, and what to select. */
export interface DocumentChange {
  /** The step's label, as the undo menu has it: "Move DGX H100". */
  readonly label: string;
  readonly kind: 'do' | 'undo' | 'redo' | 'open';
  /** A sentence for the screen reader. */
  readonly announcement: string;
  readonly touched: TouchedItems;
}

/** Whether a command was carried out; `problem` says in words why not. */
export type DispatchResult = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/** State and functions of the document store. */
export interface DocumentState {
  /** Id of the plan in the library. */
  readonly planId: string;
  readonly plan: PlanDocument;
  /** Counts every change of `plan`, opening included; never goes back. */
  readonly revision: number;
  readonly history: PlanHistory;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Label of the step that undo would take back; null when there is none. */
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  readonly lastChange: DocumentChange | null;
  /** Carries out a command. One that changes nothing leaves no step; one that would break the plan is refused. */
  readonly dispatch: (command: PlanCommand) => DispatchResult;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Shows another plan, with its own history. The plan must have been validated. */
  readonly open: (planId: string, plan: PlanDocument, history?: PlanHistory) => void;
}

/** A vanilla store that holds one document. */
export type DocumentStore = StoreApi<DocumentState>;

const NOTHING_TOUCHED: TouchedItems = { added: [], removed: [], changed: [], parts: [] };

function withHistory(history: PlanHistory) {
  return {
    history,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undoLabel: history.past.at(-1)?.label ?? null,
    redoLabel: history.future.at(-1)?.label ?? null,
  };
}

/** The plan after a step; undefined when the step does not fit the plan. */
function applyStep(plan: PlanDocument, patches: readonly PlanPatch[]): PlanDocument | undefined {
  try {
    const after = applyPatches(plan, patches as Patch[]);
    return findChangeProblem(after, patches) === undefined ? after : undefined;
  } catch {
    return undefined;
  }
}

/** Makes a document store; without arguments it holds an empty plan. */
export function createDocumentStore(planId = 'untitled', plan: PlanDocument = createEmptyPlan()): DocumentStore {
  return createStore<DocumentState>()((set, get) => {
    /** Goes one step back or forth: the entry's patches are applied as they are, without a new step. */
    function travel(kind: 'undo' | 'redo') {
      const { plan: before, history, revision } = get();
      const entry = kind === 'undo' ? history.past.at(-1) : history.future.at(-1);
      if (entry === undefined) return;
      const patches = kind === 'undo' ? entry.inversePatches : entry.patches;
      const after = applyStep(before, patches);
      if (after === undefined) {
        // Steps come from storage too. One that does not fit makes all those behind it useless.
        const { past, future } = history;
        set(withHistory(kind === 'undo' ? { past: [], future } : { past, future: [] }));
        return;
      }
      const moved: PlanHistory =
        kind === 'undo'
          ? { past: history.past.slice(0, -1), future: [...history.future, entry] }
          : { past: [...history.past, entry], future: history.future.slice(0, -1) };
      const touched = findTouchedItems(before.drawing, after.drawing, patches);
      set({
        plan: after,
        revision: revision + 1,
        ...withHistory(moved),
        lastChange: { label: entry.label, kind, announcement: describeChange(kind, entry.label, touched), touched },
      });
    }

    return {
      planId,
      plan,
      revision: 0,
      ...withHistory(EMPTY_HISTORY),
      lastChange: null,
      dispatch: (command) => {
        const { plan: before, history, revision } = get();
        const [after, patches, inversePatches] = produceWithPatches(before, (draft) => {
          command.recipe(draft as PlanDocument);
        });
        if (patches.length === 0) return { ok: true };
        const problem = findChangeProblem(after, patches as PlanPatch[]);
        if (problem !== undefined) return { ok: false, problem };
        const label = command.describe?.(before) ?? command.label;
        const entry: HistoryEntry = {
          label,
          ...(command.gesture === undefined ? {} : { gesture: command.gesture }),
          patches: patches as PlanPatch[],
          inversePatches: inversePatches as PlanPatch[],
        };
        const last = history.past.at(-1);
        const continues = last?.gesture !== undefined && last.gesture === entry.gesture && history.future.length === 0;
        const past = continues ? [...history.past.slice(0, -1), joinEntries(last, entry)] : [...history.past, entry];
        const touched = findTouchedItems(before.drawing, after.drawing, entry.patches);
        set({
          plan: after,
          revision: revision + 1,
          ...withHistory({ past, future: [] }),
          lastChange: { label, kind: 'do', announcement: describeChange('do', label, touched), touched },
        });
        return { ok: true };
      },
      undo: () => travel('undo'),
      redo: () => travel('redo'),
      open: (nextPlanId, nextPlan, history = EMPTY_HISTORY) => {
        const label = `Open ${nextPlan.name}`;
        set({
          planId: nextPlanId,
          plan: nextPlan,
          revision: get().revision + 1,
          ...withHistory(history),
          lastChange: { label, kind: 'open', announcement: `Opened ${nextPlan.name}.`, touched: NOTHING_TOUCHED },
        });
      },
    };
  });
}
