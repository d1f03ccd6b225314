import { expect, test } from '../support/test.ts';

const CUT = /^Link from HGX H100 to .*1 cut in all/;

test('a cable is cut and mended by mouse, and the figures follow', async ({ app }) => {
  const { page } = app;
  await app.open();
  await app.waitForFigures();
  const before = await app.readFigures();
  await app.outline
    .items(/^Link from HGX H100/)
    .first()
    .click();
  const section = page.getByRole('button', { name: 'Cut and slow cables' });
  if ((await section.getAttribute('aria-expanded')) !== 'true') await section.click();
  await page.getByRole('button', { name: 'Cut', exact: true }).click();
  await expect(page.getByText('Cable 1 of number 1', { exact: true })).toBeVisible();
  await expect(app.outline.items(CUT)).toHaveCount(1);
  await expect.poll(() => app.readFigures()).not.toEqual(before);
  await page.getByRole('button', { name: 'Mend cable 1 of number 1' }).click();
  await expect(app.outline.items(CUT)).toHaveCount(0);
  await expect.poll(() => app.readFigures()).toEqual(before);
});

test('an instance is split off by keyboard alone, and the figures stay', async ({ app }) => {
  const { keyboard } = app.page;
  await app.open();
  await app.waitForFigures();
  const before = await app.readFigures();
  const blocks = await app.outline.items(/^Pod, /).count();
  await app.tabTo(app.outline.tree);
  await keyboard.press('Home');
  for (let presses = 0; presses < 40; presses++) {
    if (
      (await app.outline
        .items(/^Pod, /)
        .first()
        .getAttribute('aria-selected')) === 'true'
    )
      break;
    await keyboard.press('ArrowDown');
  }
  await app.runCommand('Split off an instance');
  const dialog = app.page.getByRole('dialog', { name: /^Split off one/ });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await keyboard.press('Control+a');
  await keyboard.type('999999999');
  await expect(dialog.getByText(/^Give a whole number from 1 to/)).toBeVisible();
  await keyboard.press('Control+a');
  await keyboard.type('3');
  await keyboard.press('Enter');
  await expect(app.outline.items(/^Pod \(number 3\), /)).toHaveCount(1);
  await expect.poll(() => app.readFigures()).toEqual(before);
  await keyboard.press('Control+z');
  await expect(app.outline.items(/^Pod/)).toHaveCount(blocks);
});
