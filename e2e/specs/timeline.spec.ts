import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../support/test.ts';

/** Pipeline ranks of the plan that a first visit opens. */
const RANKS = 16;

interface TraceFile {
  readonly otherData: { readonly plan: string; readonly pipelineRanks: number; readonly stepSeconds: number };
  readonly traceEvents: readonly {
    readonly name: string;
    readonly ph: string;
    readonly pid: number;
    readonly ts?: number;
    readonly dur?: number;
    readonly args: Readonly<Record<string, string | number>>;
  }[];
}

test('the timeline zooms by wheel, keys and buttons, and shows what is under the pointer', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  const { timeline } = app;
  await timeline.open();
  await expect.poll(() => timeline.countColors()).toBeGreaterThan(2);
  await expect(timeline.button('Show the whole step')).toBeDisabled();

  const box = await timeline.surface.boundingBox();
  if (box === null) throw new Error('The timeline is not on the page.');
  await app.page.mouse.move(box.x + box.width / 2, box.y + 30);
  await expect(timeline.tip).toContainText('Rank1');
  for (let notch = 0; notch < 8; notch++) await app.page.mouse.wheel(0, -100);
  await expect(timeline.button('Show the whole step')).toBeEnabled();
  await timeline.button('Show the whole step').click();
  await expect(timeline.button('Show the whole step')).toBeDisabled();

  await timeline.surface.focus();
  await app.page.keyboard.press('+');
  await expect(timeline.button('Zoom out of the timeline')).toBeEnabled();
  await app.page.keyboard.press('0');
  await expect(timeline.button('Zoom out of the timeline')).toBeDisabled();
});

test('the keyboard walks from box to box, and each is said aloud', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  const { timeline } = app;
  await timeline.open();
  await app.tabTo(timeline.surface);
  const said = app.page.getByRole('status').filter({ hasText: /rank \d+, starts at/ });

  await app.page.keyboard.press('ArrowRight');
  await expect(said).toContainText('Forward, micro-batch 1, stage 1, rank 1, starts at 0 s');
  await expect(timeline.tip).toContainText('Forward');
  await app.page.keyboard.press('ArrowRight');
  await expect(said).toContainText('rank 1');
  await expect(said).not.toContainText('starts at 0 s');
  await app.page.keyboard.press('ArrowDown');
  await expect(said).toContainText('rank 2');
  // Further than there are rows on screen, and down to the last.
  for (let row = 2; row < RANKS + 2; row++) await app.page.keyboard.press('ArrowDown');
  await expect(said).toContainText(`rank ${RANKS}`);
  await expect(timeline.tip).toContainText(`Rank${RANKS}`);
  await app.page.keyboard.press('Enter');
  await expect(timeline.button('Show the whole step')).toBeEnabled();
  await app.page.keyboard.press('Escape');
  await expect(timeline.tip).toHaveCount(0);
});

test('the trace holds the step that is shown', async ({ app }, testInfo) => {
  await app.open();
  await app.waitForFigures();
  await app.timeline.open();
  const { name, content } = await app.timeline.exportTrace(testInfo.outputPath('step.json'));
  const { otherData, traceEvents } = content as TraceFile;
  expect(name).toMatch(/^llama-3-405b.*\.trace\.json$/);
  expect(otherData.pipelineRanks).toBe(RANKS);
  const processes = traceEvents.filter((event) => event.name === 'process_name').map(({ args }) => args.name);
  expect(processes).toEqual(Array.from({ length: RANKS }, (_, rank) => `Pipeline rank ${rank + 1}`));
  const boxes = traceEvents.filter(({ ph }) => ph === 'X');
  expect(boxes.length).toBeGreaterThan(RANKS * 8);
  const end = otherData.stepSeconds * 1e6 + 1;
  for (const { ts = Number.NaN, dur = Number.NaN } of boxes) {
    expect(ts).toBeGreaterThanOrEqual(0);
    expect(dur).toBeGreaterThanOrEqual(0);
    expect(ts + dur).toBeLessThanOrEqual(end);
  }
  const counters = traceEvents.filter(({ ph }) => ph === 'C');
  expect(new Set(counters.map(({ pid }) => pid)).size).toBe(RANKS);
});

test('the table gives every rank, and its step follows the plan', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  await app.timeline.open();
  await app.timeline.button('Show as a table').click();
  const rows = app.timeline.table.getByRole('row');
  await expect(rows).toHaveCount(RANKS + 1);
  await app.inspector.setQuantity('Pipeline stages', '8');
  await expect(rows).toHaveCount(8 + 1);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('chart and table have no accessibility violations', async ({ app }) => {
      await app.open();
      await app.waitForFigures();
      await app.timeline.open();
      for (const view of ['chart', 'table']) {
        if (view === 'table') await app.timeline.button('Show as a table').click();
        const { violations } = await new AxeBuilder({ page: app.page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        const found = violations.map(
          ({ id, nodes }) => `${view}: ${id}: ${nodes.map((node) => node.html).join(' | ')}`,
        );
        expect(found).toEqual([]);
      }
    });
  });
}
