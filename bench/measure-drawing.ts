/** How smoothly large drawings move: panned, zoomed to a single accelerator and back, with each overlay; and the tree beside them. */
import type { Browser, Page } from '@playwright/test';
import { AppPage } from '../e2e/pages/app-page.ts';
import { encodeLink } from '../src/codec/encode-link.ts';
import { OVERLAY_IDS, OVERLAY_LABELS } from '../src/domain/overlay/overlay-choices.ts';
import type { PlanDocument } from '../src/domain/plan/plan-document.ts';
import { drawCluster, drawLinkedRacks, drawManyBlocks } from './bench-plans.ts';
import { type FrameTimes, installFrameClock, startFrameClock, stopFrameClock } from './frame-clock.ts';
import { median, printLine, quantile } from './print-line.ts';

const STEPS = 120;
const ZOOM_STEPS = 30;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Measures the drawing in a browser that is open. */
export async function measureDrawing(browser: Browser, url: string): Promise<void> {
  for (const accelerators of [100, 10_000, 100_000]) {
    await withPlan(browser, url, drawCluster(accelerators), async (app) => {
      await measureGestures(app, { accelerators, overlay: 'none' });
      if (accelerators < 100_000) return;
      for (const id of OVERLAY_IDS.filter((overlay) => overlay !== 'none')) {
        await app.runCommand(`Overlay: ${OVERLAY_LABELS[id].toLowerCase()}`);
        await measureGestures(app, { accelerators, overlay: id });
      }
    });
  }
  await withPlan(browser, url, drawLinkedRacks(), async (app) => {
    const { blocks, links } = drawLinkedRacks().drawing;
    const size = { blocks: Object.keys(blocks).length, links: Object.keys(links).length };
    await measureGestures(app, { ...size, overlay: 'none' });
    await app.runCommand('Overlay: power');
    await measureGestures(app, { ...size, overlay: 'power' });
  });
  await withPlan(browser, url, drawManyBlocks(5000), measureOutline);
}

async function withPlan(
  browser: Browser,
  url: string,
  plan: PlanDocument,
  measure: (app: AppPage) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  // The compiler that runs this file wraps named functions in a helper, which the page does not have.
  await context.addInitScript('globalThis.__name ??= (value) => value');
  await installFrameClock(context);
  const app = new AppPage(await context.newPage(), url);
  await app.open(await encodeLink(plan));
  await app.outline.items().first().waitFor();
  await measure(app);
  await context.close();
}

/** Pans the fitted drawing, then zooms in until a single accelerator fills the view, and out again. Panels are closed: all of the page is canvas. */
async function measureGestures(app: AppPage, figures: Record<string, number | string>): Promise<void> {
  const { page } = app;
  for (const panel of ['1', '2', '3']) await page.keyboard.press(`Control+Alt+${panel}`);
  const box = await app.canvas.surface.boundingBox();
  if (box === null) throw new Error('The canvas is not on the page.');
  await page.keyboard.press('Shift+1');
  await app.canvas.chooseTool('Hand tool');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  printFrames('panning', figures, await timePan(page, middle));
  // Left of the middle: inside the systems, not in the gap beside them.
  const inside = { x: box.x + box.width * 0.4, y: box.y + box.height * 0.6 };
  printFrames('zooming to a single accelerator and back', figures, await timeZoom(page, inside, ZOOM_STEPS));
  for (const panel of ['1', '2', '3']) await page.keyboard.press(`Control+Alt+${panel}`);
}

async function timePan(page: Page, middle: Place): Promise<FrameTimes> {
  await page.mouse.move(middle.x, middle.y);
  await startFrameClock(page);
  await page.mouse.down();
  for (let step = 0; step < STEPS; step++) {
    const angle = (2 * Math.PI * step) / 60;
    await page.mouse.move(middle.x + 160 * Math.cos(angle), middle.y + 120 * Math.sin(angle));
  }
  await page.mouse.up();
  return stopFrameClock(page);
}

async function timeZoom(page: Page, at: Place, steps: number): Promise<FrameTimes> {
  await page.mouse.move(at.x, at.y);
  await startFrameClock(page);
  for (let step = 0; step < 2 * steps; step++) await page.mouse.wheel(0, step < steps ? -120 : 120);
  return stopFrameClock(page);
}

/** The tree of a plan with as many blocks as one may have. */
async function measureOutline(app: AppPage): Promise<void> {
  const { page } = app;
  const blocks = 5000;
  const box = await app.outline.tree.boundingBox();
  if (box === null) throw new Error('The tree is not on the page.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await startFrameClock(page);
  for (let step = 0; step < STEPS; step++) await page.mouse.wheel(0, step < STEPS / 2 ? 400 : -300);
  printFrames('scrolling the tree', { blocks }, await stopFrameClock(page));
  await app.tabTo(app.outline.tree);
  await page.keyboard.press('Home');
  await startFrameClock(page);
  for (let step = 0; step < STEPS / 2; step++) await page.keyboard.press('ArrowDown');
  printFrames('choosing the next block of the tree by key', { blocks }, await stopFrameClock(page));
}

function printFrames(gesture: string, figures: Record<string, number | string>, times: FrameTimes): void {
  const { intervals, painting } = times;
  const of = (values: readonly number[]) => ({ median: median(values), p95: quantile(values, 0.95) });
  printLine(`frame time while ${gesture}`, 'ms', { ...figures, ...of(intervals), frames: intervals.length });
  printLine(`of which painting, while ${gesture}`, 'ms', { ...figures, ...of(painting), frames: painting.length });
}
