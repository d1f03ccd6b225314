import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VectorFigure } from '../../src/domain/figure/vector-figure.ts';
import type { ReportDocument } from '../../src/domain/report/report-document.ts';
import { renderReport } from './render-report.ts';

const FONTS = new URL('../../public/fonts/', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'trainyard-report-'));
const pdfPath = join(folder, 'report.pdf');

const figure: VectorFigure = {
  width: 400,
  height: 120,
  title: 'Where the step goes',
  description: 'Compute 80 %, data parallel 20 %',
  marks: [
    { type: 'rect', x: 0, y: 20, width: 320, height: 40, fill: '#0072b2' },
    { type: 'rect', x: 320, y: 20, width: 80, height: 40, radius: 4, fill: '#00805c', pattern: 'cross-hatch' },
    { type: 'line', x1: 0, y1: 70, x2: 400, y2: 70, stroke: '#565e66', strokeWidth: 1, dash: [4, 2] },
    { type: 'path', d: 'M0 80 L200 110 L400 80', stroke: '#2458d3', strokeWidth: 2 },
    { type: 'circle', cx: 200, cy: 90, r: 6, fill: '#b3261e' },
    { type: 'text', x: 400, y: 14, text: '13.9 s', size: 12, weight: 600, fill: '#1b1f23', anchor: 'end' },
  ],
};

const report: ReportDocument = {
  title: 'План «Œuvre» ≈ 16 384 H100',
  subtitle: 'Training plan',
  madeAt: '2026-11-21T10:00:00Z',
  paper: 'A4',
  planFile: { name: 'plan.trainyard.json', json: '{"format":"trainyard-plan","version":1}' },
  blocks: [
    { type: 'key-figures', figures: [{ label: 'Time', value: '55.1 days', note: 'with failures' }] },
    { type: 'figure', figure, caption: 'One training step' },
    { type: 'heading', level: 1, text: 'Memory' },
    { type: 'paragraph', text: 'The worst rank holds the embedding.', muted: false },
    { type: 'heading', level: 2, text: 'By component' },
    {
      type: 'table',
      caption: 'Memory of the worst rank',
      columns: [
        { label: 'Component', align: 'left', weight: 3 },
        { label: 'Size', align: 'right', weight: 1 },
      ],
      rows: Array.from({ length: 80 }, (_, index) => [`Component ${index + 1}`, `${index + 1} GiB`]),
    },
    { type: 'link', text: 'Open this plan', url: 'https://example.org/#1abc' },
    { type: 'qr-code', url: 'https://example.org/#1abc', caption: 'Scan to open' },
  ],
};

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

beforeAll(async () => {
  const fonts = {
    regular: new Uint8Array(readFileSync(new URL('inter-regular.ttf', FONTS))).buffer,
    semibold: new Uint8Array(readFileSync(new URL('inter-semibold.ttf', FONTS))).buffer,
  };
  writeFileSync(pdfPath, await renderReport(report, fonts));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the report as PDF', () => {
  it('has selectable text beyond Latin, and every row of a long table', () => {
    const text = run('pdftotext', '-layout', pdfPath, '-');
    expect(text).toContain('План «Œuvre» ≈ 16 384 H100');
    expect(text).toContain('55.1 days');
    for (let row = 1; row <= 80; row++) expect(text).toMatch(new RegExp(`Component ${row} +${row} GiB`));
  });

  it('repeats the table header on the pages that the table reaches, and numbers the pages', () => {
    const text = run('pdftotext', '-layout', pdfPath, '-');
    const pages = text.split('\f').filter((page) => page.trim() !== '');
    expect(pages.filter((page) => /Component +Size/.test(page)).length).toBeGreaterThan(1);
    pages.forEach((page, index) => {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    });
  });

  it('is tagged: headings, table cells, and figures with a text alternative', () => {
    const structure = run('pdfinfo', '-struct-text', pdfPath);
    expect(structure).toMatch(/Document/);
    expect(structure).toMatch(/H1/);
    expect(structure).toMatch(/TH/);
    expect(run('pdfinfo', '-struct', pdfPath)).toContain('Figure');
    expect(run('pdfinfo', pdfPath)).toMatch(/Tagged:\s+yes/);
    // Text outside the tags, such as page numbers, is an artifact and not read aloud.
    expect(structure).not.toContain('Page 1 of');
  });

  it('has bookmarks', () => {
    const bytes = readFileSync(pdfPath).toString('latin1');
    expect(bytes).toContain('/Outlines');
    expect(bytes.match(/\/Dest/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('carries the plan file, byte for byte', () => {
    expect(run('pdfdetach', '-list', pdfPath)).toContain('plan.trainyard.json');
    const target = join(folder, 'plan.json');
    run('pdfdetach', '-save', '1', '-o', target, pdfPath);
    expect(readFileSync(target, 'utf8')).toBe(report.planFile.json);
  });

  it('renders to pictures that are not blank', () => {
    run('pdftoppm', '-r', '40', '-png', pdfPath, join(folder, 'page'));
    const pictures = readdirSync(folder).filter((name) => name.endsWith('.png'));
    expect(pictures.length).toBeGreaterThan(1);
    for (const picture of pictures) expect(statSync(join(folder, picture)).size).toBeGreaterThan(1500);
  });
});
