/** The whole drawing as one picture: for the picture export, the report's title page and template thumbnails. */

import { placeDrawing } from '../domain/canvas/placed-drawing.ts';
import { fitRectangle, type ScreenSize } from '../domain/canvas/viewport.ts';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import type { VectorFigure } from '../domain/figure/vector-figure.ts';
import type { DrawingOverlay } from '../domain/overlay/drawing-overlay.ts';
import { drawingBounds } from '../domain/plan/drawing/block-geometry.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { describeBlock, formatWhole } from './block-facts.ts';
import { buildScene } from './build-scene.ts';
import { indexDrawing } from './drawing-index.ts';
import { LEGEND_HEIGHT, legendMarks } from './overlay-legend-marks.ts';
import { sceneToMarks } from './scene-to-figure.ts';

/** Draws the plan's drawing, fitted into the size (CSS pixels) with a small margin; without words as a thumbnail. */
export function drawDrawingFigure(
  plan: PlanDocument,
  catalogIndex: CatalogIndex | null,
  theme: FigureTheme,
  size: ScreenSize,
  { words = true, overlay = null }: { readonly words?: boolean; readonly overlay?: DrawingOverlay | null } = {},
): VectorFigure {
  const index = indexDrawing(placeDrawing(plan.drawing));
  const bounds = drawingBounds(plan.drawing) ?? { x: 0, y: 0, width: 1, height: 1 };
  const margin = Math.min(24, size.width * 0.04);
  const legendHeight = overlay === null ? 0 : LEGEND_HEIGHT;
  const room = { width: size.width, height: size.height - legendHeight };
  const viewport = fitRectangle(bounds, room, margin);
  const scene = buildScene({ index, catalogIndex, viewport, size, words, overlay });
  return {
    width: size.width,
    height: size.height,
    title: `Drawing of ${plan.name}`,
    description: [describeDrawing(plan, catalogIndex), overlay?.summary ?? ''].filter(Boolean).join(' '),
    marks: [...sceneToMarks(scene, theme), ...(overlay === null ? [] : legendMarks(overlay, theme, size))],
  };
}

/** The drawing in a few sentences: what is at the top level, how much of each kind, and how many links. */
function describeDrawing(plan: PlanDocument, catalogIndex: CatalogIndex | null): string {
  const placed = placeDrawing(plan.drawing);
  if (placed.blocks.length === 0) return 'The drawing is empty.';
  const byName = new Map<string, number>();
  let accelerators = 0;
  for (const { block, outerInstances, hasChildren } of placed.blocks) {
    const instances = block.count * outerInstances;
    const name = block.name || block.kind;
    byName.set(name, (byName.get(name) ?? 0) + instances);
    if (!hasChildren) accelerators += describeBlock(block, catalogIndex).acceleratorsPerInstance * instances;
  }
  const parts = [...byName].slice(0, 12).map(([name, instances]) => `${formatWhole(instances)} × ${name}`);
  const more = byName.size > 12 ? `, and ${byName.size - 12} more kinds` : '';
  const links = Object.keys(plan.drawing.links).length;
  const total = accelerators > 0 ? `${formatWhole(accelerators)} accelerators. ` : '';
  return `${total}Blocks: ${parts.join(', ')}${more}. ${links} ${links === 1 ? 'link' : 'links'}.`;
}
