import { expect, test } from '../support/test.ts';

test('what the loss of a switch does is found by selecting it, and ranked among all losses', async ({ app }) => {
  const { page } = app;
  await app.open();
  await app.waitForFigures();
  await app.dismissMessages();

  // One click: the switch of a rack, of which there is one.
  await app.outline.items(/^Rack switch/).click();
  const facts = page.getByRole('region', { name: 'What its loss does' });
  await expect(facts).toContainText(/The job stops, and trains again after .* on machines that stand ready\./);
  await expect(facts).toContainText(/Accelerators out\s*16/);
  await expect(facts).toContainText(/Machines out\s*2/);
  await expect(facts).toContainText(/Money over the run\s*\$/);

  // All of them at once are no event with a rate.
  await page.getByRole('button', { name: 'How many' }).click();
  await page.getByRole('option', { name: /^All / }).click();
  await expect(facts).toContainText('How often this happens as a whole is not known.');

  // A switch above has others beside it: the step is computed without it.
  await app.outline.items(/^Cluster switch/).click();
  await expect(facts).toContainText(/The job goes on over a second path, .* slower\./);
  await expect(facts).toContainText(/A step takes/);

  // The storage's own link carries no step.
  await app.outline.items(/^Link from Storage/).click();
  await expect(facts).toContainText('The job does not notice.');

  await app.button('Rank all losses').click();
  const losses = page.getByRole('region', { name: 'Losses by cause' });
  const worst = losses.getByRole('row').nth(1);
  await expect(worst).toContainText('Accelerators and their memory');
  await expect(losses).toContainText('28.8 h');
  const remedies = page.getByRole('region', { name: 'What helps' });
  await expect(remedies.getByRole('row', { name: /A second Rack switch/ })).toContainText('$');
  await expect(remedies.getByRole('row', { name: /One more spare machine/ })).toBeVisible();
});

test('several parts are lost as one, by keyboard alone', async ({ app }) => {
  const { page } = app;
  await app.open();
  await app.waitForFigures();
  await app.dismissMessages();
  await app.outline.items(/^Rack switch/).click();
  await page.keyboard.press('Control+a');
  const facts = page.getByRole('region', { name: 'What its loss does' });
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('If these are lost');
  // The switch and what hangs on it: the machines are lost once.
  await expect(facts).toContainText(/Accelerators out\s*16/);
  await expect(facts).toContainText('How often this happens as a whole is not known.');
});

test('a remedy is tried as a what-if', async ({ app }) => {
  const { page } = app;
  await app.open();
  const before = await app.readFigures();
  await app.dismissMessages();
  await app.runCommand('Show failures');
  await page.getByRole('tab', { name: 'Losses' }).click();
  await app.button('What if: Restart in half the time').click();
  await expect(page.getByRole('region', { name: 'What if' })).toBeVisible();
  await app.waitForOtherFigures(before);
});
