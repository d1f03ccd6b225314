/** Draws headline figures as cards, three to a row: label, value, note. */
import type { ReportKeyFigure } from '../../src/domain/report/report-document.ts';
import { applyTextStyle, ensureRoom, type PdfPage } from './pdf-page.ts';
import { INK, PAGE_MARGIN, SPACE, TYPE } from './report-style.ts';

const CARDS_PER_ROW = 3;
const CARD_HEIGHT = 58;

/** Draws all cards at the cursor and moves below them. */
export function drawKeyFigures(page: PdfPage, figures: readonly ReportKeyFigure[]): void {
  const cardWidth = (page.width - (CARDS_PER_ROW - 1) * SPACE.small) / CARDS_PER_ROW;
  for (let first = 0; first < figures.length; first += CARDS_PER_ROW) {
    ensureRoom(page, CARD_HEIGHT);
    const top = page.doc.y;
    figures.slice(first, first + CARDS_PER_ROW).forEach((figure, column) => {
      drawCard(page, figure, PAGE_MARGIN + column * (cardWidth + SPACE.small), top, cardWidth);
    });
    page.doc.x = PAGE_MARGIN;
    page.doc.y = top + CARD_HEIGHT + SPACE.small;
  }
}

function drawCard(page: PdfPage, figure: ReportKeyFigure, x: number, y: number, width: number): void {
  const { doc } = page;
  const inner = width - 2 * SPACE.small;
  const line = { width: inner, height: 14, ellipsis: true, lineBreak: false } as const;
  doc.markContent('Artifact', { type: 'Layout' });
  doc.save().roundedRect(x, y, width, CARD_HEIGHT, 5).fill(INK.surface).restore();
  doc.endMarkedContent();
  page.structure.add(
    doc.struct('P', {}, () => {
      applyTextStyle(page, { size: TYPE.small, color: INK.textMuted });
      doc.text(`${figure.label} `, x + SPACE.small, y + 8, line);
      applyTextStyle(page, { size: TYPE.keyValue, weight: 'semibold' });
      doc.text(`${figure.value} `, x + SPACE.small, y + 20, { ...line, height: 20 });
      applyTextStyle(page, { size: TYPE.small, color: INK.textMuted });
      doc.text(figure.note, x + SPACE.small, y + 42, line);
    }),
  );
}
