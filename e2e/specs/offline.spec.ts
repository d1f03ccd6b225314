import { startStaticServer } from '../../scripts/static-server.ts';
import { AppPage } from '../pages/app-page.ts';
import { BUILT_APP } from '../support/built-app.ts';
import { expect, test } from '../support/test.ts';

test('after the first visit the page opens and computes without its server', async ({ page }) => {
  const server = await startStaticServer(BUILT_APP);
  const app = new AppPage(page, server.url);
  await app.open();
  const figures = await app.readFigures();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await app.waitUntilSaved();

  // Not a simulated lack of network: there is nothing left to answer.
  await server.stop();
  await page.reload();
  await expect.poll(() => app.readFigures()).toEqual(figures);
  await app.inspector.setQuantity('Pipeline stages', '8');
  await app.waitForOtherFigures(figures);
});
