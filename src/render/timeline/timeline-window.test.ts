import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeTicks } from './time-ticks.ts';
import { clampWindow, isWholeStep, panWindow, revealInWindow, wholeStep, zoomWindow } from './timeline-window.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const windows = fc
  .tuple(fc.double({ min: 1e-3, max: 1e4, noNaN: true }), share, share)
  .map(([seconds, a, b]) => ({ seconds, window: clampWindow({ from: a * seconds, to: (a + b) * seconds }, seconds) }));

describe('the window of a timeline', () => {
  it('keeps what is under the pointer where it is, away from the edges', () => {
    const zoomed = zoomWindow({ from: 4, to: 8 }, 100, 2, 0.25);
    expect(zoomed).toEqual({ from: 4.5, to: 6.5 });
  });

  it('never leaves the step, whatever is done', () => {
    fc.assert(
      fc.property(
        windows,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        share,
        ({ seconds, window }, factor, at) => {
          for (const next of [zoomWindow(window, seconds, factor, at), panWindow(window, seconds, factor - 1)]) {
            expect(next.from).toBeGreaterThanOrEqual(0);
            expect(next.to).toBeLessThanOrEqual(seconds * (1 + 1e-12));
            expect(next.to).toBeGreaterThan(next.from);
          }
        },
      ),
    );
  });

  it('shows a stretch after it was revealed, and moves nothing when it was seen', () => {
    fc.assert(
      fc.property(windows, share, share, ({ seconds, window }, a, b) => {
        const [start, end] = [Math.min(a, b) * seconds, Math.max(a, b) * seconds];
        const next = revealInWindow(window, seconds, start, end);
        const error = seconds * 1e-9;
        expect(next.from).toBeLessThanOrEqual(start + error);
        expect(next.to).toBeGreaterThanOrEqual(end - error);
        if (start >= window.from && end <= window.to && end - start < (window.to - window.from) * 0.9) {
          expect(next).toEqual(window);
        }
      }),
    );
  });

  it('zooms out to the whole step', () => {
    expect(isWholeStep(zoomWindow({ from: 4, to: 8 }, 100, 1e-6, 0.3), 100)).toBe(true);
    expect(isWholeStep(wholeStep(3), 3)).toBe(true);
    expect(isWholeStep({ from: 0, to: 2.9 }, 3)).toBe(false);
  });
});

describe('the time axis', () => {
  const texts = (from: number, to: number) => timeTicks({ from, to }, 600, 100).map(({ text }) => text);

  it('marks round times in the unit that fits', () => {
    expect(texts(0, 12)).toEqual(['0', '2', '4', '6', '8', '10', '12'].map((at) => `${at}\u00a0s`));
    expect(texts(1.0001, 1.00034)).toEqual(
      ['1000.10', '1000.15', '1000.20', '1000.25', '1000.30'].map((at) => `${at}\u00a0ms`),
    );
    expect(texts(0, 3e-6).at(1)).toBe('0.5\u00a0µs');
  });

  it('is never denser than asked and never writes two marks alike', () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: 200, max: 3000 }), ({ window }, width) => {
        const ticks = timeTicks(window, width, 80);
        expect(ticks.length).toBeLessThanOrEqual(width / 80 + 1);
        if (window.to < 1e3 && window.to - window.from > window.to * 1e-5) {
          expect(new Set(ticks.map(({ text }) => text)).size).toBe(ticks.length);
        }
      }),
    );
  });

  it('has no marks where there is no room', () => {
    expect(timeTicks({ from: 0, to: 1 }, 0, 80)).toEqual([]);
    expect(timeTicks({ from: 1, to: 1 }, 100, 80)).toEqual([]);
  });
});
