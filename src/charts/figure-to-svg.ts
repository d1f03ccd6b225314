import type { FigureMark, VectorFigure } from '../domain/figure/vector-figure.ts';
import { collectPatterns, PATTERN_OPACITY, patternKey } from './figure-patterns.ts';

/** Everything beside the figure that an SVG file needs. */
export interface SvgOptions {
  /** Ground behind the figure; absent = transparent. */
  readonly background?: string;
  /** Colour of the strokes of patterns. */
  readonly patternInk: string;
  /** The font's file as a `data:` address, for places that do not have it; absent = the font is asked for by name. */
  readonly fontAddress?: string;
  /** Room around the figure, CSS pixels. */
  readonly padding?: number;
}

/** Writes a figure as a complete SVG document of its own: fonts by name, no scripts, nothing fetched. */
export function figureToSvg(figure: VectorFigure, options: SvgOptions): string {
  const padding = options.padding ?? 0;
  const width = number(figure.width + 2 * padding);
  const height = number(figure.height + 2 * padding);
  const patterns = collectPatterns(figure.marks).map(
    (tile) =>
      `<pattern id="${tile.key}" width="${tile.size}" height="${tile.size}" patternUnits="userSpaceOnUse">` +
      `<rect width="${tile.size}" height="${tile.size}" fill="${escapeXml(tile.color)}"/>` +
      `<path d="${tile.path}" ${
        tile.isFilled
          ? `fill="${escapeXml(options.patternInk)}" fill-opacity="${PATTERN_OPACITY}"`
          : `fill="none" stroke="${escapeXml(options.patternInk)}" stroke-width="1.2" stroke-opacity="${PATTERN_OPACITY}"`
      }/></pattern>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${number(-padding)} ${number(-padding)} ${width} ${height}" role="img" font-family="Inter, sans-serif">`,
    `<title>${escapeXml(figure.title)}</title>`,
    `<desc>${escapeXml(figure.description)}</desc>`,
    ...(options.fontAddress === undefined ? [] : [embedFont(options.fontAddress)]),
    ...(patterns.length > 0 ? [`<defs>${patterns.join('')}</defs>`] : []),
    ...(options.background === undefined
      ? []
      : [
          `<rect x="${number(-padding)}" y="${number(-padding)}" width="${width}" height="${height}" fill="${escapeXml(options.background)}"/>`,
        ]),
    ...figure.marks.map(markToSvg),
    '</svg>',
    '',
  ].join('\n');
}

function embedFont(address: string): string {
  return `<style>@font-face{font-family:Inter;font-weight:100 900;src:url("${escapeXml(address)}")}</style>`;
}

function markToSvg(mark: FigureMark): string {
  switch (mark.type) {
    case 'rect': {
      const key = patternKey(mark);
      const fill = key === null ? (mark.fill ?? 'none') : `url(#${key})`;
      const radius = mark.radius === undefined || mark.radius === 0 ? '' : ` rx="${number(mark.radius)}"`;
      return withTitle(
        'rect',
        `x="${number(mark.x)}" y="${number(mark.y)}" width="${number(mark.width)}" height="${number(mark.height)}"${radius} fill="${escapeXml(fill)}"${stroke(mark)}`,
        mark.title,
      );
    }
    case 'line':
      return `<line x1="${number(mark.x1)}" y1="${number(mark.y1)}" x2="${number(mark.x2)}" y2="${number(mark.y2)}"${stroke(mark)}/>`;
    case 'path':
      return withTitle(
        'path',
        `d="${escapeXml(mark.d)}" fill="${escapeXml(mark.fill ?? 'none')}"${stroke(mark)}`,
        mark.title,
      );
    case 'circle':
      return withTitle(
        'circle',
        `cx="${number(mark.cx)}" cy="${number(mark.cy)}" r="${number(mark.r)}" fill="${escapeXml(mark.fill ?? 'none')}"${stroke(mark)}`,
        mark.title,
      );
    case 'text':
      return `<text x="${number(mark.x)}" y="${number(mark.y)}" font-size="${number(mark.size)}" font-weight="${mark.weight}" fill="${escapeXml(mark.fill)}" text-anchor="${mark.anchor}">${escapeXml(mark.text)}</text>`;
  }
}

function withTitle(tag: string, attributes: string, title: string | undefined): string {
  if (title === undefined) return `<${tag} ${attributes}/>`;
  return `<${tag} ${attributes}><title>${escapeXml(title)}</title></${tag}>`;
}

function stroke(mark: {
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly dash?: readonly number[];
}): string {
  if (mark.stroke === undefined) return '';
  const width = mark.strokeWidth === undefined ? '' : ` stroke-width="${number(mark.strokeWidth)}"`;
  const dash = mark.dash === undefined ? '' : ` stroke-dasharray="${mark.dash.map(number).join(' ')}"`;
  return ` stroke="${escapeXml(mark.stroke)}"${width}${dash}`;
}

/** At most two decimals: a hundredth of a pixel is below sight, and files stay small and stable. */
function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escapeXml(text: string): string {
  return (
    text
      // Characters that XML 1.0 cannot hold at all.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}
