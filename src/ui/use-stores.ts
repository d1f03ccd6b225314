/** The one place where the stores meet React. Selectors must return the same object for the same state. */
import { useStore } from 'zustand';
import type { DocumentState } from '../stores/document-store.ts';
import type { PreferencesState } from '../stores/preferences-store.ts';
import type { SessionState } from '../stores/session-store.ts';
import { documentStore, preferencesStore, sessionStore, whatIfStore } from '../stores/stores.ts';
import type { WhatIfState } from '../stores/what-if-store.ts';

/** Part of the open document, followed. */
export function useDocument<T>(selector: (state: DocumentState) => T): T {
  return useStore(documentStore, selector);
}

/** Part of the session, followed. */
export function useSession<T>(selector: (state: SessionState) => T): T {
  return useStore(sessionStore, selector);
}

/** Part of the preferences, followed. */
export function usePreferences<T>(selector: (state: PreferencesState) => T): T {
  return useStore(preferencesStore, selector);
}

/** Part of what is tried out, followed. */
export function useWhatIf<T>(selector: (state: WhatIfState) => T): T {
  return useStore(whatIfStore, selector);
}
