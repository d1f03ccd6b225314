import { expect, test } from '../support/test.ts';

test('an overlay is chosen by keyboard, says the same in words, and is remembered', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  await app.dismissMessages();
  const legend = app.page.getByRole('region', { name: 'Overlay' });
  await expect(legend).toHaveCount(0);

  await app.runCommand('Overlay: tensor ranks');
  await expect(legend).toContainText('2048 tensor groups of 8; each lies inside one HGX H100.');
  await expect(app.outline.items(/HGX H100, node.*: one whole tensor group of 8/)).toBeVisible();

  await app.runCommand('Overlay: power');
  await expect(legend).toContainText('Power of one instance at its peak');
  const rack = app.outline.items(/^Rack, rack.*kW each at its peak/);
  await expect(rack).toBeVisible();
  await rack.click();
  await expect(legend).toContainText(/Rack: [\d.]+\u00a0kW each at its peak, [\d.]+\u00a0kW on average/);

  await app.page.reload();
  await app.waitForFigures();
  await expect(legend).toContainText('Power of one instance at its peak');
  await app.page.keyboard.press('Alt+o');
  await expect(legend).toHaveCount(0);
  await expect(app.outline.items(/at its peak/)).toHaveCount(0);
});

test('the menu on the canvas lays an overlay over it, and a rack over its limit is told', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  await app.dismissMessages();
  await app.outline.items(/^Rack, rack/).click();
  await app.inspector.setQuantity('Power limit of each', '12 kW');
  await app.page.getByRole('button', { name: 'Overlay: No overlay' }).click();
  await app.page.getByRole('menuitem', { name: 'Overlay: power' }).click();
  const legend = app.page.getByRole('region', { name: 'Overlay' });
  await expect(legend).toContainText('Over its limit: Rack.');
  await expect(legend).toContainText('Hatched: over the power limit');
  await expect(app.outline.items(/over its limit of 12\skW/)).toBeVisible();
});

test('the busiest link is named, and what a tenth more of each part saves is ranked, selected and tried', async ({
  app,
}) => {
  const { page } = app;
  await app.open();
  await app.waitForFigures();
  await app.dismissMessages();
  const legend = page.getByRole('region', { name: 'Overlay' });
  await app.runCommand('Overlay: link load, data');
  await expect(legend).toContainText(/Busiest: .*the link from Rack switch to Cluster switch/);
  await expect(app.outline.items(/^Link from Rack switch to Cluster switch.*busy for .* of a step/)).toBeVisible();

  await page.keyboard.press('Alt+8');
  const parts = page.getByRole('region', { name: 'A tenth more of each part' });
  await expect(parts.getByRole('row').nth(1)).toContainText(/H100 SXM5 80GB.*more compute/);
  await app.runCommand('Overlay: sensitivity');
  await expect(legend).toContainText('more compute saves');

  await parts.getByRole('button', { name: 'Rack switch → Cluster switch' }).click();
  await expect(app.outline.items(/^Link from Rack switch to Cluster switch/)).toHaveAttribute('aria-selected', 'true');
  const remedies = page.getByRole('region', { name: 'What can be done for the links' });
  await remedies
    .getByRole('button', {
      name: 'What if: one more cable of each Rack switch, 17 in all, Rack switch → Cluster switch',
    })
    .click();
  await expect(page.getByRole('region', { name: 'What if' })).toContainText('before: 16 cables of each');
});
