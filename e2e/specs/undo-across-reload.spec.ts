import { expect, test } from '../support/test.ts';

test('undo and redo still work after a reload', async ({ app }) => {
  await app.open();
  const first = await app.readFigures();
  await app.inspector.setQuantity('Pipeline stages', '8');
  const second = await app.waitForOtherFigures(first);
  await app.waitUntilSaved();

  await app.page.reload();
  await expect.poll(() => app.readFigures()).toEqual(second);
  await app.undo();
  await expect.poll(() => app.readFigures()).toEqual(first);
  await app.redo();
  await expect.poll(() => app.readFigures()).toEqual(second);
});
