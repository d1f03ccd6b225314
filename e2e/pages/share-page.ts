import { expect, type Page } from '@playwright/test';

/** The dialog that shares the plan. */
export class SharePage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Opens the dialog and reads the link that it shows. */
  async readLink(): Promise<string> {
    await this.#page.getByRole('button', { name: 'Share' }).click();
    const field = this.#page.getByRole('dialog').getByRole('textbox', { name: 'Link' });
    await expect(field).toHaveValue(/#.{20}/);
    return field.inputValue();
  }

  async close(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await expect(this.#page.getByRole('dialog')).toHaveCount(0);
  }
}
