import { describe, expect, it } from 'vitest';
import { DARK_FIGURE_THEME, type FigureTheme, LIGHT_FIGURE_THEME } from '../domain/figure/figure-theme.ts';
import type { VectorFigure } from '../domain/figure/vector-figure.ts';
import { createSeededRandom } from '../domain/random/seeded-random.ts';
import type { SimulatedRun } from '../domain/simulation/simulated-runs.ts';
import { summarizeFigure } from '../domain/simulation/summarize-figure.ts';
import { US_DOLLAR } from '../domain/units/currency.ts';
import { breakEvenChart } from './break-even-chart.ts';
import type { ChartSize } from './chart-size.ts';
import { costChart } from './cost-chart.ts';
import { distributionChart } from './distribution-chart.ts';
import { figureToSvg } from './figure-to-svg.ts';
import { ganttChart } from './gantt-chart.ts';
import { goodputChart } from './goodput-chart.ts';
import { hoursChart } from './hours-chart.ts';
import { interruptionsChart } from './interruptions-chart.ts';
import { intervalChart } from './interval-chart.ts';
import { memoryChart } from './memory-chart.ts';
import { memoryStagesChart } from './memory-stages-chart.ts';
import { powerCapChart } from './power-cap-chart.ts';
import { powerChart } from './power-chart.ts';
import { runTimelineChart } from './run-timeline-chart.ts';
import { stepBreakdownChart } from './step-breakdown-chart.ts';
import { stepPowerChart } from './step-power-chart.ts';
import { estimateTextWidth } from './text-width.ts';

const GIB = 1024 ** 3;
const step = {
  seconds: 10,
  breakdown: [
    { category: 'compute', seconds: 6 },
    { category: 'recompute', seconds: 0 },
    { category: 'tensor', seconds: 1.5 },
    { category: 'pipeline', seconds: 0.3 },
    { category: 'data', seconds: 0.7 },
    { category: 'optimizer', seconds: 0.2 },
    { category: 'bubble', seconds: 1.3 },
  ],
} as const;
const memory = {
  components: {
    parameters: 12 * GIB,
    gradients: 12 * GIB,
    masterWeights: 6 * GIB,
    moments: 12 * GIB,
    activations: 28 * GIB,
    logits: 2 * GIB,
    gatheredParameters: 0,
    buffers: 1 * GIB,
    runtime: 4 * GIB,
  },
  totalBytes: 77 * GIB,
  capacityBytes: 80 * GIB,
  worstStage: 0,
  totalBytesByStage: [77 * GIB, 71 * GIB, 66 * GIB, 63 * GIB],
};
const overflowing = { ...memory, capacityBytes: 64 * GIB };
const cost = {
  rented: {
    totalUsd: 9e6,
    components: [
      { key: 'accelerators', label: 'Accelerators', amount: 8.9e6 },
      { key: 'storage', label: 'Storage', amount: 0.1e6 },
    ],
  },
  owned: {
    totalUsd: 6.5e6,
    components: [
      { key: 'depreciation', label: 'Depreciation', amount: 4.5e6 },
      { key: 'interest', label: 'Interest', amount: 1e6 },
      { key: 'electricity', label: 'Electricity', amount: 1e6 },
    ],
  },
};
const power = {
  averageWattsByComponent: [
    { key: 'accelerators', label: 'Accelerators', amount: 8e6 },
    { key: 'hosts', label: 'Hosts', amount: 2e6 },
    { key: 'cooling', label: 'Cooling & distribution', amount: 1e6 },
  ],
};
const reliability = {
  goodput: 0.92,
  lostShares: [
    { key: 'checkpoints', label: 'Checkpoint writes', amount: 0.01 },
    { key: 'lost-work', label: 'Work since the last checkpoint', amount: 0.04 },
    { key: 'restart', label: 'Restarts', amount: 0.03 },
  ],
  interruptionsPerDayByCause: [
    { key: 'gpu', label: 'Accelerator', amount: 4.6 },
    { key: 'network', label: 'Network <link>', amount: 0.65 },
  ],
};

