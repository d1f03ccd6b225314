import { readFileSync } from 'node:fs';
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

test('measured runs move the figures, stay in the plan, and come off again', async ({ app }) => {
  await app.open();
  const before = await app.readFigures();
  const dialog = await openCalibration(app);
  await expect(dialog.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await addRun(dialog, '400');
  await expect(dialog.getByRole('status')).toContainText('This plan’s step');
  await expect(dialog.getByRole('table', { name: 'Constants that move' })).toContainText('Rate of matrix products');
  await dialog.getByRole('button', { name: 'Apply' }).press('Enter');
  await expect(dialog.getByRole('region', { name: 'Calibration in force' })).toContainText('1 entry');
  await app.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  const after = await app.waitForOtherFigures(before);
  expect(after).not.toEqual(before);

  // Undo takes it off, redo puts it on, and the dialog takes it off too.
  await app.page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => app.readFigures()).toEqual(before);
  await app.page.keyboard.press('ControlOrMeta+Shift+z');
  await expect.poll(() => app.readFigures()).toEqual(after);
  const again = await openCalibration(app);
  await again.getByRole('button', { name: 'Remove calibration' }).press('Enter');
  await app.page.keyboard.press('Escape');
  await expect.poll(() => app.readFigures()).toEqual(before);
});

test('pasted logs and tables are read, and what is wrong with them is said', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  const dialog = await openCalibration(app);
  const text = dialog.getByRole('textbox', { name: /Drop or paste/ });
  const paste = async (content: string): Promise<void> => {
    await text.fill(content);
    await dialog.getByRole('button', { name: 'Read text' }).press('Enter');
  };
  await paste('step one took four seconds');
  await expect(dialog.getByRole('alert')).toContainText('No line looks like a training step');
  await paste(fixture('all-reduce-64.txt'));
  await paste(fixture('products.csv'));
  await paste(fixture('deepspeed-pipeline.txt'));
  const entered = dialog.getByRole('table', { name: 'What was entered' });
  await expect(entered.getByRole('row')).toHaveCount(4);
  await expect(entered).toContainText('all_reduce, 64 ranks');
  await expect(entered).toContainText('DeepSpeed');
  await entered.getByRole('button', { name: /Remove DeepSpeed/ }).press('Enter');
  await expect(entered.getByRole('row')).toHaveCount(3);
});
