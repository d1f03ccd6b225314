/** Draws a table that may run over several pages, tagged with header cells; every page that it reaches repeats the header row. */
import type { ReportBlockOf } from '../../src/domain/report/report-document.ts';
import { addSpace, applyTextStyle, ensureRoom, type PdfPage, type StructureElement, writeText } from './pdf-page.ts';
import { INK, PAGE_MARGIN, SPACE, TYPE } from './report-style.ts';

const CELL_PADDING = 4;
/** Room for a caption, the header and one row: less than that and the table starts on the next page. */
const SMALLEST_START = 64;

interface Row {
  readonly cells: readonly string[];
  readonly tag: 'TH' | 'TD';
  readonly background: string | null;
}

/** Draws `table` at the cursor and moves below it. */
export function drawTable(page: PdfPage, table: ReportBlockOf<'table'>): void {
  ensureRoom(page, SMALLEST_START);
  if (table.caption !== '') {
    writeText(page, 'Caption', table.caption, { size: TYPE.small, color: INK.textMuted });
    addSpace(page, SPACE.tight);
  }
  const totalWeight = table.columns.reduce((sum, column) => sum + column.weight, 0);
  const widths = table.columns.map((column) => (column.weight / totalWeight) * page.width);
  const aligns = table.columns.map((column) => column.align);
  const structure = page.doc.struct('Table');
  page.structure.add(structure);
  const header: Row = { cells: table.columns.map((column) => column.label), tag: 'TH', background: INK.hairline };
  drawRow(page, structure, header, widths, aligns);
  table.rows.forEach((cells, index) => {
    const row: Row = { cells, tag: 'TD', background: index % 2 === 1 ? INK.surface : null };
    if (page.doc.y + measureRow(page, row, widths) > page.bottom) {
      page.doc.addPage();
      drawRow(page, structure, header, widths, aligns);
    }
    drawRow(page, structure, row, widths, aligns);
  });
  structure.end();
  page.doc.x = PAGE_MARGIN;
}

/** Height that a row takes, points; a cell that would not fit on one page is cut with an ellipsis. */
function measureRow(page: PdfPage, row: Row, widths: readonly number[]): number {
  applyTextStyle(page, cellStyle(row));
  const heights = widths.map((width, column) =>
    page.doc.heightOfString(row.cells[column] ?? '', { width: width - 2 * CELL_PADDING }),
  );
  const tallest = page.bottom - PAGE_MARGIN - SMALLEST_START;
  return Math.min(Math.max(...heights, TYPE.small), tallest) + 2 * CELL_PADDING;
}

function cellStyle(row: Row) {
  return { size: TYPE.small, weight: row.tag === 'TH' ? 'semibold' : 'regular' } as const;
}

function drawRow(
  page: PdfPage,
  table: StructureElement,
  row: Row,
  widths: readonly number[],
  aligns: readonly ('left' | 'right')[],
): void {
  const { doc } = page;
  const height = measureRow(page, row, widths);
  const top = doc.y;
  if (row.background !== null) {
    doc.markContent('Artifact', { type: 'Layout' });
    doc.save().rect(PAGE_MARGIN, top, page.width, height).fill(row.background).restore();
    doc.endMarkedContent();
  }
  const rowStructure = doc.struct('TR');
  table.add(rowStructure);
  let x = PAGE_MARGIN;
  widths.forEach((width, column) => {
    const text = row.cells[column] ?? '';
    const cell = doc.struct(row.tag, row.tag === 'TH' ? { scope: 'Column' } : {}, [
      () => {
        applyTextStyle(page, cellStyle(row));
        doc.text(text === '' ? ' ' : text, x + CELL_PADDING, top + CELL_PADDING, {
          width: width - 2 * CELL_PADDING,
          height: height - 2 * CELL_PADDING + 1,
          align: aligns[column] ?? 'left',
          ellipsis: true,
        });
      },
    ]);
    rowStructure.add(cell);
    x += width;
  });
  rowStructure.end();
  doc.y = top + height;
}
