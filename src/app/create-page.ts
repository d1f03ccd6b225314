import { QueryClient } from '@tanstack/react-query';
import type { ActionContext } from '../actions/action.ts';
import type { DialogInput } from '../actions/dialog-input.ts';
import { createEngineClient, type EngineClient } from '../engine/engine-client.ts';
import { spawnEngineWorker } from '../engine/spawn-engine-worker.ts';
import { createAutosave } from '../storage/autosave.ts';
import { createCell } from '../storage/cell.ts';
import { flushOnLeave } from '../storage/flush-on-leave.ts';
import { openLibrary } from '../storage/open-library.ts';
import { documentStore, preferencesStore, sessionStore, whatIfStore } from '../stores/stores.ts';
import type { Keeping } from '../ui/library/keeping-context.ts';
import { createPageServices } from './page-services.ts';

/** The parts of the running page. */
export interface Page {
  readonly queryClient: QueryClient;
  readonly engine: EngineClient;
  readonly actions: ActionContext;
  /** Library and autosave, once the browser's storage has answered. */
  readonly keeping: Promise<Keeping>;
}

/** Builds the parts of the page. */
export function createPage(): Page {
  const queryClient = new QueryClient();
  const engine = createEngineClient({ spawn: spawnEngineWorker });
  const input = createCell<DialogInput>({ configText: null, networkText: null, problem: null });
  const keeping = startKeeping();
  const actions: ActionContext = {
    documentStore,
    sessionStore,
    preferencesStore,
    whatIfStore,
    services: createPageServices(queryClient, engine, keeping),
    dialogInput: { cell: input.cell, set: (part) => input.set({ ...input.cell.getState(), ...part }) },
  };
  return { queryClient, engine, actions, keeping };
}

async function startKeeping(): Promise<Keeping> {
  const { library, problem } = await openLibrary();
  const autosave = createAutosave(library, documentStore);
  flushOnLeave(autosave);
  if (problem !== null) sessionStore.getState().addToast({ tone: 'warning', message: problem.message });
  return { library, autosave, problem };
}
