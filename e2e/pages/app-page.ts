import { expect, type Locator, type Page } from '@playwright/test';

/** The page as a person meets it: by the roles and names of its parts. */
export class AppPage {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  /** Opens the app; `hash` is what stands after the `#` of a link. */
  async open(hash = ''): Promise<void> {
    await this.page.goto(hash === '' ? this.#url : `${this.#url}#${hash}`);
    await expect(this.page.getByRole('main')).toBeVisible();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }
}
