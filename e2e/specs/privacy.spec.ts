import { appUrl, expect, test } from '../support/test.ts';

test('the page asks nobody but its own server for anything', async ({ app }) => {
  const foreign: string[] = [];
  app.page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(appUrl()) && !/^(data|blob):/.test(url)) foreign.push(url);
  });
  await app.open();
  await app.waitForFigures();
  await app.inspector.setQuantity('Pipeline stages', '8');
  await app.waitForFigures();
  expect(foreign).toEqual([]);
});
