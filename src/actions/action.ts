import type { DocumentStore } from '../stores/document-store.ts';
import type { PreferencesStore } from '../stores/preferences-store.ts';
import type { SessionStore } from '../stores/session-store.ts';
import type { WhatIfStore } from '../stores/what-if-store.ts';
import type { DialogInputCell } from './dialog-input.ts';
import type { PageServices } from './page-services.ts';

/** What an action works on. */
export interface ActionContext {
  readonly documentStore: DocumentStore;
  readonly sessionStore: SessionStore;
  readonly preferencesStore: PreferencesStore;
  readonly whatIfStore: WhatIfStore;
  readonly services: PageServices;
  readonly dialogInput: DialogInputCell;
}

/** Where an action is listed. */
export type ActionGroup = 'Plan' | 'Edit' | 'Arrange' | 'View' | 'Share' | 'Help';

/** One thing that a person can do. Menus, toolbar, command palette, keys and the help sheet all read it here. */
export interface Action {
  /** Stable, kebab-case. */
  readonly id: string;
  readonly group: ActionGroup;
  /** What it does now, with what it is about: `Undo Move DGX H100`. */
  readonly label: (context: ActionContext) => string;
  /** Key combinations, the first one shown: `Mod+Shift+Z`; `Mod` is Ctrl, on a Mac Cmd. */
  readonly shortcuts: readonly string[];
  readonly isEnabled: (context: ActionContext) => boolean;
  /** Whether what it switches is on; absent = it switches nothing. */
  readonly isOn?: (context: ActionContext) => boolean;
  readonly run: (context: ActionContext) => void | Promise<void>;
}

/** Fills in what most actions share: a fixed label, no keys, always enabled. */
export function defineAction(
  action: Pick<Action, 'id' | 'group' | 'run'> &
    Partial<Omit<Action, 'label'>> & { readonly label: string | Action['label'] },
): Action {
  const { label } = action;
  return {
    shortcuts: [],
    isEnabled: () => true,
    ...action,
    label: typeof label === 'string' ? () => label : label,
  };
}