const stepPower = {
  stepSeconds: 6,
  watts: Array.from({ length: 1200 }, (_, at) => (at < 900 ? 17e6 : at < 1100 ? 10e6 : 8e6)),
  averageWatts: 15.1e6,
  peakWatts: 17e6,
  troughWatts: 8e6,
  limitWatts: 16.5e6,
};
const powerCaps = {
  rows: [300, 400, 500, 600, 700].map((capWatts) => ({
    capWatts,
    clockShare: Math.sqrt(capWatts / 700),
    stepSeconds: 6 * Math.sqrt(700 / capWatts),
    wallSeconds: 5e6,
    averageFacilityWatts: 25e3 * capWatts,
    peakFacilityWatts: 30e3 * capWatts,
    energyJoules: 1e14,
    energyJoulesPerToken: 5 + ((capWatts - 480) / 200) ** 2,
    rentedUsdPerMillionTokens: 5 * Math.sqrt(700 / capWatts),
    ownedUsdPerMillionTokens: 4 * Math.sqrt(700 / capWatts),
    operationalCarbonKg: 1e7,
    fitsLimits: capWatts < 550,
  })),
  capWatts: 700,
  fitWatts: 550,
  basis: 'rent',
  currency: US_DOLLAR,
} as const;
const random = createSeededRandom(3);
const wallDays = Float64Array.from({ length: 600 }, () => 58 + 4 * (random.next() + random.next() + random.next()));
const finish = {
  label: 'Training time',
  values: wallDays,
  figure: summarizeFigure(wallDays),
  closedForm: 63.4,
  format: (days: number) => `${days.toFixed(1)} d`,
};
const simulatedRun: SimulatedRun = {
  index: 4,
  seed: 1,
  isFinished: true,
  wallSeconds: 60 * 86_400,
  usd: 1,
  joules: 1,
  interruptions: 3,
  startupSeconds: 3600,
  secondsByUse: [],
  isCut: false,
  events: [],
  bands: (
    [
      [1, 500, 'training'],
      [500, 504, 'detection'],
      [504, 516, 'replacement'],
      [516, 560, 'waiting'],
      [560, 570, 'restart'],
      [570, 574, 'reading'],
      [574, 900, 'slowed'],
      [900, 1100, 'shrunk'],
      [1100, 1101, 'stalled'],
      [1101, 1440, 'training'],
    ] as const
  ).map(([from, to, state]) => ({ fromSeconds: from * 3600, toSeconds: to * 3600, state })),
};
const phase = { startDate: null, endDate: null, acceleratorHours: 0, evaluationUsd: 0, usd: 0, interruptions: 0 };
const schedule = {
  orderDate: '2027-01-30',
  phases: [
    {
      ...phase,
      kind: 'lead',
      label: 'Lead time',
      startDays: 0,
      endDays: 84,
      parts: [{ key: 'lead', label: 'Lead time', days: 84 }],
    },
    {
      ...phase,
      kind: 'burn-in',
      label: 'Burn-in',
      startDays: 84,
      endDays: 87,
      parts: [{ key: 'burn-in', label: 'Burn-in', days: 3 }],
    },
    {
      ...phase,
      kind: 'training',
      label: 'Main stage',
      startDays: 87,
      endDays: 157,
      parts: [
        { key: 'useful', label: 'Training', days: 60 },
        { key: 'restart', label: 'Restarting', days: 6 },
        { key: 'evaluation', label: 'Evaluation', days: 4 },
      ],
    },
    {
      ...phase,
      kind: 'training',
      label: 'A stage with a very long name & <sign>',
      startDays: 157,
      endDays: 167,
      parts: [{ key: 'useful', label: 'Training', days: 10 }],
    },
  ],
  trainingStartDays: 87,
  finishDays: 167,
  finishDate: '2027-07-16',
  evaluations: 12,
  evaluationDays: 4,
  acceleratorHours: 0,
  trainingUsd: 0,
  evaluationUsd: 0,
  servingUsd: 0,
} as const;

const breakEven = {
  title: 'An accelerator-hour in use',
  curves: {
    points: Array.from({ length: 19 }, (_, at) => {
      const use = 0.1 + at * 0.05;
      return { at: use, rentUsd: 2.5, ownUsd: 1.5 / use + 0.1 };
    }),
    crossing: 0.625,
  },
  measure: 'share of the calendar in use',
  formatAt: (at: number) => `${Math.round(at * 1000) / 10} %`,
  formatMoney: (usd: number) => `$${usd.toFixed(2)}`,
};
const hours = {
  reliability: {
    allocatedAcceleratorHours: 1.02e6,
    acceleratorHoursByUse: [
      { key: 'useful', label: 'Useful training', amount: 0.93e6 },
      { key: 'restart', label: 'Restarting', amount: 0.05e6 },
      { key: 'waiting-for-repair', label: 'Waiting for a repair', amount: 0 },
      { key: 'running-degraded', label: 'Running degraded', amount: 0.02e6 },
      { key: 'spares-idle', label: 'Spares standing by', amount: 0.02e6 },
    ],
  },
  modelFlopsUtilization: 0.41,
};
const intervals = {
  goodput: 0.89,
  bestCheckpointIntervalSeconds: 480,
  checkpointIntervalSeconds: 3600,
  goodputByInterval: Array.from({ length: 21 }, (_, at) => {
    const intervalSeconds = 30 * 2 ** (at / 2);
    return { intervalSeconds, goodput: 0.95 / (1 + 10 / intervalSeconds + intervalSeconds / 22_000) };
  }),
};

