import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import type { AppPage } from '../pages/app-page.ts';
import { expect, test } from '../support/test.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Opens the form from the command palette. */
async function openGenerator(app: AppPage): Promise<Locator> {
  await app.runCommand('Generate a network');
  const dialog = app.page.getByRole('dialog', { name: 'Generate a network' });
  await expect(dialog.getByRole('region', { name: 'Counts' })).toBeVisible();
  return dialog;
}

/** Types a number into a field without the mouse. */
async function enter(app: AppPage, dialog: Locator, field: string, value: string): Promise<void> {
  const input = dialog.getByRole('spinbutton', { name: field, exact: true });
  await input.focus();
  await app.page.keyboard.press('Control+a');
  await app.page.keyboard.type(value);
  await app.page.keyboard.press('Enter');
}

/** Chooses from a list without the mouse: its label, the beginning of the choice. */
async function choose(app: AppPage, dialog: Locator, field: string, choice: string): Promise<void> {
  const button = dialog.getByRole('button', { name: new RegExp(`${field}$`) });
  await button.focus();
  await app.page.keyboard.press('Enter');
  // The palette behind the dialog lists options too.
  const option = app.page.getByRole('listbox', { name: field, exact: true }).getByRole('option', { name: choice });
  await expect(option).toBeVisible();
  await app.page.keyboard.type(choice);
  await expect(option).toBeFocused();
  await app.page.keyboard.press('Enter');
  await expect(button).toContainText(choice);
}

const tier = (dialog: Locator, name: string): Locator =>
  dialog.getByRole('table', { name: 'Switches by tier' }).getByRole('row', { name: new RegExp(`^${name}`) });

test('a network from a few numbers, by keyboard alone, in one step that undo takes back', async ({ app }) => {
  await app.open();
  const before = await app.readFigures();
  const dialog = await openGenerator(app);
  await enter(app, dialog, 'Accelerators', '1024');
  await choose(app, dialog, 'Tiers of switches', '2: leaves and spines');
  await enter(app, dialog, 'Oversubscription of leaves', '2');
  await enter(app, dialog, 'Oversubscription of leaves', '1');
  await choose(app, dialog, 'Network', 'Rail-optimized');
  await choose(app, dialog, 'Switch', 'Quantum-2 QM9700');
  await expect(dialog.getByRole('status')).toHaveText('128 systems, 48 switches, 2048 cables');
  await expect(tier(dialog, 'Leaf')).toContainText('32');
  await expect(tier(dialog, 'Spine')).toContainText('16');
  await expect(dialog).toContainText('25.6\u00a0TB/s');
  await dialog.getByRole('button', { name: 'Replace the drawing' }).focus();
  await app.page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(app.outline.items().filter({ hasText: 'Rail group' })).toHaveCount(1);
  await app.undo();
  await expect(app.outline.items().filter({ hasText: 'Rail group' })).toHaveCount(0);
  await expect.poll(() => app.readFigures()).toEqual(before);
});

test('what does not work out is said, with the nearest numbers that do', async ({ app }) => {
  await app.open();
  await app.waitForFigures();
  const dialog = await openGenerator(app);
  await choose(app, dialog, 'Network', 'Single switch');
  await enter(app, dialog, 'Accelerators', '72');
  await expect(dialog.getByRole('alert')).toContainText('would need 72 ports');
  await expect(dialog.getByRole('button', { name: 'Replace the drawing' })).toBeDisabled();
  const { violations } = await new AxeBuilder({ page: app.page }).withTags(RULES).analyze();
  expect(violations).toEqual([]);
  await dialog.getByRole('button', { name: '64 accelerators' }).focus();
  await app.page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toHaveText('8 systems, 1 switch, 64 cables');
  await choose(app, dialog, 'Network', 'Dragonfly+');
  await enter(app, dialog, 'Accelerators', '1024');
  await expect(dialog.getByRole('table', { name: 'Cables' })).toContainText('Group to group');
  await app.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('each kind of network has a form and counts without violations, and is drawn', async ({ app }) => {
      await app.open();
      await app.waitForFigures();
      for (const kind of ['Fat-tree', 'Dragonfly+', 'Ring']) {
        const dialog = await openGenerator(app);
        await choose(app, dialog, 'Network', kind);
        await enter(app, dialog, 'Accelerators', '512');
        await enter(app, dialog, 'Sites', '2');
        await expect(dialog.getByRole('table', { name: 'Cables' })).toContainText('Site to site');
        const { violations } = await new AxeBuilder({ page: app.page }).withTags(RULES).analyze();
        expect(violations.map(({ id, nodes }) => `${kind}: ${id}: ${nodes.map((node) => node.html).join()}`)).toEqual(
          [],
        );
        await dialog.getByRole('button', { name: 'Replace the drawing' }).click();
        await expect(app.outline.items().filter({ hasText: /^Site 2/ })).toHaveCount(1);
      }
    });
  });
}
