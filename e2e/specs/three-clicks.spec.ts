import { expect, test } from '../support/test.ts';

/** What Llama 3 was interrupted by: 419 times in 54 days. */
const PUBLISHED_PER_DAY = 419 / 54;

test('from the template of Llama 3, two clicks lead to interruptions, the worst cause, the best interval and the loss of a leaf switch', async ({
  app,
}) => {
  const { page } = app;
  await app.open();
  await app.waitForFigures();

  // First click: the view of failures.
  await page.getByRole('tab', { name: 'Failures' }).click();
  const facts = page.getByRole('region', { name: 'Checkpoints and spares' });
  const perDay = await facts.getByRole('button', { name: /^Interruptions a day: / }).textContent();
  expect(Math.abs(Number(perDay) - PUBLISHED_PER_DAY)).toBeLessThan(0.05);
  await expect(facts.getByRole('button', { name: /^Best interval: \d+(\.\d+)?\s(s|min)$/ })).toBeVisible();
  const causes = page.getByRole('region', { name: 'Interruptions and checkpoints' });
  await expect(causes).toContainText('Worst cause: Accelerators and their memory, 64');

  // Second click: the switch of a rack.
  await app.outline.items(/^Rack switch/).click();
  const loss = page.getByRole('region', { name: 'What its loss does' });
  await expect(loss).toContainText('The job stops');
  await expect(loss).toContainText(/Accelerators out\s*16/);
  await expect(loss).toContainText(/\$/);
});
