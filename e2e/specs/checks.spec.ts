import { expect, test } from '../support/test.ts';

test('too few ports are told live, shown, and mended by keyboard in one step that can be undone', async ({ app }) => {
  const { page } = app;
  const checks = page.getByRole('region', { name: 'Checks' });
  const findings = checks.getByRole('list', { name: 'Findings' });
  await app.open();
  await app.waitForFigures();
  await app.dismissMessages();
  await expect(checks).toContainText('Nothing of the drawing needs mending.');
  await expect(app.headline.getByRole('button', { name: /finding/ })).toHaveCount(0);

  // Information stands apart and is counted with nothing.
  await checks.getByText('Good to know (2)').click();
  await expect(checks.getByRole('list', { name: 'Good to know' })).toContainText('Aggregation: 7 of 64 ports');

  await app.outline.items(/^Link from Rack switch/).click();
  await app.inspector.setQuantity('Cables of each', '17');
  const count = app.headline.getByRole('button', { name: '1 finding' });
  await expect(count).toBeVisible();
  await app.tabTo(count);
  await page.keyboard.press('Enter');
  await expect(checks).toBeFocused();
  await expect(findings).toContainText('Each Rack switch needs 33 ports of Spectrum-3 SN4700 400GbE, which has 32');

  await app.tabTo(findings.getByRole('button', { name: 'Show' }));
  await page.keyboard.press('Enter');
  await expect(app.outline.items(/^Rack switch/)).toHaveAttribute('aria-selected', 'true');
  // The inspector of the block says the same and mends it too.
  const here = page.getByRole('list', { name: 'Findings' });
  await expect(here).toContainText('1 too few');
  await app.tabTo(here.getByRole('button', { name: /^Use 16 instead of 17 cables from each Rack switch/ }));
  await page.keyboard.press('Enter');
  await expect(here).toHaveCount(0);
  await expect(count).toHaveCount(0);

  await app.undo();
  await expect(count).toBeVisible();
});

test('a rack over its limit names the rack, and raising the limit keeps the focus with the checks', async ({ app }) => {
  const { page } = app;
  await app.open();
  await app.waitForFigures();
  await app.dismissMessages();
  await app.outline.items(/^Rack, rack/).click();
  await app.inspector.setQuantity('Power limit of each', '12 kW');
  await app.headline.getByRole('button', { name: '1 finding' }).click();
  const checks = page.getByRole('region', { name: 'Checks' });
  const raise = checks.getByRole('button', { name: /^Raise the limit to/ });
  await expect(checks.getByRole('list', { name: 'Findings' })).toContainText('more than its limit of 12\u00a0kW');
  await app.tabTo(raise);
  await page.keyboard.press('Enter');
  await expect(checks).toContainText('Nothing of the drawing needs mending.');
  await expect(checks).toBeFocused();
});
