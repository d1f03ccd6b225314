import type { Hit } from '../../domain/canvas/hit.ts';
import type { ToolState } from '../../editor/tool-state.ts';

/** The pointer's shape over what it would do. */
export function cursorFor(state: ToolState, hit: Hit, tool: 'select' | 'hand' | 'connect', space: boolean): string {
  if (state.name === 'panning') return 'grabbing';
  if (space || tool === 'hand') return 'grab';
  if (state.name === 'moving') return state.copies ? 'copy' : 'grabbing';
  if (state.name === 'connecting') return 'crosshair';
  const handle = state.name === 'resizing' ? state.handle : hit.kind === 'handle' ? hit.handle : null;
  if (handle !== null) return `${handle}-resize`;
  if (state.name === 'marquee') return 'crosshair';
  if (hit.kind === 'port' || (tool === 'connect' && hit.kind === 'block')) return 'crosshair';
  if (hit.kind === 'link') return 'pointer';
  return hit.kind === 'block' && hit.part === 'header' ? 'move' : 'default';
}
