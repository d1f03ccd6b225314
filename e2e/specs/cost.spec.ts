import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { AppPage } from '../pages/app-page.ts';
import { expectNoViolationsInView } from '../support/expect-no-violations.ts';
import { expect, test } from '../support/test.ts';

/** Opens the Cost view, on its totals. */
async function openCost(app: AppPage): Promise<void> {
  await app.open();
  await app.waitForFigures();
  await app.dismissMessages();
  await app.page.getByRole('tab', { name: 'Cost', exact: true }).click();
  await expect(figures(app.page)).toBeVisible();
}

function figures(page: Page) {
  return page.getByRole('region', { name: 'Key figures of cost' });
}

function bill(page: Page) {
  return page.getByRole('region', { name: 'Bill of materials' });
}

/** One figure of the totals as it is written. */
function total(page: Page, name: string) {
  return figures(page).getByRole('button', { name: new RegExp(`^${name}: `) });
}

/** Presses the button that saves the bill; answers the file's name and its lines. */
async function saveBill(page: Page): Promise<{ readonly name: string; readonly lines: readonly string[] }> {
  const download = page.waitForEvent('download');
  await bill(page).getByRole('button', { name: 'Save as CSV' }).click();
  const file = await download;
  return {
    name: file.suggestedFilename(),
    lines: readFileSync(await file.path(), 'utf8')
      .trimEnd()
      .split('\r\n'),
  };
}

test('another unit price, typed in the bill, changes what owning costs and stands in the saved file', async ({
  app,
}) => {
  const { page } = app;
  await openCost(app);
  const owned = await total(page, 'Owned').innerText();
  const rented = await total(page, 'Rented').innerText();

  await page.getByRole('tab', { name: 'Break-even' }).click();
  await expect(page.getByRole('img', { name: 'Price of an accelerator-hour in use' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Break-even' })).toContainText('Owning costs less');

  await page.getByRole('tab', { name: 'Bill of materials' }).click();
  const line = bill(page)
    .getByRole('row')
    .filter({ has: page.getByRole('spinbutton', { name: /^Price of / }) })
    .first();
  const item = await line.getByRole('cell').first().innerText();
  const price = line.getByRole('spinbutton');
  await app.tabTo(price);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('123456.5');
  await page.keyboard.press('Enter');
  await expect(line.getByRole('button', { name: 'Reset' })).toBeVisible();
  await app.waitForFigures();

  const { name, lines } = await saveBill(page);
  expect(name).toMatch(/\.csv$/);
  expect(lines[0]).toMatch(/^"Chapter","Item",.*"Currency","Unit price in USD",/);
  // The name of the item is quoted, so that a comma in it ends no cell.
  expect(lines.filter((row) => row.includes(`,"${item}",`) && row.includes(',123456.5,'))).toHaveLength(1);
  const amounts = lines.slice(1, -1).map((row) => {
    const found = /,"[A-Z]{3}",[^,]+,([^,]+),/.exec(row);
    return Number(found?.[1]);
  });
  const sum = /^"Total",.*,"USD","",([^,]+),/.exec(lines.at(-1) ?? '');
  expect(Number(sum?.[1])).toBeCloseTo(
    amounts.reduce((before, amount) => before + amount, 0),
    2,
  );

  await page.getByRole('tab', { name: 'Totals' }).click();
  await expect(total(page, 'Owned')).not.toHaveText(owned);
  await expect(total(page, 'Rented')).toHaveText(rented);

  await page.getByRole('tab', { name: 'Bill of materials' }).click();
  await line.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('tab', { name: 'Totals' }).click();
  await expect(total(page, 'Owned')).toHaveText(owned);
});

test('another currency is shown in the headline, the totals, the bill and what failures cost', async ({ app }) => {
  const { page } = app;
  await openCost(app);
  await expect(total(page, 'Owned')).toContainText('$');

  await page.getByRole('tab', { name: 'Assumptions' }).click();
  const field = page.getByRole('region', { name: 'Currency' }).getByRole('button', { name: /US dollar/ });
  await app.tabTo(field);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: /\(EUR\)/ })).toBeVisible();
  await page.keyboard.type('Euro');
  await page.keyboard.press('Enter');

  await expect(app.headline.getByRole('button', { name: /^Cost.*€/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Cost', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Cost when rented' })).toContainText('Shown in EUR');
  for (const name of ['Rented', 'Owned', 'Per million tokens', 'Buying all that is drawn'])
    await expect(total(page, name)).toContainText('€');

  await page.getByRole('tab', { name: 'Bill of materials' }).click();
  await expect(bill(page).getByRole('heading')).toContainText('€');
  await expect(bill(page).getByRole('columnheader', { name: 'Amount (EUR)' })).toBeVisible();
  expect((await saveBill(page)).lines.at(-1)).toContain(',"EUR",');

  await page.getByRole('tab', { name: 'Power', exact: true }).click();
  await page.getByRole('tab', { name: 'Power cap' }).click();
  await expect(
    page.getByRole('region', { name: 'Choose a cap' }).getByRole('row', { name: /now/ }).getByRole('cell').nth(5),
  ).toContainText('€');

  await page.getByRole('tab', { name: 'Failures', exact: true }).click();
  await page.getByRole('tab', { name: 'Losses' }).click();
  const losses = page.getByRole('region', { name: 'Losses by cause' });
  await expect(losses.getByRole('row').nth(1).getByRole('cell').last()).toContainText('€');
});

test('the parts of the view have no violations', async ({ app }) => {
  const { page } = app;
  await openCost(app);
  for (const [part, region] of [
    ['Totals', 'Key figures of cost'],
    ['Break-even', 'Money spent over the years'],
    ['Bill of materials', 'Lines of the bill'],
  ] as const) {
    await page.getByRole('tab', { name: part }).click();
    await expect(page.getByRole('region', { name: region })).toBeVisible();
    await expectNoViolationsInView(page, part);
  }
});
