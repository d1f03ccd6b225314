import { distributeBlocks } from '../domain/plan/commands/distribute-blocks.ts';
import { defineAction } from './action.ts';
import { dispatch } from './dispatch.ts';
import { hasBlocks, selectedBlocks } from './selection.ts';

/** Makes the gaps between the selected blocks equal (horizontal). */
export const distributeHorizontal = defineAction({
  id: 'distribute-horizontal',
  group: 'Arrange',
  label: 'Distribute horizontally',
  isEnabled: hasBlocks(3),
  run: (context) => {
    dispatch(context, distributeBlocks(selectedBlocks(context), 'horizontal'));
  },
});
