import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { AppPage } from '../pages/app-page.ts';

interface Fixtures {
  /** The app, opened in a fresh browser profile. */
  readonly app: AppPage;
  /** Opens the app again in another fresh profile: another person's browser. */
  readonly openElsewhere: (hash?: string) => Promise<AppPage>;
}

/** The address of the built app that this run serves. */
export function appUrl(): string {
  const url = process.env.TRAINYARD_URL;
  if (url === undefined) throw new Error('The built app is not being served.');
  return url;
}

/** Playwright's test with the app as a fixture; anything the page complains about on its console fails the test. */
export const test = base.extend<Fixtures>({
  app: async ({ page }, use) => {
    const complaints = collectComplaints(page);
    await use(new AppPage(page, appUrl()));
    expect(complaints).toEqual([]);
  },
  openElsewhere: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (hash = '') => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
      contexts.push(context);
      const app = new AppPage(await context.newPage(), appUrl());
      await app.open(hash);
      return app;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };

function collectComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  return complaints;
}
