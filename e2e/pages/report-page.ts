import { expect, type Page } from '@playwright/test';

/** The dialog that makes the PDF report. */
export class ReportPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Makes the report and saves what the browser downloads. */
  async download(path: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Report' }).click();
    const dialog = this.#page.getByRole('dialog', { name: 'Report' });
    const download = this.#page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Make PDF' }).click();
    await (await download).saveAs(path);
    await expect(dialog.getByRole('status')).toContainText('in your downloads');
    // The button that had the focus went away meanwhile: Escape must close the dialog all the same.
    await this.#page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
}
