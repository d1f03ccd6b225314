import { distributeBlocks } from '../domain/plan/commands/distribute-blocks.ts';
import { defineAction } from './action.ts';
import { dispatch } from './dispatch.ts';
import { hasBlocks, selectedBlocks } from './selection.ts';

/** Makes the gaps between the selected blocks equal (vertical). */
export const distributeVertical = defineAction({
  id: 'distribute-vertical',
  group: 'Arrange',
  label: 'Distribute vertically',
  isEnabled: hasBlocks(3),
  run: (context) => {
    dispatch(context, distributeBlocks(selectedBlocks(context), 'vertical'));
  },
});
