import { expectNoViolationsInView } from '../support/expect-no-violations.ts';
import { expect, test } from '../support/test.ts';

test('a rack over its limit gets the cap that fits, which slows the step and makes the limit hold', async ({ app }) => {
  const { page } = app;
  await app.open();
  await app.waitForFigures();
  await app.dismissMessages();
  await app.outline.items(/^Rack, rack/).click();
  await app.inspector.setQuantity('Power limit of each', '15 kW');
  await expect(app.headline.getByRole('button', { name: '1 finding' })).toBeVisible();

  await page.getByRole('tab', { name: 'Power', exact: true }).click();
  await page.getByRole('tab', { name: 'Power cap' }).click();
  const choices = page.getByRole('region', { name: 'Choose a cap' });
  await expect(choices).toContainText('The limit of Rack holds with a cap of');
  const stepOf = (row: RegExp) => choices.getByRole('row', { name: row }).getByRole('cell').nth(2);
  const before = parseFloat(await stepOf(/now/).innerText());
  const old = await app.readFigures();

  const apply = choices.getByRole('button', { name: /^Cap at .* to fit$/ });
  await app.tabTo(apply);
  await page.keyboard.press('Enter');
  await app.waitForOtherFigures(old);
  await expect(app.headline.getByRole('button', { name: /finding/ })).toHaveCount(0);
  await expect(choices.getByRole('row', { name: /now/ })).toContainText('hold');
  expect(parseFloat(await stepOf(/now/).innerText())).toBeGreaterThan(before);

  await app.undo();
  await expect(app.headline.getByRole('button', { name: '1 finding' })).toBeVisible();
});

test('power within a step shows swing and ramp, and carbon is counted in both ways', async ({ app }) => {
  const { page } = app;
  await app.open();
  await app.waitForFigures();
  await app.dismissMessages();
  await page.getByRole('tab', { name: 'Power', exact: true }).click();
  await page.getByRole('tab', { name: 'Within a step' }).click();
  await expect(page.getByRole('img', { name: 'Power over one step' })).toBeVisible();
  const swing = page.getByRole('region', { name: 'The swing' });
  await expect(swing.getByRole('row', { name: /^Ramp limit of the site/ })).toContainText('over the limit');
  await expect(
    page.getByRole('region', { name: 'Block by block' }).getByRole('row', { name: /^Rack \d/ }),
  ).toContainText('kW');

  await page.getByRole('tab', { name: 'Carbon and water' }).click();
  const ways = page.getByRole('region', { name: 'Two ways to count' });
  await expect(ways.getByRole('row', { name: /^Carbon of the grid/ })).toContainText('CO₂e');
  await ways.getByRole('button', { name: /^Carbon, accelerators alone/ }).click();
  await expect(page.getByRole('dialog', { name: /^Carbon of the accelerators/ })).toContainText(
    'how model cards count',
  );
});

test('the parts of the view have no violations', async ({ app }) => {
  const { page } = app;
  await app.open();
  await app.waitForFigures();
  await page.getByRole('tab', { name: 'Power', exact: true }).click();
  for (const [part, region] of [
    ['Within a step', 'The swing'],
    ['Power cap', 'Choose a cap'],
    ['Carbon and water', 'Two ways to count'],
  ] as const) {
    await page.getByRole('tab', { name: part }).click();
    await expect(page.getByRole('region', { name: region })).toBeVisible();
    await expectNoViolationsInView(page, part);
  }
});
