import { duplicateItems } from '../domain/plan/commands/duplicate-items.ts';
import { defineAction } from './action.ts';
import { dispatchAndSelect } from './dispatch.ts';
import { hasBlocks, selectedBlocks } from './selection.ts';

/** Adds copies of the selected blocks beside them. */
export const duplicate = defineAction({
  id: 'duplicate',
  group: 'Edit',
  label: 'Duplicate',
  shortcuts: ['Mod+D'],
  isEnabled: hasBlocks(1),
  run: (context) => dispatchAndSelect(context, duplicateItems(selectedBlocks(context))),
});
