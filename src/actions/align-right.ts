import { alignBlocks } from '../domain/plan/commands/align-blocks.ts';
import { defineAction } from './action.ts';
import { dispatch } from './dispatch.ts';
import { hasBlocks, selectedBlocks } from './selection.ts';

/** Lines the selected blocks up (right). */
export const alignRight = defineAction({
  id: 'align-right',
  group: 'Arrange',
  label: 'Align right',
  isEnabled: hasBlocks(2),
  run: (context) => {
    dispatch(context, alignBlocks(selectedBlocks(context), 'right'));
  },
});
