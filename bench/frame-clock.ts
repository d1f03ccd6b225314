/** Times the frames of a page: how far apart they come, and how long the page's own frame callbacks run. */
import type { BrowserContext, Page } from '@playwright/test';

/** Frames of a gesture, milliseconds each. */
export interface FrameTimes {
  /** From one frame to the next. The browser waits for the screen: never much below 16.7 ms. */
  readonly intervals: readonly number[];
  /** Spent in the page's frame callbacks, which build and paint the drawing. */
  readonly painting: readonly number[];
}

interface ClockScope {
  frames: number[];
  painting: number[];
  isTiming: boolean;
  spent: number;
}

/** Has to be called before the context opens its first page. */
export async function installFrameClock(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const scope = window as unknown as ClockScope;
    scope.spent = 0;
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      ask((now) => {
        const start = performance.now();
        callback(now);
        scope.spent += performance.now() - start;
      });
  });
}

/** Starts counting frames. */
export async function startFrameClock(page: Page): Promise<void> {
  await page.evaluate(() => {
    const scope = window as unknown as ClockScope;
    scope.frames = [];
    scope.painting = [];
    scope.isTiming = true;
    let last = performance.now();
    scope.spent = 0;
    const tick = (now: number): void => {
      scope.frames.push(now - last);
      scope.painting.push(scope.spent);
      scope.spent = 0;
      last = now;
      if (scope.isTiming) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
}

/** Ends counting and gives what was counted, without the frames in which nothing was painted. */
export async function stopFrameClock(page: Page): Promise<FrameTimes> {
  return page.evaluate(() => {
    const scope = window as unknown as ClockScope;
    scope.isTiming = false;
    // The first frame began before the clock did. What a callback paints is on screen by the next frame.
    const painted = scope.painting.flatMap((time, at) => (at > 0 && time > 0.2 ? [at] : []));
    return {
      intervals: painted.map((at) => scope.frames[at] ?? Number.NaN),
      painting: painted.map((at) => scope.painting[at] ?? Number.NaN),
    };
  });
}
