import { alignBlocks } from '../domain/plan/commands/align-blocks.ts';
import { defineAction } from './action.ts';
import { dispatch } from './dispatch.ts';
import { hasBlocks, selectedBlocks } from './selection.ts';

/** Lines the selected blocks up (middle). */
export const alignMiddle = defineAction({
  id: 'align-middle',
  group: 'Arrange',
  label: 'Align middles',
  isEnabled: hasBlocks(2),
  run: (context) => {
    dispatch(context, alignBlocks(selectedBlocks(context), 'middle'));
  },
});
