/**
 * What if: the plan as it stands is kept as the *before*, and every change from then on is a trial that is kept or dropped as a whole.
 * The before is the plan at a place of its history, so undo and redo work inside, and a reload finds it again by walking back there.
 */
import { applyPatches, type Patch } from 'immer';
import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { restorePlan } from '../domain/plan/commands/restore-plan.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { fingerprintPlan } from '../domain/plan/plan-fingerprint.ts';
import type { PlanHistory } from '../domain/plan/plan-history.ts';
import type { DispatchResult, DocumentState, DocumentStore } from './document-store.ts';

/** Key in the session storage: each tab tries its own. */
const STORAGE_KEY = 'trainyard.what-if';

const KeptSchema = v.object({ planId: v.string(), steps: v.number(), fingerprint: v.string() });

/** A trial under way. */
interface Trial {
  readonly planId: string;
  readonly before: PlanDocument;
  /** Steps of the history before the trial. */
  readonly steps: number;
}

/** State and functions of the store. */
export interface WhatIfState {
  /** The plan as it was; null = no trial is under way. */
  readonly before: PlanDocument | null;
  /** What happened to a trial without anybody asking for it, in words; a new object each time. Null at first. */
  readonly notice: { readonly text: string } | null;
  /** Keeps the plan as it stands as the before; nothing when a trial is under way. */
  readonly start: () => void;
  /** Ends the trial; its changes stay. */
  readonly keep: () => void;
  /** Ends the trial and makes the plan what it was, as one step. */
  readonly drop: () => DispatchResult;
}

/** A vanilla store that holds at most one trial. */
export type WhatIfStore = StoreApi<WhatIfState>;

/** The part of `Storage` that is used. */
export interface WhatIfStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

function findSessionStorage(): WhatIfStorage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

/** Makes the store; it follows the document for as long as both live. */
export function createWhatIfStore(
  documentStore: DocumentStore,
  storage: WhatIfStorage | undefined = findSessionStorage(),
): WhatIfStore {
  return createStore<WhatIfState>()((set, get) => {
    let trial: Trial | null = null;

    function show(next: Trial | null, notice: string | null = null): void {
      trial = next;
      remember(storage, next);
      set({ before: next?.before ?? null, ...(notice === null ? {} : { notice: { text: notice } }) });
    }

    /** A plan was opened: after a reload its trial goes on where the before can be found again. */
    function followOpening({ planId, plan, history }: DocumentState): void {
      const kept = trial === null ? recall(storage) : null;
      if (trial !== null && trial.planId !== planId) {
        show(
          null,
          `The what-if of ${trial.before.name} has ended: its changes stay in the plan, undo takes them back.`,
        );
      } else if (kept !== null && kept.planId === planId) {
        const before = rewind(plan, history, kept.steps);
        if (before !== null && fingerprintPlan(before) === kept.fingerprint) {
          show({ planId, before, steps: kept.steps });
        } else {
          show(
            null,
            'The what-if has ended with the reload: its before could not be found. Its changes stay in the plan.',
          );
        }
      }
    }

    documentStore.subscribe((state, previous) => {
      if (state.plan === previous.plan && state.planId === previous.planId) return;
      if (state.lastChange?.kind === 'open' && state.lastChange !== previous.lastChange) followOpening(state);
      else if (trial !== null && state.history.past.length < trial.steps) {
        show(null, 'The what-if has ended: undo went back beyond its beginning.');
      }
    });

    return {
      before: null,
      notice: null,
      start: () => {
        const { planId, plan, history } = documentStore.getState();
        if (get().before === null) show({ planId, before: plan, steps: history.past.length });
      },
      keep: () => show(null),
      drop: () => {
        if (trial === null) return { ok: true };
        const { plan, dispatch } = documentStore.getState();
        const result = dispatch(restorePlan(trial.before, plan, 'Drop the what-if'));
        if (result.ok) show(null);
        return result;
      },
    };
  });
}

function remember(storage: WhatIfStorage | undefined, trial: Trial | null): void {
  try {
    if (trial === null) storage?.removeItem(STORAGE_KEY);
    else {
      const { planId, steps, before } = trial;
      storage?.setItem(STORAGE_KEY, JSON.stringify({ planId, steps, fingerprint: fingerprintPlan(before) }));
    }
  } catch {
    // A browser that keeps nothing forgets the trial with the page; the plan and its history are kept elsewhere.
  }
}

function recall(storage: WhatIfStorage | undefined): v.InferOutput<typeof KeptSchema> | null {
  try {
    const result = v.safeParse(KeptSchema, JSON.parse(storage?.getItem(STORAGE_KEY) ?? 'null'));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

/** The plan as it was when its history had so many steps; null where that does not lead anywhere. */
function rewind(plan: PlanDocument, { past }: PlanHistory, steps: number): PlanDocument | null {
  if (past.length < steps) return null;
  try {
    return past.slice(steps).reduceRight((state, entry) => applyPatches(state, entry.inversePatches as Patch[]), plan);
  } catch {
    return null;
  }
}
