import { childrenOf } from '../domain/plan/drawing/block-tree.ts';
import { defineAction } from './action.ts';

/** Selects all blocks of the top level. */
export const selectAll = defineAction({
  id: 'select-all',
  group: 'Edit',
  label: 'Select all',
  shortcuts: ['Mod+A'],
  run: ({ documentStore, sessionStore }) => {
    const { drawing } = documentStore.getState().plan;
    sessionStore.getState().setSelection(childrenOf(drawing, null).map((block) => block.id));
  },
});
