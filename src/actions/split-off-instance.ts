import { countBlockInstances } from '../domain/plan/drawing/block-tree.ts';
import { defineAction } from './action.ts';
import { selectedBlocks } from './selection.ts';

/** Asks which instance of the selected block should become a block of its own. */
export const splitOffInstance = defineAction({
  id: 'split-off-instance',
  group: 'Arrange',
  label: 'Split off an instance …',
  isEnabled: (context) => {
    const [id, ...others] = selectedBlocks(context);
    if (id === undefined || others.length > 0) return false;
    return countBlockInstances(context.documentStore.getState().plan.drawing, id) > 1;
  },
  run: ({ sessionStore }) => sessionStore.getState().setOpenDialog('split-off-instance'),
});
