import { expect, test } from '../support/test.ts';

const NODE = 'DGX/HGX H100';

test('nodes that nothing joins are told of, and joined by one press', async ({ app }) => {
  const { keyboard } = app.page;
  await app.open();
  await app.waitForFigures();
  await app.runCommand('New plan');
  // Figures of the plan before would be wrong for a drawing of nothing.
  await expect(app.headline).not.toContainText('days');

  for (const count of [1, 2]) {
    await app.tabTo(app.canvas.paletteSearch);
    await keyboard.press('Control+a');
    await keyboard.type(NODE);
    await expect(app.canvas.paletteEntry(NODE)).toBeVisible();
    await keyboard.press('Enter');
    await expect(app.outline.items(NODE)).toHaveCount(count);
    await keyboard.press('Escape');
    await app.tabTo(app.outline.tree);
    await keyboard.press('Escape');
  }

  const problems = app.page.getByRole('list', { name: 'What stands in the way' });
  await expect(problems).toContainText('cannot reach each other');
  await problems.getByRole('button', { name: 'Connect through a switch' }).click();
  await expect(app.outline.items(/^Link from/)).toHaveCount(2);
  await expect(app.page.getByText('cannot reach each other')).toHaveCount(0);
});
