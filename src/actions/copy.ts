import { defineAction } from './action.ts';
import { copySelection } from './copy-selection.ts';
import { hasBlocks } from './selection.ts';

/** Copies the selected blocks. */
export const copy = defineAction({
  id: 'copy',
  group: 'Edit',
  label: 'Copy',
  shortcuts: ['Mod+C'],
  isEnabled: hasBlocks(1),
  run: copySelection,
});
