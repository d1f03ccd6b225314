import { formatQuantity } from '../units/format-quantity.ts';
import type { SimulatedFigure } from './simulated-runs.ts';

const SECONDS_PER_DAY = 86_400;

/**
 * Writes times of runs so that the runs can be told apart: three figures, as elsewhere, would make most of them the same. Days with as many
 * decimals as twentieths of the spread need; short runs as elsewhere.
 */
export function writeSpreadSeconds({ p5, p95 }: Pick<SimulatedFigure, 'p5' | 'p95'>, seconds: number): string {
  if (!(p5 >= 2 * SECONDS_PER_DAY)) return formatQuantity('duration', seconds).text;
  const step = (p95 - p5) / SECONDS_PER_DAY / 20;
  const decimals = step > 0 ? Math.min(3, Math.max(0, Math.ceil(-Math.log10(step)))) : 0;
  return `${(seconds / SECONDS_PER_DAY).toFixed(decimals)}\u00a0days`;
}
