import { expect, test } from '../support/test.ts';

test('a link opens in another browser with identical numbers', async ({ app, openElsewhere }) => {
  await app.open();
  const start = await app.readFigures();
  await app.inspector.setQuantity('Pipeline stages', '8');
  const figures = await app.waitForOtherFigures(start);
  const link = await app.share.readLink();
  expect(link.length).toBeLessThan(2_083);

  const other = await openElsewhere(link.split('#')[1]);
  await expect.poll(() => other.readFigures()).toEqual(figures);
  await expect(other.inspector.quantity('Pipeline stages')).toHaveValue('8');
  // The fragment belongs to this one opening: a reload must not open the link as a new plan again.
  expect(new URL(other.page.url()).hash).toBe('');
});

test('a cut link says so and leaves the open plan', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  await app.inspector.setQuantity('Pipeline stages', '8');
  const figures = await app.readFigures();
  const link = await app.share.readLink();
  await app.share.close();

  const cut = link.split('#')[1]?.slice(0, -20);
  await app.page.evaluate((hash) => {
    location.hash = hash;
  }, cut ?? '');
  const alert = app.page.getByRole('alertdialog');
  await expect(alert).toContainText(/cut|incomplete|end/i);
  await alert.getByRole('button', { name: 'Close' }).first().click();
  await expect(app.inspector.quantity('Pipeline stages')).toHaveValue('8');
  await expect.poll(() => app.readFigures()).toEqual(figures);
});

test('a link that is not one says so, and the page opens all the same', async ({ app }) => {
  await app.open('1this-is-not-a-plan');
  await app.page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).first().click();
  await app.waitForFigures();
});
