/** How the built page feels in Chromium: first figures, edits, panning, the PDF. */
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { AppPage } from '../e2e/pages/app-page.ts';
import { CHROMIUM, requireTool } from '../scripts/debian-tools.ts';
import { startStaticServer } from '../scripts/static-server.ts';
import { encodeLink } from '../src/codec/encode-link.ts';
import { drawCluster } from './bench-plans.ts';
import { median, printLine, quantile } from './print-line.ts';

const COLD_LOADS = 7;
const EDITS = 40;
const PANNED_FRAMES = 120;
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
    for (const accelerators of [100, 10_000, 100_000]) await measurePanning(browser, server.url, accelerators);
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

async function measurePanning(browser: Browser, url: string, accelerators: number): Promise<void> {
  const app = await openApp(browser, url, await encodeLink(drawCluster(accelerators)));
  const { page } = app;
  await app.canvas.chooseTool('Hand tool');
  const box = await app.canvas.surface.boundingBox();
  if (box === null) throw new Error('The canvas is not on the page.');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await startFrameClock(page);
  await page.mouse.down();
  for (let step = 0; step < PANNED_FRAMES; step++) {
    const angle = (2 * Math.PI * step) / 60;
    await page.mouse.move(middle.x + 160 * Math.cos(angle), middle.y + 120 * Math.sin(angle));
  }
  await page.mouse.up();
  const frames = await stopFrameClock(page);
  printLine('frame time while panning', 'ms', {
    accelerators,
    median: median(frames),
    p95: quantile(frames, 0.95),
    frames: frames.length,
  });
  await page.context().close();
}

async function startFrameClock(page: Page): Promise<void> {
  await page.evaluate(() => {
    const scope = window as unknown as { frames: number[]; isTiming: boolean };
    scope.frames = [];
    scope.isTiming = true;
    let last = performance.now();
    const tick = (now: number): void => {
      scope.frames.push(now - last);
      last = now;
      if (scope.isTiming) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
}

async function stopFrameClock(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const scope = window as unknown as { frames: number[]; isTiming: boolean };
    scope.isTiming = false;
    // The first frame began before the clock did.
    return scope.frames.slice(1);
  });
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
