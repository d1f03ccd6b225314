/** How the built page feels in Chromium: first figures, edits, panning, the PDF. */
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { AppPage } from '../e2e/pages/app-page.ts';
import { CHROMIUM, requireTool } from '../scripts/debian-tools.ts';
import { startStaticServer } from '../scripts/static-server.ts';
import { measureDrawing } from './measure-drawing.ts';
import { median, printLine, quantile } from './print-line.ts';

const COLD_LOADS = 7;
const EDITS = 40;
const REPORTS = 5;

/** Serves the built page and measures it. `scratch` is a folder for what is downloaded. */
export async function measurePage(folder: string, scratch: string): Promise<void> {
  const server = await startStaticServer(folder);
  const browser = await chromium.launch({
    executablePath: await requireTool(CHROMIUM),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  try {
    await measureColdLoad(browser, server.url);
    await measureEdits(browser, server.url);
    await measureDrawing(browser, server.url);
    await measureReport(browser, server.url, scratch);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** A context of its own each time: nothing is cached, nothing is stored. */
async function openContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  // The compiler that runs this file wraps named functions in a helper, which the page does not have.
  await context.addInitScript('globalThis.__name ??= (value) => value');
  return context;
}

async function openApp(browser: Browser, url: string, hash = ''): Promise<AppPage> {
  const context = await openContext(browser);
  const app = new AppPage(await context.newPage(), url);
  await app.open(hash);
  await app.waitForFigures();
  return app;
}

async function measureColdLoad(browser: Browser, url: string): Promise<void> {
  const times: number[] = [];
  for (let load = 0; load < COLD_LOADS; load++) {
    const context = await openContext(browser);
    const page = await context.newPage();
    await page.addInitScript(() => {
      // Looked at each frame, as a person would see it.
      const look = (): void => {
        const figures = document.querySelectorAll('[data-figure]');
        if (figures.length > 0) performance.mark('first-figures');
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.goto(url);
    await page.waitForFunction(() => performance.getEntriesByName('first-figures').length > 0);
    times.push(await page.evaluate(() => performance.getEntriesByName('first-figures')[0]?.startTime ?? Number.NaN));
    await context.close();
  }
  printLine('cold load to first figures', 'ms', { median: median(times), p95: quantile(times, 0.95) });
}

async function measureEdits(browser: Browser, url: string): Promise<void> {
  const app = await openApp(browser, url);
  const { page } = app;
  const field = app.inspector.quantity('Global batch');
  const times: number[] = [];
  for (let edit = 0; edit < EDITS; edit++) {
    await field.fill(String(2048 * (2 + edit)));
    await page.evaluate(() => {
      const scope = window as unknown as { editTime: Promise<number> };
      const headline = document.querySelector('[aria-label="Headline figures"]');
      const read = (): string => headline?.textContent ?? '';
      scope.editTime = new Promise((resolve) => {
        addEventListener(
          'keydown',
          (event) => {
            const before = read();
            const look = (): void => {
              // Until all figures belong to the edit, and the frame that shows them has been drawn.
              if (read() !== before && headline?.getAttribute('aria-busy') === 'false') {
                requestAnimationFrame(() => resolve(performance.now() - event.timeStamp));
              } else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          },
          { once: true, capture: true },
        );
      });
    });
    await field.press('Enter');
    times.push(await page.evaluate(() => (window as unknown as { editTime: Promise<number> }).editTime));
    await app.waitForFigures();
  }
  printLine('edit to new figures', 'ms', { median: median(times), p95: quantile(times, 0.95), edits: times.length });
  await page.context().close();
}

async function measureReport(browser: Browser, url: string, scratch: string): Promise<void> {
  const times: number[] = [];
  for (let report = 0; report < REPORTS; report++) {
    const app = await openApp(browser, url);
    await app.button('Report').click();
    const dialog = app.page.getByRole('dialog', { name: 'Report' });
    const download = app.page.waitForEvent('download');
    const start = performance.now();
    await dialog.getByRole('button', { name: 'Make PDF' }).click();
    await (await download).saveAs(join(scratch, 'report.pdf'));
    times.push(performance.now() - start);
    await app.page.context().close();
  }
  printLine('PDF report, from the press of the button to the file', 'ms', {
    median: median(times),
    worst: Math.max(...times),
  });
}
