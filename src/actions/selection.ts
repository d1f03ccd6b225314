import type { ActionContext } from './action.ts';

/** Selected blocks that exist, in the order of selection. */
export function selectedBlocks({ sessionStore, documentStore }: ActionContext): readonly string[] {
  const { blocks } = documentStore.getState().plan.drawing;
  return sessionStore.getState().selection.filter((id) => blocks[id] !== undefined);
}

/** Whether at least `count` blocks are selected. */
export function hasBlocks(count: number): (context: ActionContext) => boolean {
  return (context) => selectedBlocks(context).length >= count;
}

/** Whether anything is selected. */
export function hasSelection({ sessionStore }: ActionContext): boolean {
  return sessionStore.getState().selection.length > 0;
}
