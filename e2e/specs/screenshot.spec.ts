import { expect, test } from '../support/test.ts';

test('the page looks as the README shows it @screenshot', async ({ app }, testInfo) => {
  await app.open();
  await app.waitForFigures();
  await app.dismissMessages();
  await app.page.evaluate(() => document.fonts.ready);
  await expect(app.page.getByRole('application')).toBeVisible();
  // Written over the README's picture only when asked to: `npm run screenshot`.
  const path = process.env.TRAINYARD_SCREENSHOT ?? testInfo.outputPath('page.png');
  const picture = await app.page.screenshot({ path });
  expect(picture.byteLength).toBeGreaterThan(20_000);
});
