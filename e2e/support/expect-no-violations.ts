import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2, levels A and AA. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails where axe finds a violation in the shown view of the drawer; `part` says in the message which part it was. */
export async function expectNoViolationsInView(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('[role=tabpanel]').withTags(RULES).analyze();
  expect(violations.map(({ id, nodes }) => `${part}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
}
