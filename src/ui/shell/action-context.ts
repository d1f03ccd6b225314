import { createContext, useContext } from 'react';
import type { Action, ActionContext } from '../../actions/action.ts';
import { ALL_ACTIONS } from '../../actions/all-actions.ts';

/** Context of {@link useActions}. */
export const ActionsContext = createContext<ActionContext | null>(null);

/** What actions work on. */
export function useActions(): ActionContext {
  const context = useContext(ActionsContext);
  if (context === null) throw new Error('useActions needs its context around it.');
  return context;
}

const BY_ID: ReadonlyMap<string, Action> = new Map(ALL_ACTIONS.map((action) => [action.id, action]));

/** The action with this id; throws when there is none, which is a mistake in the program. */
export function findAction(id: string): Action {
  const action = BY_ID.get(id);
  if (action === undefined) throw new Error(`There is no action ${id}.`);
  return action;
}
