import type { QueryClient } from '@tanstack/react-query';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { drawingToGraphml } from '../domain/topology/exchange/export/drawing-to-graphml.ts';
import { drawingToMermaid } from '../domain/topology/exchange/export/drawing-to-mermaid.ts';
import { catalogQueryOptions } from '../engine/catalog-query.ts';

/** The drawing as text that other programs read, with names and speeds of the catalogue. */
export async function writeDrawing(
  plan: PlanDocument,
  queryClient: QueryClient,
  format: 'graphml' | 'mermaid',
): Promise<Blob> {
  const catalog = await queryClient.ensureQueryData(catalogQueryOptions());
  return format === 'graphml'
    ? new Blob([drawingToGraphml(plan.drawing, plan.name, catalog)], { type: 'application/graphml+xml' })
    : new Blob([drawingToMermaid(plan.drawing, plan.name, catalog)], { type: 'text/vnd.mermaid' });
}
