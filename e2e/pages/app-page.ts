import { expect, type Locator, type Page } from '@playwright/test';
import { CanvasPage } from './canvas-page.ts';
import { InspectorPage } from './inspector-page.ts';
import { OutlinePage } from './outline-page.ts';
import { ReportPage } from './report-page.ts';
import { SharePage } from './share-page.ts';
import { TimelinePage } from './timeline-page.ts';

/** The page as a person meets it: by the roles and names of its parts. */
export class AppPage {
  readonly page: Page;
  readonly canvas: CanvasPage;
  readonly inspector: InspectorPage;
  readonly outline: OutlinePage;
  readonly report: ReportPage;
  readonly share: SharePage;
  readonly timeline: TimelinePage;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.canvas = new CanvasPage(page);
    this.inspector = new InspectorPage(page);
    this.outline = new OutlinePage(page);
    this.report = new ReportPage(page);
    this.share = new SharePage(page);
    this.timeline = new TimelinePage(page);
    this.#url = url;
  }

  /** Opens the app; `hash` is what stands after the `#` of a link. The plan itself comes a moment later: see `waitForFigures`. */
  async open(hash = ''): Promise<void> {
    await this.page.goto(hash === '' ? this.#url : `${this.#url}#${hash}`);
    await expect(this.headline).toBeVisible();
  }

  get headline(): Locator {
    return this.page.getByRole('region', { name: 'Headline figures' });
  }

  /** What the screen reader is told, out of sight. */
  get liveRegion(): Locator {
    return this.page.locator('[role="status"][aria-live="polite"]');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** The headline figures as they are said aloud (`Training time: 14.2 d`), once they belong to the plan as it stands. */
  async readFigures(): Promise<string[]> {
    await this.waitForFigures();
    const labels = await this.#figures.evaluateAll((figures) =>
      figures.map((figure) => figure.getAttribute('aria-label')),
    );
    return labels.map((label) => label ?? '');
  }

  /** Waits until no figure is behind the plan. */
  async waitForFigures(): Promise<void> {
    await expect(this.headline).toHaveAttribute('aria-busy', 'false');
    await expect(this.#figures).toHaveCount(6);
  }

  /** Waits until the figures are there and differ from the given ones; answers the new ones. */
  async waitForOtherFigures(old: readonly string[]): Promise<string[]> {
    await expect.poll(() => this.readFigures()).not.toEqual(old);
    return this.readFigures();
  }

  /** Runs a command by its name from the command palette. */
  async runCommand(name: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    const dialog = this.page.getByRole('dialog', { name: 'Commands' });
    await expect(dialog.getByRole('searchbox')).toBeFocused();
    await this.page.keyboard.type(name);
    // The first match is chosen at once but told to the screen reader a moment later; an arrow in between would pass it by.
    await expect(dialog.getByRole('searchbox')).toHaveAttribute('aria-activedescendant', /./);
    await this.#arrowTo(dialog.getByRole('searchbox'), dialog.getByRole('menuitem', { name }).first());
    await this.page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
  }

  /** Waits until the plan as it stands lies in the browser's storage. */
  async waitUntilSaved(): Promise<void> {
    await expect(this.button(/^Saved/)).toBeVisible();
  }

  /** Closes every message at the foot of the page. */
  async dismissMessages(): Promise<void> {
    const dismiss = this.page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Dismiss' });
    while ((await dismiss.count()) > 0) await dismiss.first().click();
  }

  /** Presses Tab until an element has the focus, as somebody without a mouse does. */
  async tabTo(element: Locator): Promise<void> {
    for (let presses = 0; presses < 200; presses++) {
      // An open list on the way hides the rest of the page from roles until the next Tab closes it.
      if ((await element.isVisible()) && (await element.evaluate((node) => node === document.activeElement))) return;
      await this.page.keyboard.press('Tab');
    }
    await expect(element).toBeFocused();
  }

  async undo(): Promise<void> {
    await this.button(/^Undo/).click();
  }

  async redo(): Promise<void> {
    await this.button(/^Redo/).click();
  }

  /** Presses the down arrow until the list under a search field stands on an item; the field keeps the focus. */
  async #arrowTo(field: Locator, item: Locator): Promise<void> {
    const id = await item.getAttribute('id');
    if (id === null) throw new Error('An item of a searched list has to have an id.');
    for (let presses = 0; presses < 40; presses++) {
      if ((await field.getAttribute('aria-activedescendant')) === id) return;
      await this.page.keyboard.press('ArrowDown');
    }
    await expect(field).toHaveAttribute('aria-activedescendant', id);
  }

  get #figures(): Locator {
    return this.headline.getByRole('button', { name: /: / });
  }
}
