import interAddress from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import type { QueryClient } from '@tanstack/react-query';
import { figureToSvg } from '../charts/figure-to-svg.ts';
import { LIGHT_FIGURE_THEME } from '../domain/figure/figure-theme.ts';
import { drawingBounds } from '../domain/plan/drawing/block-geometry.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { catalogQueryOptions } from '../engine/catalog-query.ts';
import { drawDrawingFigure } from '../render/drawing-figure.ts';
import { pictureSize } from './picture-size.ts';

/** Pixels of a PNG for each CSS pixel. */
const PNG_SCALE = 2;

/** The drawing as a picture file, in the light theme: pictures go into papers and slides. */
export async function drawPicture(plan: PlanDocument, queryClient: QueryClient, format: 'svg' | 'png'): Promise<Blob> {
  const catalog = await queryClient.ensureQueryData(catalogQueryOptions());
  const bounds = drawingBounds(plan.drawing) ?? { x: 0, y: 0, width: 4, height: 3 };
  const figure = drawDrawingFigure(plan, catalog, LIGHT_FIGURE_THEME, pictureSize(bounds));
  const svg = figureToSvg(figure, {
    background: LIGHT_FIGURE_THEME.background,
    patternInk: LIGHT_FIGURE_THEME.background,
    padding: 0,
    fontAddress: await readAsDataAddress(interAddress),
  });
  const blob = new Blob([svg], { type: 'image/svg+xml' });
  return format === 'svg' ? blob : rasterize(blob);
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
