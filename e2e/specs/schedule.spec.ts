import { expect, test } from '../support/test.ts';

test('an order date gives a finish date, a stage makes it later, and a limit is broken and mended', async ({ app }) => {
  const { page } = app;
  await app.open();
  await app.waitForFigures();
  await app.dismissMessages();
  await page.getByRole('button', { name: 'Order and stages', exact: true }).click();
  await page.getByLabel('Order date').fill('2027-03-01');
  await app.runCommand('Show schedule');
  const figures = page.getByRole('region', { name: 'Key figures of the schedule' });
  await expect(figures).toContainText('2027-03-01');
  await expect(figures.getByText(/^20(2[7-9]|[3-9]\d)-\d\d-\d\d$/).last()).toBeVisible();
  await expect(page.getByRole('img', { name: 'From the order to the finish' })).toBeVisible();

  const old = await app.readFigures();
  const add = page.getByRole('button', { name: 'Add a stage' });
  await app.tabTo(add);
  await page.keyboard.press('Enter');
  const stage = page.getByRole('listitem', { name: 'Stage 1' });
  await expect(stage).toBeVisible();
  await expect(page.getByRole('region', { name: 'From the order to the finish' })).toContainText('main stage');

  await stage.getByRole('button', { name: 'Remove Stage 1' }).press('Enter');
  await expect(stage).toHaveCount(0);
  await app.undo();
  await expect(stage).toBeVisible();
  await app.undo();
  await app.undo();
  expect(await app.readFigures()).toEqual(old);

  await app.runCommand('Show assumptions');
  const budget = page.getByLabel('Finish, from the order', { exact: true });
  await budget.fill('1 h');
  await budget.press('Enter');
  const note = page.getByRole('note').filter({ hasText: 'Finish, from the order' });
  await expect(note).toContainText('more than the limit of');
  await app.runCommand('Show schedule');
  const limits = page.getByRole('region', { name: 'Limits' });
  await expect(limits).toContainText('more than the limit of');
  await app.runCommand('Show assumptions');
  await budget.fill('100 years');
  await budget.press('Enter');
  await expect(note).toHaveCount(0);
  await app.runCommand('Show schedule');
  await expect(limits).toContainText('kept');
});
