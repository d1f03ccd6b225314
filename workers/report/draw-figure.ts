/** Draws a VectorFigure into the PDF as vectors, scaled to the width of the page, tagged as a figure with its text alternative. */
import type { FigureMark, FigurePattern, VectorFigure } from '../../src/domain/figure/vector-figure.ts';
import { ensureRoom, type PdfPage } from './pdf-page.ts';
import { FONT, PAGE_MARGIN } from './report-style.ts';

type Pdf = PDFKit.PDFDocument;

/** Draws `figure` at the cursor and moves below it; never taller than `maxHeight` points. */
export function drawFigure(page: PdfPage, figure: VectorFigure, maxHeight: number): void {
  const scale = Math.min(page.width / figure.width, maxHeight / figure.height, 1.2);
  const height = figure.height * scale;
  ensureRoom(page, height);
  const { doc } = page;
  const top = doc.y;
  const box: [number, number, number, number] = [PAGE_MARGIN, top, PAGE_MARGIN + figure.width * scale, top + height];
  page.structure.add(
    doc.struct('Figure', { alt: `${figure.title}. ${figure.description}`, bbox: box }, [
      () => {
        doc.save();
        doc.translate(PAGE_MARGIN, top).scale(scale);
        doc.rect(0, 0, figure.width, figure.height).clip();
        for (const mark of figure.marks) drawMark(doc, mark);
        doc.restore();
      },
    ]),
  );
  doc.x = PAGE_MARGIN;
  doc.y = top + height;
}

function drawMark(doc: Pdf, mark: FigureMark): void {
  doc.save();
  switch (mark.type) {
    case 'rect':
      if (mark.width > 0 && mark.height > 0) {
        outlineRect(doc, mark);
        paint(doc, mark);
        if (mark.pattern !== undefined && mark.pattern !== 'solid') drawPattern(doc, mark, mark.pattern);
      }
      break;
    case 'line':
      doc.moveTo(mark.x1, mark.y1).lineTo(mark.x2, mark.y2);
      paint(doc, mark);
      break;
    case 'path':
      doc.path(mark.d);
      paint(doc, mark);
      break;
    case 'circle':
      doc.circle(mark.cx, mark.cy, mark.r);
      paint(doc, mark);
      break;
    case 'text':
      drawLabel(doc, mark);
      break;
  }
  doc.restore();
}

function outlineRect(doc: Pdf, mark: Extract<FigureMark, { type: 'rect' }>): void {
  const radius = Math.min(mark.radius ?? 0, mark.width / 2, mark.height / 2);
  if (radius > 0) doc.roundedRect(mark.x, mark.y, mark.width, mark.height, radius);
  else doc.rect(mark.x, mark.y, mark.width, mark.height);
}

interface Paint {
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly dash?: readonly number[];
}

/** Fills and strokes the path that was just laid out. */
function paint(doc: Pdf, mark: Paint): void {
  const fill = paintable(mark.fill);
  const stroke = paintable(mark.stroke);
  if (stroke !== undefined) {
    doc.lineWidth(mark.strokeWidth ?? 1);
    const [on, off] = mark.dash ?? [];
    if (on !== undefined && on > 0) doc.dash(on, { space: off ?? on });
  }
  if (fill !== undefined && stroke !== undefined) doc.fillAndStroke(fill, stroke);
  else if (fill !== undefined) doc.fill(fill);
  else if (stroke !== undefined) doc.stroke(stroke);
}

function paintable(color: string | undefined): string | undefined {
  return color === undefined || color === 'none' || color === 'transparent' ? undefined : color;
}

/** Spacing of pattern strokes, in the figure's pixels. */
const PATTERN_STEP = 5;

/** The second sign beside colour: thin white strokes or dots over the fill, the same patterns as on screen. */
function drawPattern(doc: Pdf, mark: Extract<FigureMark, { type: 'rect' }>, pattern: FigurePattern): void {
  const { x, y, width, height } = mark;
  doc.save();
  outlineRect(doc, mark);
  doc.clip();
  doc.lineWidth(1).strokeColor('#ffffff').fillColor('#ffffff').opacity(0.55);
  if (pattern === 'dots') {
    for (let cy = y + PATTERN_STEP / 2; cy < y + height; cy += PATTERN_STEP) {
      for (let cx = x + PATTERN_STEP / 2; cx < x + width; cx += PATTERN_STEP) doc.circle(cx, cy, 0.9);
    }
    doc.fill();
  } else {
    if (pattern === 'hatch' || pattern === 'cross-hatch') {
      for (let d = -height; d < width; d += PATTERN_STEP) doc.moveTo(x + d, y + height).lineTo(x + d + height, y);
    }
    if (pattern === 'cross-hatch') {
      for (let d = -height; d < width; d += PATTERN_STEP) doc.moveTo(x + d, y).lineTo(x + d + height, y + height);
    }
    if (pattern === 'horizontal') {
      for (let d = PATTERN_STEP / 2; d < height; d += PATTERN_STEP) doc.moveTo(x, y + d).lineTo(x + width, y + d);
    }
    if (pattern === 'vertical') {
      for (let d = PATTERN_STEP / 2; d < width; d += PATTERN_STEP) doc.moveTo(x + d, y).lineTo(x + d, y + height);
    }
    doc.stroke();
  }
  doc.restore();
}

function drawLabel(doc: Pdf, mark: Extract<FigureMark, { type: 'text' }>): void {
  doc
    .font(mark.weight >= 600 ? FONT.semibold : FONT.regular)
    .fontSize(mark.size)
    .fillColor(mark.fill);
  const width = doc.widthOfString(mark.text);
  const left = mark.anchor === 'start' ? mark.x : mark.anchor === 'middle' ? mark.x - width / 2 : mark.x - width;
  doc.text(mark.text, left, mark.y, { lineBreak: false, baseline: 'alphabetic' });
}
