import { expect, test } from '../support/test.ts';

const NODE = 'DGX/HGX H100';
const SWITCH = 'Quantum-2 QM9700 NDR (32 OSFP)';

test('a drawing is tidied up by key, in one step', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  await app.runCommand('New plan');
  await expect(app.outline.items()).toHaveCount(0);
  // The switch below the node, half over it: upside down.
  await app.canvas.dropFromPalette(NODE, { x: 0.4, y: 0.3 });
  await app.canvas.dropFromPalette(SWITCH, { x: 0.43, y: 0.6 });
  await expect(app.outline.items()).toHaveCount(2);
  await app.page.keyboard.press('Escape');
  await app.tabTo(app.outline.tree);
  await app.page.keyboard.press('Home');
  await app.page.keyboard.press('Shift+F10');
  await app.page.getByRole('menuitem', { name: 'Connect to …' }).click();
  await app.page.getByRole('listbox', { name: 'Blocks', exact: true }).getByRole('option').first().click();
  await expect(app.outline.items(/^Link from/)).toHaveCount(1);
  await expect(app.outline.items().first()).toHaveAccessibleName(/^DGX/);
  const figures = await app.readFigures();

  await app.page.keyboard.press('Alt+t');
  await expect(app.liveRegion).toHaveText(/^Tidy up the drawing: [12] of 2 blocks moved\.$/);
  // The tree reads from the top down.
  await expect(app.outline.items().first()).toHaveAccessibleName(/^Quantum/);
  await expect.poll(() => app.readFigures()).toEqual(figures);

  await app.page.keyboard.press('Alt+t');
  await expect(app.liveRegion).toHaveText('Nothing moved: it is tidy already.');
  await app.page.keyboard.press('Control+z');
  await expect(app.outline.items().first()).toHaveAccessibleName(/^DGX/);
});

test('what lies in a container is tidied up from its menu', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  await app.outline
    .items(/^Hall|^Building/)
    .first()
    .click();
  await app.page.keyboard.press('Shift+F10');
  await app.page.getByRole('menuitem', { name: 'Tidy up inside the selection' }).click();
  await expect(app.liveRegion).toHaveText(/^Tidy up inside the selection: \d+ of \d+ blocks moved\.$/);
});

test('the command palette tidies the plan up', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  await app.runCommand('Tidy up the drawing');
  await expect(app.liveRegion).toHaveText(/^Tidy up the drawing: \d+ of \d+ blocks moved\.$/);
});
