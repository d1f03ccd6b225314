import { expect, test } from '../support/test.ts';

test('the figures follow a change of the strategy, and of the reverse', async ({ app }) => {
  await app.open();
  const before = await app.readFigures();

  await app.inspector.setQuantity('Pipeline stages', '8');
  const after = await app.waitForOtherFigures(before);
  expect(after).toHaveLength(before.length);

  await app.inspector.setQuantity('Pipeline stages', '16');
  await expect.poll(() => app.readFigures()).toEqual(before);
});

test('a strategy that does not divide says which numbers do not, and offers one that does', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  await app.inspector.setQuantity('Tensor parallel', '7');
  const problems = app.page.getByRole('tabpanel');
  await expect(problems).toContainText(/divi/i);
  await problems.getByRole('button').first().click();
  await app.waitForFigures();
  await expect(app.inspector.quantity('Tensor parallel')).not.toHaveValue('7');
});
