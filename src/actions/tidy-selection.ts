import { type ActionContext, defineAction } from './action.ts';
import { selectedBlocks } from './selection.ts';
import { tidyUp } from './tidy-up.ts';

/** Selected blocks that hold others. */
function selectedContainers(context: ActionContext): readonly string[] {
  const selected = new Set(selectedBlocks(context));
  if (selected.size === 0) return [];
  const holding = new Set<string>();
  for (const { parent } of Object.values(context.documentStore.getState().plan.drawing.blocks)) {
    if (parent !== null && selected.has(parent)) holding.add(parent);
  }
  return [...holding];
}

/** Lays out anew what lies in the selected containers. */
export const tidySelection = defineAction({
  id: 'tidy-selection',
  group: 'Arrange',
  label: 'Tidy up inside the selection',
  shortcuts: ['Alt+Shift+T'],
  isEnabled: (context) => selectedContainers(context).length > 0,
  run: (context) => tidyUp(context, selectedContainers(context), 'Tidy up inside the selection'),
});
