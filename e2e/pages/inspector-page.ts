import { expect, type Locator, type Page } from '@playwright/test';

/** The inspector: values of what is selected, or of the whole plan. */
export class InspectorPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** A number with a unit. */
  quantity(label: string): Locator {
    return this.#page.getByRole('spinbutton', { name: label, exact: true });
  }

  /** Types a value, as one would, and confirms it with Enter. */
  async setQuantity(label: string, value: string): Promise<void> {
    const field = this.quantity(label);
    await field.fill(value);
    await field.press('Enter');
    await expect(field).not.toHaveAttribute('aria-invalid', 'true');
  }

  /** Chooses one option of a drop-down. */
  async choose(label: string, option: string): Promise<void> {
    await this.#page.getByRole('button', { name: label }).click();
    await this.#page.getByRole('option', { name: option }).click();
  }
}
