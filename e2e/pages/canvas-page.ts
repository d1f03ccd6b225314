import { expect, type Locator, type Page } from '@playwright/test';

/** A place on the canvas, as shares of its width and height. */
export interface CanvasPlace {
  readonly x: number;
  readonly y: number;
}

/** The drawing surface and the palette beside it, as the mouse meets them. */
export class CanvasPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get surface(): Locator {
    return this.#page.getByRole('application', { name: 'Drawing of the plan' });
  }

  get paletteSearch(): Locator {
    return this.#page.getByRole('searchbox', { name: 'Search blocks and catalogue' });
  }

  paletteEntry(name: string): Locator {
    return this.#page.getByRole('listbox', { name: 'Blocks to add' }).getByRole('option', { name, exact: true });
  }

  /** The field beside a selected block that says how often it is repeated. */
  countField(blockName: string): Locator {
    return this.#page.getByRole('textbox', { name: `Count of ${blockName}` });
  }

  /** Drags an entry of the palette onto a place of the canvas. */
  async dropFromPalette(name: string, place: CanvasPlace): Promise<void> {
    await this.paletteSearch.fill(name);
    await this.#drag(await middleOf(this.paletteEntry(name)), await this.#pointAt(place));
    await this.paletteSearch.fill('');
  }

  /** Presses the mouse on one place and lets go on another. */
  async drag(from: CanvasPlace, to: CanvasPlace): Promise<void> {
    await this.#drag(await this.#pointAt(from), await this.#pointAt(to));
  }

  async click(place: CanvasPlace): Promise<void> {
    const { x, y } = await this.#pointAt(place);
    await this.#page.mouse.click(x, y);
  }

  async chooseTool(name: 'Select tool' | 'Hand tool' | 'Connect tool'): Promise<void> {
    await this.#page.getByRole('toolbar', { name: 'Drawing tools' }).getByRole('button', { name }).click();
  }

  async #drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    await this.#page.mouse.move(from.x, from.y);
    await this.#page.mouse.down();
    await this.#page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 });
    await this.#page.mouse.move(to.x, to.y, { steps: 5 });
    await this.#page.mouse.up();
  }

  async #pointAt({ x, y }: CanvasPlace): Promise<{ x: number; y: number }> {
    const box = await this.surface.boundingBox();
    if (box === null) throw new Error('The canvas is not on the page.');
    return { x: box.x + x * box.width, y: box.y + y * box.height };
  }
}

async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
  await expect(element).toBeVisible();
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (box === null) throw new Error('There is nothing to drag.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
