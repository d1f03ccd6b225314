import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

/** The view that shows one step as a timeline. */
export class TimelinePage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Opens the view and waits until the step is drawn. */
  async open(): Promise<void> {
    await this.#page.getByRole('tab', { name: 'Timeline' }).click();
    await expect(this.surface).toBeVisible();
  }

  /** The part with the boxes. */
  get surface(): Locator {
    return this.#page.getByRole('application', { name: /^Timeline of one step/ });
  }

  get table(): Locator {
    return this.#page.getByRole('region', { name: 'Timeline as a table' }).getByRole('table');
  }

  /** What is said of the box under the pointer, or of the selected one. */
  get tip(): Locator {
    return this.#page.getByTestId('timeline-tip');
  }

  button(name: string): Locator {
    return this.#page.getByRole('toolbar', { name: 'Timeline' }).getByRole('button', { name });
  }

  /** How many different colours the canvas shows in the middle of its first row. */
  async countColors(): Promise<number> {
    return this.surface.locator('canvas').evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('This is no canvas.');
      const pixels = canvas.getContext('2d')?.getImageData(80, 28, canvas.width - 100, 1).data;
      return new Set(new Uint32Array(pixels?.buffer ?? new ArrayBuffer(0))).size;
    });
  }

  /** Exports the trace; answers the file's name and what is in it. */
  async exportTrace(path: string): Promise<{ readonly name: string; readonly content: unknown }> {
    const download = this.#page.waitForEvent('download');
    await this.button('Export trace').click();
    const file = await download;
    await file.saveAs(path);
    return { name: file.suggestedFilename(), content: JSON.parse(readFileSync(path, 'utf8')) as unknown };
  }
}
