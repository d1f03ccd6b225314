import { execFileSync } from 'node:child_process';
import { PDFDETACH, PDFINFO, PDFTOTEXT, requireTools } from '../../scripts/debian-tools.ts';
import { expect, test } from '../support/test.ts';

test('the report holds the figures as text, and the plan itself', async ({ app }, testInfo) => {
  const [pdftotext = '', pdfinfo = '', pdfdetach = ''] = await requireTools([PDFTOTEXT, PDFINFO, PDFDETACH]);
  await app.open();
  const figures = await app.readFigures();
  const path = testInfo.outputPath('report.pdf');
  await app.report.download(path);

  const text = execFileSync(pdftotext, ['-layout', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
  for (const figure of figures.slice(0, 3)) expect(text).toContain(figure.split(': ')[1]?.replace(/\s+/g, ' ') ?? '');
  expect(text).toContain('Llama 3 405B');

  const info = execFileSync(pdfinfo, [path], { encoding: 'utf8' });
  expect(info).toMatch(/Tagged:\s+yes/);
  expect(Number(/Pages:\s+(\d+)/.exec(info)?.[1])).toBeGreaterThan(1);
  expect(execFileSync(pdfinfo, ['-struct-text', path], { encoding: 'utf8' })).toMatch(/H1/);
  expect(execFileSync(pdfdetach, ['-list', path], { encoding: 'utf8' })).toMatch(/\.json/);
});
