import { alignBlocks } from '../domain/plan/commands/align-blocks.ts';
import { defineAction } from './action.ts';
import { dispatch } from './dispatch.ts';
import { hasBlocks, selectedBlocks } from './selection.ts';

/** Lines the selected blocks up (center). */
export const alignCenter = defineAction({
  id: 'align-center',
  group: 'Arrange',
  label: 'Align centres',
  isEnabled: hasBlocks(2),
  run: (context) => {
    dispatch(context, alignBlocks(selectedBlocks(context), 'center'));
  },
});