const charts: readonly [string, (theme: FigureTheme, size: ChartSize) => VectorFigure][] = [
  ['step-breakdown', (theme, size) => stepBreakdownChart(step, theme, size)],
  ['memory', (theme, size) => memoryChart(memory, theme, size)],
  ['memory-overflow', (theme, size) => memoryChart(overflowing, theme, size)],
  ['memory-stages', (theme, size) => memoryStagesChart(overflowing, theme, size)],
  ['cost-rent', (theme, size) => costChart(cost, 'rent', theme, size)],
  ['cost-own', (theme, size) => costChart(cost, 'own', theme, size)],
  ['break-even', (theme, size) => breakEvenChart(breakEven, theme, size)],
  ['power', (theme, size) => powerChart(power, theme, size)],
  ['step-power', (theme, size) => stepPowerChart(stepPower, theme, size)],
  ['power-cap', (theme, size) => powerCapChart(powerCaps, theme, size)],
  ['interruptions', (theme, size) => interruptionsChart(reliability, theme, size)],
  ['distribution', (theme, size) => distributionChart(finish, theme, size)],
  ['run-timeline', (theme, size) => runTimelineChart(simulatedRun, theme, size)],
  ['gantt', (theme, size) => ganttChart(schedule, null, theme, size)],
  ['gantt-late', (theme, size) => ganttChart(schedule, { days: 150, isBroken: true }, theme, size)],
  ['goodput', (theme, size) => goodputChart(reliability, theme, size)],
  ['hours', (theme, size) => hoursChart(hours, theme, size)],
  ['intervals', (theme, size) => intervalChart(intervals, theme, size)],
  ['best-interval', (theme, size) => intervalChart({ ...intervals, checkpointIntervalSeconds: 480 }, theme, size)],
];

describe.each(charts)('the %s chart', (name, draw) => {
  it.each([LIGHT_FIGURE_THEME, DARK_FIGURE_THEME])('stays as it was ($name)', async (theme) => {
    const svg = figureToSvg(draw(theme, { width: 480, height: 200 }), {
      background: theme.background,
      patternInk: theme.background,
      padding: 8,
    });
    await expect(svg).toMatchFileSnapshot(`golden/${name}-${theme.name}.svg`);
  });

  it.each([240, 480, 960])('keeps within %d pixels', (width) => {
    const figure = draw(LIGHT_FIGURE_THEME, { width, height: 200 });
    for (const mark of figure.marks) {
      if (mark.type === 'rect') {
        expect(mark.x).toBeGreaterThanOrEqual(-0.01);
        expect(mark.x + mark.width).toBeLessThanOrEqual(width + 0.01);
        expect(mark.y + mark.height).toBeLessThanOrEqual(figure.height + 0.01);
      }
      if (mark.type === 'text') {
        const textWidth = estimateTextWidth(mark.text, mark.size, mark.weight);
        const left =
          mark.anchor === 'start' ? mark.x : mark.anchor === 'end' ? mark.x - textWidth : mark.x - textWidth / 2;
        expect(left, mark.text).toBeGreaterThanOrEqual(-0.01);
        expect(mark.y).toBeLessThanOrEqual(figure.height);
      }
    }
  });

  it('says in words what it shows', () => {
    const figure = draw(LIGHT_FIGURE_THEME, { width: 480, height: 200 });
    expect(figure.title.length).toBeGreaterThan(5);
    expect(figure.description).toMatch(/\d/);
  });
});

describe('memoryChart', () => {
  it('says by how much the memory overflows', () => {
    expect(memoryChart(overflowing, LIGHT_FIGURE_THEME, { width: 480, height: 200 }).description).toContain(
      '13\u00a0GiB too much',
    );
  });
});

describe('memoryStagesChart', () => {
  it('keeps the labels of its axis apart, however far the memory overflows', () => {
    for (const share of [0.02, 0.3, 0.5, 0.9, 1.2]) {
      const figure = memoryStagesChart({ ...memory, capacityBytes: memory.totalBytes * share }, LIGHT_FIGURE_THEME, {
        width: 480,
        height: 200,
      });
      const baselines = figure.marks
        .flatMap((mark) => (mark.type === 'text' && mark.anchor === 'end' && mark.text !== 'Capacity' ? [mark.y] : []))
        .sort((a, b) => a - b);
      expect(baselines.length).toBeGreaterThan(0);
      for (const [place, y] of baselines.entries()) {
        expect(y - (baselines[place - 1] ?? Number.NEGATIVE_INFINITY), `${share}`).toBeGreaterThanOrEqual(12);
      }
    }
  });
});

describe('figureToSvg', () => {
  it('escapes what a plan may carry', () => {
    const svg = figureToSvg(
      {
        width: 10,
        height: 10,
        title: '<script>"&\u0000',
        description: '',
        marks: [{ type: 'text', x: 0, y: 0, text: ']]></text>', size: 12, weight: 400, fill: '"/>', anchor: 'start' }],
      },
      { patternInk: '#fff' },
    );
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('&lt;script&gt;&quot;&amp;');
    expect(svg).toContain(']]&gt;&lt;/text&gt;');
    expect(svg).toContain('fill="&quot;/&gt;"');
  });
});
