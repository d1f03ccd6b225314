import { expect, test } from '../support/test.ts';

const NODE = 'DGX/HGX H100';
const SWITCH = 'Quantum-2 QM9700 NDR (32 OSFP)';

test('the same cluster drawn by keyboard alone', async ({ app }) => {
  const { keyboard } = app.page;
  await app.open();
  await app.waitForFigures();
  await app.runCommand('New plan');
  await expect(app.outline.items()).toHaveCount(0);

  for (const name of [NODE, SWITCH]) {
    await app.tabTo(app.canvas.paletteSearch);
    await keyboard.press('Control+a');
    await keyboard.type(name);
    await expect(app.canvas.paletteEntry(name)).toBeVisible();
    await keyboard.press('Enter');
    await expect(app.outline.items(name)).toHaveCount(1);
    // The next block stands beside this one, not inside it.
    await keyboard.press('Escape');
    await app.tabTo(app.outline.tree);
    await keyboard.press('Escape');
  }

  await keyboard.press('Home');
  await expect(app.outline.items(NODE)).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Shift+F10');
  await chooseFromMenu('Repeat');
  await keyboard.press('Control+a');
  await keyboard.type('8');
  await keyboard.press('Enter');
  await expect(app.outline.items(/8 times/)).toHaveCount(1);

  await app.tabTo(app.outline.tree);
  await keyboard.press('Shift+F10');
  await chooseFromMenu('Connect to');
  await keyboard.type('Quantum');
  await expect(app.page.getByRole('listbox', { name: 'Blocks', exact: true }).getByRole('option')).toHaveCount(1);
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(app.outline.items(/^Link from/)).toHaveCount(1);
  const figures = await app.readFigures();

  await keyboard.press('Control+z');
  await expect(app.outline.items(/^Link from/)).toHaveCount(0);
  await keyboard.press('Control+Shift+z');
  await expect(app.outline.items(/^Link from/)).toHaveCount(1);
  await expect.poll(() => app.readFigures()).toEqual(figures);

  async function chooseFromMenu(label: string): Promise<void> {
    const menu = app.page.getByRole('menu');
    await expect(menu).toBeVisible();
    const item = menu.getByRole('menuitem', { name: label });
    for (let presses = 0; presses < 20; presses++) {
      if (await item.evaluate((node) => node === document.activeElement)) break;
      await keyboard.press('ArrowDown');
    }
    await keyboard.press('Enter');
    await expect(menu).toHaveCount(0);
  }
});
