import { expect, test } from '../support/test.ts';

test('a part is degraded by keyboard, the difference shows, and dropping it restores the plan as one step', async ({
  app,
}) => {
  const { page } = app;
  const { keyboard } = page;
  await app.open();
  const before = await app.readFigures();
  await app.dismissMessages();
  const strip = page.getByRole('region', { name: 'What if' });
  await expect(strip).toHaveCount(0);

  const link = app.outline.items(/^Link from Rack switch to Cluster switch/);
  await link.click();
  await keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: /^What if: degrade it to/ }).click();
  await expect(strip).toContainText('a link changed, before: 50\u00a0GB/s a cable');
  await expect(strip).toContainText(/Step time\s*[\d.]+\ss\s*→/);
  await expect(strip).toContainText('▲');
  await expect(app.outline.items(/^Link from Rack switch.*before: 50\sGB\/s a cable/)).toBeVisible();
  await expect
    .poll(() => app.readFigures())
    .toContainEqual(expect.stringMatching(/^Step time: .* more than before \(/));

  // A second change, taken back by undo: the trial goes on.
  await app.outline.items(/^Storage/).click();
  await keyboard.press('Delete');
  await expect(strip).toContainText('2 removed, 1 changed');
  await keyboard.press('Control+z');
  await expect(strip).toContainText('a link changed');

  await strip.getByRole('button', { name: 'Drop' }).click();
  await expect(strip).toHaveCount(0);
  await expect.poll(() => app.readFigures()).toEqual(before);
  await expect(app.button('Undo Drop the what-if')).toBeVisible();
  await app.undo();
  await expect.poll(() => app.readFigures()).not.toEqual(before);
});

test('a what-if goes on after a reload, and keeping it leaves what was tried', async ({ app }) => {
  const { page } = app;
  await app.open();
  const before = await app.readFigures();
  await app.dismissMessages();
  await page.keyboard.press('Alt+w');
  const strip = page.getByRole('region', { name: 'What if' });
  await expect(strip).toContainText('Change, remove or add anything');
  await app.inspector.setQuantity('Pipeline stages', '8');
  await expect(strip).toContainText('strategy changed');
  await app.waitForOtherFigures(before);
  await app.waitUntilSaved();

  await page.reload();
  await expect(strip).toContainText('strategy changed');
  await expect.poll(() => app.readFigures()).toContainEqual(expect.stringContaining('than before'));
  await app.runCommand('Keep the what-if');
  await expect(strip).toHaveCount(0);
  const kept = await app.readFigures();
  expect(kept).not.toEqual(before);
  expect(kept.join()).not.toContain('than before');
});
