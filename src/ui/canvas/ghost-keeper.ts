import { placeDrawing } from '../../domain/canvas/placed-drawing.ts';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import type { Drawing } from '../../domain/plan/plan-document.ts';
import { compareDrawings, type DrawingDifference } from '../../domain/what-if/compare-drawings.ts';
import type { GhostInput } from '../../render/build-ghosts.ts';
import { indexDrawing } from '../../render/drawing-index.ts';

/** Keeps the drawing before a trial, and what is different since: worked out once for each state of the drawing. */
export class GhostKeeper {
  private before: Drawing | null = null;
  private now: Drawing | null = null;
  private difference: DrawingDifference | null = null;

  /** Takes the drawing before; null = no trial. Whether that is another one. */
  setBefore(before: Drawing | null): boolean {
    if (this.before === before) return false;
    this.before = before;
    this.difference = null;
    return true;
  }

  /** What ghosts of a drawing are made from; null outside of a trial. */
  of(now: Drawing, index: CatalogIndex | null): GhostInput | null {
    const { before } = this;
    if (before === null) return null;
    if (this.difference === null || this.now !== now) {
      this.difference = compareDrawings(before, now, index);
      this.now = now;
    }
    return { before: indexDrawing(placeDrawing(before)), difference: this.difference };
  }
}
