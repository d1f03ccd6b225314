import type { Locator, Page } from '@playwright/test';

/** The plan as a tree. */
export class OutlinePage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get tree(): Locator {
    return this.#page.getByRole('treegrid').or(this.#page.getByRole('tree')).first();
  }

  items(name?: string | RegExp): Locator {
    const options = name === undefined ? {} : { name };
    return this.tree.getByRole('row', options).or(this.tree.getByRole('treeitem', options));
  }
}
