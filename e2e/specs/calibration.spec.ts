import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import type { AppPage } from '../pages/app-page.ts';
import { expect, test } from '../support/test.ts';

const fixture = (name: string) => readFileSync(`src/domain/calibration/parse/fixtures/${name}`, 'utf8');

/** Opens the dialog from the keyboard. */
async function openCalibration(app: AppPage): Promise<Locator> {
  await app.page.keyboard.press('Alt+c');
  const dialog = app.page.getByRole('dialog', { name: 'Calibrate to own measurements' });
  await expect(dialog.getByLabel('Measured', { exact: true })).toBeVisible();
  return dialog;
}

async function addRun(dialog: Locator, seconds: string): Promise<void> {
  await dialog.getByLabel('Measured', { exact: true }).fill(seconds);
  await dialog.getByLabel('Measured', { exact: true }).press('Enter');
}

async function paste(dialog: Locator, content: string): Promise<void> {
  await dialog.getByRole('textbox', { name: 'Drop files here, or paste' }).fill(content);
  await dialog.getByRole('button', { name: 'Read text' }).press('Enter');
}

const entered = (dialog: Locator): Locator => dialog.getByRole('table', { name: 'What was entered' });

test('measured runs move the figures, stay in the plan, and come off again', async ({ app, openElsewhere }) => {
  await app.open();
  const before = await app.readFigures();
  const greeting = app.page.getByRole('region', { name: 'Messages' }).getByText('This is an example');
  await expect(greeting).toBeVisible();
  const dialog = await openCalibration(app);
  // Messages from before the dialog do not cover it.
  await expect(greeting).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await addRun(dialog, '7');
  await expect(dialog.getByRole('status')).toContainText('Step time');
  const moved = dialog.getByRole('table', { name: 'Constants that move' });
  await expect(moved.getByRole('row', { name: /Matrix products/ })).toContainText(/−\d/);
  await dialog.getByRole('button', { name: 'Apply' }).press('Enter');
  await expect(dialog).toBeHidden();
  const after = await app.waitForOtherFigures(before);
  await expect(app.button('Calibrated, 1 entry')).toBeVisible();

  // Undo takes it off, redo puts it on.
  await app.undo();
  await expect.poll(() => app.readFigures()).toEqual(before);
  await app.redo();
  await expect.poll(() => app.readFigures()).toEqual(after);

  // A link carries it.
  await app.waitUntilSaved();
  const link = await app.share.readLink();
  await app.share.close();
  const other = await openElsewhere(link.slice(link.indexOf('#') + 1));
  await expect.poll(() => other.readFigures()).toEqual(after);
  await expect(other.button('Calibrated, 1 entry')).toBeVisible();

  // A later run joins the first; taking all off gives the figures from before.
  await app.button('Calibrated, 1 entry').click();
  const again = app.page.getByRole('dialog', { name: 'Calibrate to own measurements' });
  await expect(again.getByRole('region', { name: 'Calibration in force' })).toContainText('1 entry');
  await again.getByLabel('Sequence length').fill('4096');
  await addRun(again, '3.6');
  await expect(entered(again).getByRole('row')).toHaveCount(3);
  // It can be applied once the model has predicted both runs.
  await expect(again.getByRole('button', { name: 'Apply' })).toBeEnabled();
  await again.getByRole('button', { name: 'Apply' }).press('Enter');
  await expect(app.button('Calibrated, 2 entries')).toBeVisible();
  await app.waitForOtherFigures(after);
  const last = await openCalibration(app);
  await last.getByRole('button', { name: 'Remove calibration' }).press('Enter');
  await expect(last).toBeHidden();
  await expect.poll(() => app.readFigures()).toEqual(before);
});

test('logs and tables are read, and what is wrong with them is said without losing anything', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  const dialog = await openCalibration(app);
  const text = dialog.getByRole('textbox', { name: 'Drop files here, or paste' });
  await paste(dialog, 'step one took four seconds');
  await expect(dialog.getByRole('alert')).toContainText('No line looks like a training step');
  await expect(text).toHaveValue('step one took four seconds');
  await expect(entered(dialog)).toHaveCount(0);

  await paste(dialog, `${fixture('products.csv')}\n8192,8192,none,bf16,700\n`);
  await expect(dialog.getByRole('alert')).toContainText(/Pasted text: added, but for this/);
  await expect(dialog.getByRole('alert')).toContainText(/Line \d+:/);
  await expect(text).toHaveValue('');
  await dialog.locator('input[type=file]').setInputFiles([
    { name: 'nccl.txt', mimeType: 'text/plain', buffer: Buffer.from(fixture('all-reduce-64.txt')) },
    { name: 'steps.log', mimeType: 'text/plain', buffer: Buffer.from(fixture('deepspeed-pipeline.txt')) },
  ]);
  await expect(entered(dialog).getByRole('row')).toHaveCount(4);
  await expect(entered(dialog)).toContainText('all_reduce, 64 ranks (nccl.txt)');
  await expect(entered(dialog)).toContainText(/DeepSpeed: .*\(steps\.log\)/);
  await expect(dialog.getByRole('status')).toContainText('Step time');
  await entered(dialog)
    .getByRole('button', { name: /Remove DeepSpeed/ })
    .press('Enter');
  await expect(entered(dialog).getByRole('row')).toHaveCount(3);

  // A run that the plan cannot be cut into is kept and left out, and what looks like a wrong unit is doubted.
  await addRun(dialog, '5810');
  await expect(entered(dialog)).toContainText('check the unit');
  await dialog.getByRole('textbox', { name: 'Accelerators' }).fill('100000');
  await addRun(dialog, '5');
  await expect(entered(dialog)).toContainText('Left out:');

  // A value that cannot be read says so in words, not by its border alone.
  const measured = dialog.getByRole('textbox', { name: 'Measured' });
  await measured.fill('-3');
  await expect(dialog.getByText('Not a number above 0')).toBeVisible();
  await measured.fill('');

  // Escape asks before it drops what was entered.
  await app.page.keyboard.press('Escape');
  await expect(dialog.getByRole('alert').filter({ hasText: 'not in the plan yet' })).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(app.button('Calibrate …')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, viewport: { width: 1024, height: 768 } });

    test('the filled dialog has no violations and can be used by keyboard alone', async ({ app }) => {
      await app.open();
      await app.waitForFigures();
      const dialog = await openCalibration(app);
      const measured = dialog.getByLabel('Measured', { exact: true });
      await app.tabTo(measured);
      await app.page.keyboard.type('6.5');
      await app.page.keyboard.press('Enter');
      await paste(dialog, 'nothing to read');
      await expect(dialog.getByRole('status')).toContainText('Step time');
      const { violations } = await new AxeBuilder({ page: app.page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
      const apply = dialog.getByRole('button', { name: 'Apply' });
      await app.tabTo(apply);
      await app.page.keyboard.press('Enter');
      await expect(dialog).toBeHidden();
      await expect(app.button('Calibrated, 1 entry')).toBeVisible();
    });
  });
}
