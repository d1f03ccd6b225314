/** Lays out a ReportDocument as a tagged PDF with bookmarks, page numbers and the plan file attached. */
import type { ReportBlock, ReportDocument } from '../../src/domain/report/report-document.ts';
import type { ReportFontFiles } from '../contract.ts';
import { drawFigure } from './draw-figure.ts';
import { drawKeyFigures } from './draw-key-figures.ts';
import { drawQrCode } from './draw-qr-code.ts';
import { drawTable } from './draw-table.ts';
import { addSpace, applyTextStyle, ensureRoom, openPdf, type PdfPage, writeText } from './pdf-page.ts';
import { INK, PAGE_MARGIN, SPACE, TYPE } from './report-style.ts';

/** Tallest figure, points: leaves room for a heading and a caption on the same page. */
const MAX_FIGURE_HEIGHT = 380;

/**
 * The PDF's bytes. `onProgress` hears the share of blocks laid out, 0–1, and may wait: between blocks is where a cancel gets in.
 * Throws what `onProgress` throws, and PDFKit's own errors for fonts that it cannot read.
 */
export async function renderReport(
  report: ReportDocument,
  fonts: ReportFontFiles,
  onProgress: (share: number) => void | Promise<void> = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { page, root } = openPdf(report, fonts);
  const { doc } = page;
  const chunks: Uint8Array[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', resolve);
    doc.on('error', reject);
  });

  const outline = new OutlineBuilder(page);
  page.structure = doc.struct('Sect');
  root.add(page.structure);
  writeText(page, 'H1', report.title, { size: TYPE.title, weight: 'semibold' });
  writeText(page, 'P', report.subtitle, { color: INK.textMuted });
  addSpace(page, SPACE.medium);
  for (const [index, block] of report.blocks.entries()) {
    if (block.type === 'heading' && block.level === 1) {
      page.structure.end();
      page.structure = doc.struct('Sect');
      root.add(page.structure);
    }
    drawBlock(page, block, outline);
    await onProgress((index + 1) / report.blocks.length);
  }
  page.structure.end();
  root.end();
  numberPages(page, report.title);
  doc.file(new TextEncoder().encode(report.planFile.json).buffer as ArrayBuffer, {
    name: report.planFile.name,
    type: 'application/json',
    description: 'The plan behind this report; open it in Trainyard',
    relationship: 'Source',
  });
  doc.end();
  await finished;
  return joinChunks(chunks);
}

/** Bookmarks: chapters, and sections inside them. */
class OutlineBuilder {
  private chapter: PDFKit.PDFOutline;

  constructor(private readonly page: PdfPage) {
    this.chapter = page.doc.outline;
  }

  add(level: 1 | 2, title: string): void {
    if (level === 1) this.chapter = this.page.doc.outline.addItem(title, { expanded: true });
    else this.chapter.addItem(title);
  }
}

function drawBlock(page: PdfPage, block: ReportBlock, outline: OutlineBuilder): void {
  switch (block.type) {
    case 'heading': {
      const first = block.level === 1;
      addSpace(page, first ? SPACE.large : SPACE.medium);
      // A heading never stands alone at the foot of a page.
      ensureRoom(page, first ? 120 : 90);
      outline.add(block.level, block.text);
      writeText(page, first ? 'H1' : 'H2', block.text, {
        size: first ? TYPE.heading1 : TYPE.heading2,
        weight: 'semibold',
      });
      addSpace(page, SPACE.small);
      break;
    }
    case 'paragraph':
      writeText(page, 'P', block.text, block.muted ? { size: TYPE.small, color: INK.textMuted } : {});
      addSpace(page, SPACE.small);
      break;
    case 'key-figures':
      drawKeyFigures(page, block.figures);
      break;
    case 'figure':
      drawFigure(page, block.figure, MAX_FIGURE_HEIGHT);
      drawCaption(page, block.caption);
      break;
    case 'table':
      drawTable(page, block);
      addSpace(page, SPACE.medium);
      break;
    case 'link':
      drawLink(page, block.text, block.url);
      break;
    case 'qr-code':
      drawQrCode(page, block.url);
      drawCaption(page, block.caption);
      break;
    case 'page-break':
      page.doc.addPage();
      break;
  }
}

function drawCaption(page: PdfPage, caption: string): void {
  if (caption !== '') {
    addSpace(page, SPACE.tight);
    writeText(page, 'Caption', caption, { size: TYPE.small, color: INK.textMuted });
  }
  addSpace(page, SPACE.medium);
}

/** A link with its own words; the address itself may run over many lines and is not printed. */
function drawLink(page: PdfPage, text: string, url: string): void {
  const { doc } = page;
  ensureRoom(page, 20);
  const link = doc.struct('Link', { alt: text });
  page.structure.add(link);
  link.add(() => {
    applyTextStyle(page, { color: INK.accent });
    doc.text(text, PAGE_MARGIN, doc.y, { width: page.width, link: url, underline: true, structParent: link });
  });
  link.end();
  addSpace(page, SPACE.small);
}

/** Page numbers and the title at the foot of every page, outside the reading order. */
function numberPages(page: PdfPage, title: string): void {
  const { doc } = page;
  const { start, count } = doc.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    doc.switchToPage(index);
    // The foot lies inside the margin: without this, writing there would open a page.
    doc.page.margins.bottom = 0;
    const y = doc.page.height - PAGE_MARGIN + 8;
    doc.markContent('Artifact', { type: 'Pagination' });
    applyTextStyle(page, { size: TYPE.small, color: INK.textMuted });
    doc.text(title, PAGE_MARGIN, y, { width: page.width - 90, height: 12, ellipsis: true, lineBreak: false });
    doc.text(`Page ${index - start + 1} of ${count}`, PAGE_MARGIN, y, { width: page.width, align: 'right' });
    doc.endMarkedContent();
  }
}

function joinChunks(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
