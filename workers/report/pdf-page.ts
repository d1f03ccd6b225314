/**
 * The page under the report's hands: a PDFKit document set up for tagged, accessible output, a structure element that new content
 * goes into, and the few questions of layout (how much room is left, start a new page).
 */
import PDFDocument from 'pdfkit';
import type { ReportDocument } from '../../src/domain/report/report-document.ts';
import type { ReportFontFiles } from '../contract.ts';
import { FONT, INK, PAGE_MARGIN, TYPE } from './report-style.ts';

/** A structure element of the tagged document. */
export type StructureElement = PDFKit.PDFStructureElement;

/** What the drawing functions share. */
export interface PdfPage {
  readonly doc: PDFKit.PDFDocument;
  /** Where new content is tagged: the current chapter. */
  structure: StructureElement;
  readonly width: number;
  readonly bottom: number;
}

/** Opens the PDF; nothing is written before `doc.end()`. */
export function openPdf(report: ReportDocument, fonts: ReportFontFiles): { page: PdfPage; root: StructureElement } {
  const doc = new PDFDocument({
    size: report.paper === 'A4' ? 'A4' : 'LETTER',
    margins: { top: PAGE_MARGIN, left: PAGE_MARGIN, right: PAGE_MARGIN, bottom: PAGE_MARGIN + 10 },
    pdfVersion: '1.7',
    // The published types list the PDF/A subsets only.
    subset: 'PDF/UA' as 'PDF/A-1',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: false,
    info: {
      Title: report.title,
      Subject: report.subtitle,
      Creator: 'Trainyard',
      CreationDate: new Date(report.madeAt),
    },
    // The browser build has no built-in fonts: without this it looks for Helvetica before ours are known.
    font: null as unknown as string,
  });
  doc.registerFont(FONT.regular, fonts.regular);
  doc.registerFont(FONT.semibold, fonts.semibold);
  doc.font(FONT.regular).fontSize(TYPE.body);
  doc.addPage();
  const root = doc.struct('Document');
  doc.addStructure(root);
  const page = {
    doc,
    structure: root,
    width: doc.page.width - 2 * PAGE_MARGIN,
    bottom: doc.page.height - PAGE_MARGIN - 10,
  };
  return { page, root };
}

/** Starts a new page when fewer than `height` points are left on this one. */
export function ensureRoom(page: PdfPage, height: number): void {
  if (page.doc.y + height > page.bottom) page.doc.addPage();
}

/** Moves down by `height`, but never leaves a gap at the top of a page. */
export function addSpace(page: PdfPage, height: number): void {
  if (page.doc.y > PAGE_MARGIN) page.doc.y += height;
}

/** How a run of text looks. */
export interface TextStyle {
  readonly size?: number;
  readonly weight?: 'regular' | 'semibold';
  readonly color?: string;
}

/** Sets font, size and colour for what follows. */
export function applyTextStyle(page: PdfPage, style: TextStyle): void {
  page.doc
    .font(FONT[style.weight ?? 'regular'])
    .fontSize(style.size ?? TYPE.body)
    .fillColor(style.color ?? INK.text);
}

/** Writes a block of text over the whole width, tagged as `tag`. */
export function writeText(page: PdfPage, tag: 'H1' | 'H2' | 'P' | 'Caption', text: string, style: TextStyle): void {
  const { doc } = page;
  page.structure.add(
    doc.struct(tag, {}, () => {
      applyTextStyle(page, style);
      doc.text(text, PAGE_MARGIN, doc.y, { width: page.width, lineGap: 2 });
    }),
  );
}
