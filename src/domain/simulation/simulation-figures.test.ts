import { describe, expect, it } from 'vitest';
import { describeRunEvent, RUN_STATES } from './run-states.ts';
import { spreadStates } from './spread-states.ts';
import { quantile, summarizeFigure } from './summarize-figure.ts';
import { writeSpreadSeconds } from './write-spread.ts';

const DAY = 86_400;

describe('figures over runs', () => {
  it('have mean, error and quantiles', () => {
    const figure = summarizeFigure(Float64Array.from({ length: 101 }, (_, at) => 100 - at));
    expect(figure).toMatchObject({ mean: 50, p5: 5, p50: 50, p95: 95, smallest: 0, largest: 100 });
    // Variance of 0 … 100 is 858.5.
    expect(figure.standardError).toBeCloseTo(Math.sqrt(858.5 / 101), 12);
    expect(quantile(Float64Array.of(1, 2), 0.25)).toBe(1.25);
    expect(summarizeFigure(Float64Array.of(7))).toMatchObject({ mean: 7, standardError: 0, p5: 7, p95: 7 });
  });

  it('are written so that runs differ', () => {
    const figure = { p5: 66.8 * DAY, p95: 67.2 * DAY };
    expect(writeSpreadSeconds(figure, 66.94 * DAY)).toBe('66.94\u00a0days');
    expect(writeSpreadSeconds({ p5: 60 * DAY, p95: 160 * DAY }, 66.94 * DAY)).toBe('67\u00a0days');
    expect(writeSpreadSeconds({ p5: 3600, p95: 7200 }, 5400)).toBe('90\u00a0min');
  });
});

describe('a run over time', () => {
  it('is cut into parts whose shares are those of its bands', () => {
    const run = {
      wallSeconds: 100,
      bands: [
        { fromSeconds: 0, toSeconds: 35, state: 'training' as const },
        { fromSeconds: 35, toSeconds: 45, state: 'restart' as const },
        { fromSeconds: 45, toSeconds: 100, state: 'training' as const },
      ],
    };
    const parts = spreadStates(run, 5);
    expect(parts).toHaveLength(5);
    expect(parts[1]?.restart).toBeCloseTo(0.25, 12);
    expect(parts[2]?.restart).toBeCloseTo(0.25, 12);
    for (const part of parts) expect((part.training ?? 0) + (part.restart ?? 0)).toBeCloseTo(1, 12);
    expect(spreadStates({ wallSeconds: 0, bands: [] }, 3)).toEqual([{}, {}, {}]);
  });

  it('draws no two states alike', () => {
    const looks = Object.values(RUN_STATES).map(({ category, pattern }) => `${category} ${pattern}`);
    expect(new Set(looks).size).toBe(looks.length);
  });

  it('says what happened and why', () => {
    expect(describeRunEvent({ kind: 'interruption', cause: 'Software' })).toBe('Interruption: Software');
    expect(describeRunEvent({ kind: 'regrown', cause: null })).toBe('Has replicas back');
  });
});
