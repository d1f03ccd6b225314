import { defineAction } from './action.ts';
import { copyBlocks } from './clipboard.ts';
import { hasBlocks, selectedBlocks } from './selection.ts';

/** Copies the selected blocks. */
export const copy = defineAction({
  id: 'copy',
  group: 'Edit',
  label: 'Copy',
  shortcuts: ['Mod+C'],
  isEnabled: hasBlocks(1),
  run: (context) => copyBlocks(context, selectedBlocks(context)),
});
