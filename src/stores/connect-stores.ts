import type { DocumentStore } from './document-store.ts';
import type { SessionStore } from './session-store.ts';

/**
 * Keeps the session in step with the document: what is gone is no longer selected, and every change is said to the screen
 * reader. Gives a function that ends it.
 */
export function connectStores(documentStore: DocumentStore, sessionStore: SessionStore): () => void {
  return documentStore.subscribe((state, before) => {
    if (state.plan === before.plan && state.planId === before.planId) return;
    const { blocks, links } = state.plan.drawing;
    const { selection, hoveredId, setSelection, setHoveredId, announce } = sessionStore.getState();
    const kept = selection.filter((id) => blocks[id] !== undefined || links[id] !== undefined);
    if (kept.length < selection.length) setSelection(kept);
    if (hoveredId !== null && blocks[hoveredId] === undefined && links[hoveredId] === undefined) setHoveredId(null);
    if (state.lastChange !== null && state.lastChange !== before.lastChange) announce(state.lastChange.announcement);
  });
}
