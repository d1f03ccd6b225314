import { alignBlocks } from '../domain/plan/commands/align-blocks.ts';
import { defineAction } from './action.ts';
import { dispatch } from './dispatch.ts';
import { hasBlocks, selectedBlocks } from './selection.ts';

/** Lines the selected blocks up (bottom). */
export const alignBottom = defineAction({
  id: 'align-bottom',
  group: 'Arrange',
  label: 'Align bottom',
  isEnabled: hasBlocks(2),
  run: (context) => {
    dispatch(context, alignBlocks(selectedBlocks(context), 'bottom'));
  },
});
