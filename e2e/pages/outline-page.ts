import type { Locator, Page } from '@playwright/test';

/** The plan as a tree. */
export class OutlinePage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get tree(): Locator {
    return this.#page.getByRole('tree', { name: 'Blocks and links of the drawing' });
  }

  /** Rows of the tree, by what the screen reader says of them (`DGX H100, node, 8 times, 1 link`). */
  items(name?: string | RegExp): Locator {
    return this.tree.getByRole('treeitem', name === undefined ? {} : { name });
  }
}
