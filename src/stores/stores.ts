/** The page's own stores, one of each. Everything else gets its store handed in, so that tests can make their own. */
import { connectStores } from './connect-stores.ts';
import { createDocumentStore } from './document-store.ts';
import { createPreferencesStore } from './preferences-store.ts';
import { createSessionStore } from './session-store.ts';
import { createWhatIfStore } from './what-if-store.ts';

/** The open plan. */
export const documentStore = createDocumentStore();
/** Selection, view, tool, messages. */
export const sessionStore = createSessionStore();
/** What the user likes. */
export const preferencesStore = createPreferencesStore();

/** What is tried out beside the plan as it was. */
export const whatIfStore = createWhatIfStore(documentStore);

connectStores(documentStore, sessionStore);
