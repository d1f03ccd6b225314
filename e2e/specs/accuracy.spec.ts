import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import type { AppPage } from '../pages/app-page.ts';
import { expect, test } from '../support/test.ts';

async function openAccuracy(app: AppPage): Promise<Locator> {
  await app.open();
  await app.waitForFigures();
  await app.dismissMessages();
  await app.runCommand('How accurate the figures are');
  const dialog = app.page.getByRole('dialog', { name: 'Accuracy against published training runs' });
  await expect(dialog.getByRole('listbox', { name: /published runs/ })).toBeVisible();
  return dialog;
}

test('a step time says how far to trust it, and which published runs are nearest', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  const step = app.headline.getByRole('button', { name: /^Step time/ });
  await expect(step).toContainText(/±\d+ %/);
  const nearest = app.page.getByRole('region', { name: 'Nearest published runs' });
  await expect(nearest.getByRole('row')).toHaveCount(4);
  // The example is Llama 3 405B on H100: its neighbours are runs of that generation.
  await expect(nearest.getByRole('row').nth(1)).toContainText(/H100/);
  await step.click();
  const trust = app.page.getByRole('region', { name: 'How far to trust it' });
  await expect(trust).toContainText(/80 % of real runs are expected between/);
  await expect(trust).toContainText('measured kernels');
  await trust.getByRole('button', { name: 'All published runs against the model' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Accuracy against published training runs' });
  await expect(dialog).toBeVisible();
  // What was opened before lies not over it, and closing goes back to where it began.
  await expect(trust).toHaveCount(0);
  await app.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(step).toBeFocused();
});

test('the plot is walked by keyboard, filtered, and read as a table', async ({ app }) => {
  const dialog = await openAccuracy(app);
  const plot = dialog.getByRole('listbox', { name: /published runs/ });
  const all = await plot.getByRole('option').count();
  expect(all).toBeGreaterThan(1200);
  await plot.focus();
  const chosen = dialog.getByRole('region', { name: 'Chosen run' });
  await expect(chosen).toContainText('Predicted, held out');
  const first = await chosen.getByRole('heading').textContent();
  await app.page.keyboard.press('ArrowRight');
  await expect(chosen.getByRole('heading')).not.toHaveText(first ?? '');
  await app.page.keyboard.press('Home');
  await expect(chosen.getByRole('heading')).toHaveText(first ?? '');

  await dialog.getByRole('button', { name: /Generation/ }).click();
  await app.page.getByRole('option', { name: 'Google TPU' }).click();
  await expect.poll(() => plot.getByRole('option').count()).toBeLessThan(all / 5);
  await expect(dialog.getByRole('region', { name: 'By accelerator' })).toContainText('TPU v5p');
  await expect(dialog.getByRole('region', { name: 'By accelerator' })).not.toContainText('H100');

  await dialog.getByRole('button', { name: /Software/ }).click();
  await app.page.getByRole('option', { name: 'InternEvo' }).click();
  await expect(dialog).toContainText('No published run is all of this.');
  await dialog.getByRole('button', { name: 'Show all runs' }).click();
  await expect(plot.getByRole('option')).toHaveCount(all);

  await dialog.getByRole('button', { name: 'Show the table' }).click();
  await expect(dialog.getByRole('region', { name: 'Runs as a table' }).getByRole('row')).toHaveCount(51);
  await expect(dialog.getByRole('region', { name: 'The worst ten' }).getByRole('listitem')).toHaveCount(10);
});

test('pointing at a mark shows its run', async ({ app }) => {
  const dialog = await openAccuracy(app);
  const mark = dialog
    .getByRole('listbox', { name: /published runs/ })
    .getByRole('option')
    .nth(600);
  await mark.hover({ force: true });
  await expect(dialog.getByRole('region', { name: 'Chosen run' })).toContainText('Measured');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width}×${viewport.height}`, () => {
      test.use({ colorScheme, viewport });

      test('has no violations and keeps inside the page', async ({ app }, testInfo) => {
        const dialog = await openAccuracy(app);
        await dialog.getByRole('listbox', { name: /published runs/ }).focus();
        const { violations } = await new AxeBuilder({ page: app.page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
        const overflow = await dialog.evaluate((element) => {
          const body = element.querySelector('section');
          return body === null ? 0 : body.scrollWidth - body.clientWidth;
        });
        expect(overflow).toBeLessThanOrEqual(0);
        await app.page.screenshot({ path: testInfo.outputPath('accuracy.png') });
      });
    });
  }
}
