import { createContext, use, useSyncExternalStore } from 'react';
import type { Autosave } from '../../storage/autosave.ts';
import type { PlanLibrary } from '../../storage/plan-library.ts';
import type { SaveState } from '../../storage/save-state.ts';
import type { StorageProblem } from '../../storage/storage-problem.ts';

/** What keeps plans in this browser. */
export interface Keeping {
  readonly library: PlanLibrary;
  readonly autosave: Autosave;
  /** Why nothing can be kept; null when all is well. */
  readonly problem: StorageProblem | null;
}

/** Context of {@link useKeeping}: a promise, since the browser's storage takes a moment. */
export const KeepingContext = createContext<Promise<Keeping> | null>(null);

/** Library and autosave; suspends until the browser's storage has answered. */
export function useKeeping(): Keeping {
  const keeping = use(KeepingContext);
  if (keeping === null) throw new Error('useKeeping needs its context around it.');
  return use(keeping);
}

/** Whether the open plan is safe, followed. */
export function useSaveState(): SaveState {
  const { autosave } = useKeeping();
  return useSyncExternalStore(autosave.state.subscribe, autosave.state.getState);
}
