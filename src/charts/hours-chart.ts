import type { ReliabilityEstimate } from '../domain/estimate/reliability-estimate.ts';
import { categoryColor, type FigureTheme } from '../domain/figure/figure-theme.ts';
import type { VectorFigure } from '../domain/figure/vector-figure.ts';
import type { ChartSize } from './chart-size.ts';
import { drawWaterfall, percent, type WaterfallRow } from './waterfall.ts';

/** What the chart is drawn from. */
export interface HoursChartInput {
  readonly reliability: Pick<ReliabilityEstimate, 'allocatedAcceleratorHours' | 'acceleratorHoursByUse'>;
  /** Model FLOP utilization while the job trains. */
  readonly modelFlopsUtilization: number;
}

/**
 * From all accelerator-hours that are kept, spares included, down to the useful ones: one row for each loss, the largest first; and from
 * these to what they would be at peak.
 */
export function hoursChart(
  { reliability, modelFlopsUtilization }: HoursChartInput,
  theme: FigureTheme,
  size: ChartSize,
): VectorFigure {
  const { acceleratorHoursByUse: uses, allocatedAcceleratorHours: allocated } = reliability;
  const shareOf = (hours: number): number => (allocated > 0 ? hours / allocated : 0);
  const useful = shareOf(uses.find(({ key }) => key === 'useful')?.amount ?? 0);
  const losses = uses
    .filter(({ key, amount }) => key !== 'useful' && amount > 0)
    .sort((a, b) => b.amount - a.amount)
    .map(({ label, amount }) => ({ label, share: shareOf(amount) }));
  const total = { pattern: 'solid', isTotal: true } as const;
  const rows: WaterfallRow[] = [
    { ...total, label: 'Hours kept', from: 1, to: 0, text: '100 %', color: categoryColor('optimizer', theme) },
  ];
  let left = 1;
  for (const { label, share } of losses) {
    rows.push({
      label,
      from: left,
      to: left - share,
      text: `−${percent(share)}`,
      color: categoryColor('tensor', theme),
      pattern: 'hatch',
      isTotal: false,
    });
    left -= share;
  }
  const atPeak = useful * modelFlopsUtilization;
  rows.push(
    {
      ...total,
      label: 'Useful hours',
      from: useful,
      to: 0,
      text: percent(useful),
      color: categoryColor('data', theme),
    },
    {
      label: 'Below peak arithmetic',
      from: useful,
      to: atPeak,
      text: `−${percent(useful - atPeak)}`,
      color: categoryColor('bubble', theme),
      pattern: 'cross-hatch',
      isTotal: false,
    },
    { ...total, label: 'At peak', from: atPeak, to: 0, text: percent(atPeak), color: categoryColor('compute', theme) },
  );
  const { marks, height } = drawWaterfall(rows, 0, theme, size);
  return {
    width: size.width,
    height,
    title: 'From accelerator-hours to useful arithmetic',
    description: `Of all accelerator-hours, spares included, ${percent(useful)} are useful. Lost: ${losses
      .map(({ label, share }) => `${label} ${percent(share)}`)
      .join(
        ', ',
      )}. At the model FLOP utilization of ${percent(modelFlopsUtilization)}, that is ${percent(atPeak)} at peak.`,
    marks,
  };
}
