import { alignBlocks } from '../domain/plan/commands/align-blocks.ts';
import { defineAction } from './action.ts';
import { dispatch } from './dispatch.ts';
import { hasBlocks, selectedBlocks } from './selection.ts';

/** Lines the selected blocks up (top). */
export const alignTop = defineAction({
  id: 'align-top',
  group: 'Arrange',
  label: 'Align top',
  isEnabled: hasBlocks(2),
  run: (context) => {
    dispatch(context, alignBlocks(selectedBlocks(context), 'top'));
  },
});
