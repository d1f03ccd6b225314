/** Where the marks of the accuracy scatter lie: two logarithmic axes with the same decades, and a shape and colour for each generation. */
import type { AccuracyRow } from '../../domain/accuracy/accuracy-file.ts';
import type { Sight } from '../../domain/accuracy/summarize-accuracy.ts';

/** How one kind of accelerator is marked: colour and shape say the same. */
export interface MarkStyle {
  readonly label: string;
  /** CSS custom property of the colour. */
  readonly color: string;
  /** SVG path around (0, 0), CSS pixels. */
  readonly shape: string;
}

const STYLES: readonly (readonly [RegExp, MarkStyle])[] = [
  [
    /Ampere$/,
    { label: 'NVIDIA Ampere', color: '--category-compute', shape: 'M3.4 0A3.4 3.4 0 1 1 -3.4 0A3.4 3.4 0 1 1 3.4 0Z' },
  ],
  [/Hopper$/, { label: 'NVIDIA Hopper', color: '--category-tensor', shape: 'M-3 -3H3V3H-3Z' }],
  [/Blackwell$/, { label: 'NVIDIA Blackwell', color: '--category-data', shape: 'M0 -4L3.9 3H-3.9Z' }],
  [/^Google/, { label: 'Google TPU', color: '--category-expert', shape: 'M0 -4.4L4.4 0L0 4.4L-4.4 0Z' }],
  [/^AMD/, { label: 'AMD Instinct', color: '--category-context', shape: 'M0 4L3.9 -3H-3.9Z' }],
];
const OTHER: MarkStyle = {
  label: 'Others',
  color: '--category-pipeline',
  shape: 'M-1.2 -4H1.2V-1.2H4V1.2H1.2V4H-1.2V1.2H-4V-1.2H-1.2Z',
};

/** All styles, as the legend lists them. */
export const MARK_STYLES: readonly MarkStyle[] = [...STYLES.map(([, style]) => style), OTHER];

/** Style of an accelerator generation. */
export function styleOf(generation: string): MarkStyle {
  return STYLES.find(([pattern]) => pattern.test(generation))?.[1] ?? OTHER;
}

/** Predicted seconds under the chosen sight. */
export function predictedOf(row: AccuracyRow, sight: Sight): number {
  return sight === 'in-sample' ? row.predictedSeconds : row.heldOutSeconds;
}

/** A logarithmic axis over whole decades. */
export interface LogAxis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** Share of the axis at which a value lies. */
  readonly at: (value: number) => number;
}

/** The axis that holds all values. */
export function logAxis(values: readonly number[]): LogAxis {
  const logs = values.filter((value) => value > 0).map(Math.log10);
  const low = logs.length === 0 ? 0 : Math.floor(Math.min(...logs));
  const high = logs.length === 0 ? 1 : Math.max(Math.ceil(Math.max(...logs)), low + 1);
  return {
    low,
    high,
    ticks: Array.from({ length: high - low + 1 }, (_, step) => 10 ** (low + step)),
    at: (value) => (Math.log10(value) - low) / (high - low),
  };
}
