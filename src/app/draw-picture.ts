import interAddress from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import type { QueryClient } from '@tanstack/react-query';
import { figureToSvg } from '../charts/figure-to-svg.ts';
import type { CatalogIndex } from '../domain/catalog/catalog-types.ts';
import { LIGHT_FIGURE_THEME } from '../domain/figure/figure-theme.ts';
import type { DrawingOverlay } from '../domain/overlay/drawing-overlay.ts';
import type { OverlayId } from '../domain/overlay/overlay-choices.ts';
import { drawingBounds } from '../domain/plan/drawing/block-geometry.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { catalogQueryOptions } from '../engine/catalog-query.ts';
import { compilerQueryOptions } from '../engine/compiler-query.ts';
import type { EngineClient } from '../engine/engine-client.ts';
import { estimateQueryOptions, modelVersionQueryOptions } from '../engine/estimate-query.ts';
import { sensitivityQueryOptions } from '../engine/sensitivity-query.ts';
import { drawDrawingFigure } from '../render/drawing-figure.ts';
import { LEGEND_HEIGHT } from '../render/overlay-legend-marks.ts';
import { pictureSize } from './picture-size.ts';

/** Pixels of a PNG for each CSS pixel. */
const PNG_SCALE = 2;

/** The drawing as a picture file, in the light theme: pictures go into papers and slides. */
export async function drawPicture(
  plan: PlanDocument,
  queryClient: QueryClient,
  engine: EngineClient,
  overlayId: OverlayId,
  format: 'svg' | 'png',
): Promise<Blob> {
  const catalog = await queryClient.ensureQueryData(catalogQueryOptions());
  const bounds = drawingBounds(plan.drawing) ?? { x: 0, y: 0, width: 4, height: 3 };
  const overlay = overlayId === 'none' ? null : await computeOverlay(plan, catalog, queryClient, engine, overlayId);
  const { width, height } = pictureSize(bounds);
  const size = overlay === null ? { width, height } : { width: Math.max(720, width), height: height + LEGEND_HEIGHT };
  const figure = drawDrawingFigure(plan, catalog, LIGHT_FIGURE_THEME, size, { overlay });
  const svg = figureToSvg(figure, {
    background: LIGHT_FIGURE_THEME.background,
    patternInk: LIGHT_FIGURE_THEME.background,
    padding: 0,
    fontAddress: await readAsDataAddress(interAddress),
  });
  const blob = new Blob([svg], { type: 'image/svg+xml' });
  return format === 'svg' ? blob : rasterize(blob);
}

/** What is laid over the drawing, from figures that the page mostly has already; null where the plan has none. */
async function computeOverlay(
  plan: PlanDocument,
  catalog: CatalogIndex,
  queryClient: QueryClient,
  engine: EngineClient,
  id: OverlayId,
): Promise<DrawingOverlay | null> {
  const { compile } = await queryClient.ensureQueryData(compilerQueryOptions());
  const compiled = compile(plan, catalog);
  if (!compiled.ok) return null;
  const { scenario, routing } = compiled;
  const version = await queryClient.ensureQueryData(modelVersionQueryOptions(engine));
  const estimate = await queryClient.fetchQuery(estimateQueryOptions(engine, scenario, version, 'picture'));
  const inputs = { plan, catalog, stepSeconds: estimate.step.seconds };
  const sensitivity =
    id === 'sensitivity' ? await queryClient.fetchQuery(sensitivityQueryOptions(engine, inputs, version)) : null;
  const { buildOverlay } = await import('../domain/overlay/build-overlay.ts');
  return buildOverlay(id, { plan, catalog, scenario, routing, estimate, sensitivity });
}

/** A file of the page as a `data:` address: pictures may fetch nothing. */
async function readAsDataAddress(address: string): Promise<string> {
  const response = await fetch(new URL(address, document.baseURI));
  if (!response.ok) throw new Error(`The font cannot be loaded (${response.status}).`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `data:font/woff2;base64,${btoa(binary)}`;
}

async function rasterize(svg: Blob): Promise<Blob> {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * PNG_SCALE);
    canvas.height = Math.round(image.naturalHeight * PNG_SCALE);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser cannot draw pictures.');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob === null ? reject(new Error('The picture is too large.')) : resolve(blob)),
        'image/png',
      );
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
