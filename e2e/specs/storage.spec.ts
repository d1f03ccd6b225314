import { expect, test } from '../support/test.ts';

test('slower drawn storage makes checkpoints longer, and the view says what holds them', async ({ app }) => {
  const { page } = app;
  await app.open();
  await app.waitForFigures();
  await app.runCommand('Show failures');
  await page.getByRole('tab', { name: 'Storage', exact: true }).click();
  const checkpoints = page.getByRole('region', { name: 'Checkpoints in storage' });
  await expect(checkpoints.getByRole('button', { name: 'All writers together: 2 TB/s' })).toBeVisible();
  await expect(checkpoints.getByText(/held by the storage itself and the cables of the storage/)).toBeVisible();
  await checkpoints.getByRole('button', { name: 'Show what holds writing' }).click();
  const writes = page.getByRole('spinbutton', { name: 'Writes' });
  await writes.fill('1 GB/s');
  await writes.press('Enter');
  await expect(checkpoints.getByRole('button', { name: 'All writers together: 1 GB/s' })).toBeVisible();
  await expect(checkpoints.getByText(/held by the storage itself\./)).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'What holds storage up' }).getByText(/takes .* to write/),
  ).toBeVisible();
});
