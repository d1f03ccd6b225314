/** Draws a QR code as vectors, tagged as a figure. */
import encodeQR from 'qr';
import { ensureRoom, type PdfPage } from './pdf-page.ts';
import { PAGE_MARGIN } from './report-style.ts';

const QR_SIZE = 130;
/** Light modules around the code, as the standard asks for. */
const QUIET_ZONE = 4;

/** Draws the code of `url` at the cursor and moves below it. */
export function drawQrCode(page: PdfPage, url: string): void {
  const modules = encodeQR(url, 'raw', { ecc: 'low', border: QUIET_ZONE });
  ensureRoom(page, QR_SIZE);
  const { doc } = page;
  const top = doc.y;
  const side = QR_SIZE / modules.length;
  const box: [number, number, number, number] = [PAGE_MARGIN, top, PAGE_MARGIN + QR_SIZE, top + QR_SIZE];
  page.structure.add(
    doc.struct('Figure', { alt: 'QR code that opens this plan', bbox: box }, [
      () => {
        doc.save();
        modules.forEach((row, y) => {
          row.forEach((dark, x) => {
            if (dark) doc.rect(PAGE_MARGIN + x * side, top + y * side, side, side);
          });
        });
        doc.fill('#000000');
        doc.restore();
      },
    ]),
  );
  doc.x = PAGE_MARGIN;
  doc.y = top + QR_SIZE;
}
