import type { Drawing } from '../../../plan/plan-document.ts';
import type { ImportNote } from '../network-graph.ts';

/** A network as a drawing. */
export interface ImportedDrawing {
  readonly drawing: Drawing;
  readonly notes: readonly ImportNote[];
}
