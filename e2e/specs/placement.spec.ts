/** Ranks on the drawing: the best placement is found by the model, shown beside ranks as they are numbered, and taken as one step. */
import { expect, test } from '../support/test.ts';

test('the best placement is found, taken and undone by keyboard', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  const strategy = app.page.getByRole('button', { name: 'Placement and software' });
  await strategy.press('Enter');
  const order = app.page.getByRole('button', { name: /Ranks, innermost first/ });
  await expect(order).toContainText('tensor › context › pipeline › data');
  await app.page.getByRole('button', { name: 'Find the best placement …' }).press('Enter');
  const dialog = app.page.getByRole('dialog', { name: 'Find the best placement' });
  const table = dialog.getByRole('table', { name: 'Placements, the fastest first' });
  await expect(table).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByRole('status')).toContainText(/Ranks as they are numbered take [\d.]+ % more/);
  await expect(table.getByRole('row').nth(1)).toContainText("the plan's");
  const numbered = table.getByRole('row').filter({ hasText: 'as numbered' });
  await expect(numbered).toContainText('▲');
  await numbered.getByRole('button').press('Enter');
  await expect(dialog).toBeHidden();
  await expect(order).toContainText('tensor › data › pipeline');
  await app.page.keyboard.press('Control+z');
  await expect(order).toContainText('tensor › context › pipeline › data');
});
