import AxeBuilder from '@axe-core/playwright';
import type { AppPage } from '../pages/app-page.ts';
import { expect, test } from '../support/test.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const VIEWS = ['Memory', 'Cost', 'Power', 'Failures', 'Sensitivity', 'Assumptions', 'Step'];
const DIALOGS = ['Share', 'Report', 'New from template', 'Keyboard shortcuts', 'Open from library'];

async function expectNoViolations(app: AppPage, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: app.page }).withTags(RULES).analyze();
  const found = violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  expect(found).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('the page and each view of the figures have no violations', async ({ app }) => {
      await app.open();
      await app.waitForFigures();
      for (const view of VIEWS) {
        await app.page.getByRole('tab', { name: view }).click();
        await expect(app.page.getByRole('tabpanel', { name: view })).toBeVisible();
        await expectNoViolations(app, view);
      }
    });

    test('a selected block and its inspector have no violations', async ({ app }) => {
      await app.open();
      await app.waitForFigures();
      await app.outline.items().first().click();
      await expectNoViolations(app, 'block inspector');
    });

    test('each dialog has no violations', async ({ app }) => {
      await app.open();
      await app.waitForFigures();
      for (const command of DIALOGS) {
        await app.runCommand(command);
        await expect(app.page.getByRole('dialog')).toBeVisible();
        await expectNoViolations(app, command);
        await app.page.keyboard.press('Escape');
        await expect(app.page.getByRole('dialog')).toHaveCount(0);
      }
    });
  });
}
