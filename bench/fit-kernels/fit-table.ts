/**
 * Fits the law of products to one table of benchmarked linear layers. Besides the product the benchmark times what is around it, which the
 * model counts elsewhere: casts of the activations to a narrow format, and the host. Both are fitted along and then left out.
 */
import { overlappedSeconds, productBytes, productSeconds } from '../../workers/model/compute/matmul.ts';
import { minimize } from './minimize.ts';
import {
  type Facts,
  type MeasuredProduct,
  OPERAND_BYTES,
  type ProductTable,
  type TableFormat,
} from './product-tables.ts';

/** What is fitted. The first three are the law's; the others the benchmark's. */
export interface TableFit {
  /** Share of the peak. */
  readonly ceiling: number;
  /** Elements. */
  readonly depthHalf: number;
  readonly lastWaveCost: number;
  /** Passes over the activations (read wide, write narrow) that casting them takes; 0 in 16 bits. */
  readonly castPasses: number;
  /** Seconds around a layer: added, but for block-scaled layers, which take at least as long. */
  readonly overheadSeconds: number;
}

/** Seconds of a benchmarked layer by the law. */
export function layerSeconds({ m, n, k }: MeasuredProduct, format: TableFormat, facts: Facts, fit: TableFit): number {
  const rate = facts.peak[format] * fit.ceiling;
  const { units, tileRows, tileColumns, streamRate } = facts;
  const compute = productSeconds(m, n, k, 1, rate, units, tileRows, tileColumns, fit.depthHalf, fit.lastWaveCost);
  const operand = OPERAND_BYTES[format];
  const product = overlappedSeconds(compute, productBytes(m, n, k, 1, operand, 2) / streamRate, 0);
  const casts = (fit.castPasses * m * k * (2 + operand)) / streamRate;
  return format === 'fp8_block'
    ? Math.max(product + casts, fit.overheadSeconds)
    : product + casts + fit.overheadSeconds;
}

/** Width of the robust loss: errors above count linearly. */
const KNEE = 0.08;

/** √(1 + (error/knee)²) − 1 of the logarithm of predicted ÷ measured. */
export function robustLoss(predicted: number, measured: number): number {
  const error = Math.log(predicted / measured) / KNEE;
  return Math.sqrt(1 + error * error) - 1;
}

/** Longest fixed time around a 16-bit or fp8/fp4 layer: several launches. A block-scaled layer is launched by Python. */
const LONGEST_OVERHEAD: Readonly<Record<TableFormat, number>> = { bf16: 2e-5, fp8: 2e-5, fp8_block: 1e-3, nvfp4: 2e-5 };
/** Most that an epilogue may weigh, in bytes of depth. */
const LARGEST_DEPTH_BYTES = 2048;

function unpack(point: readonly number[], format: TableFormat): TableFit {
  const [ceiling = 0, depth = 0, wave = 0, casts = 0, overhead = 0] = point;
  return {
    ceiling: Math.min(Math.exp(ceiling), 1),
    depthHalf: Math.min(Math.exp(depth), LARGEST_DEPTH_BYTES / OPERAND_BYTES[format]),
    lastWaveCost: Math.min(Math.max(wave, 0), 1),
    castPasses: format === 'bf16' ? 0 : Math.exp(casts),
    overheadSeconds: Math.min(Math.exp(overhead), LONGEST_OVERHEAD[format]),
  };
}

/** The best fit from two starts. */
export function fitTable(table: ProductTable, facts: Facts): { fit: TableFit; loss: number } {
  const { format, products } = table;
  const cost = (point: readonly number[]): number => {
    const fit = unpack(point, format);
    let sum = 0;
    for (const product of products) {
      sum += robustLoss(layerSeconds(product, format, facts, fit), product.seconds);
    }
    return sum / products.length;
  };
  const overhead = format === 'fp8_block' ? 2e-4 : 3e-6;
  const start = [Math.log(0.75), Math.log(format === 'bf16' ? 150 : 400), 0.3, Math.log(1.5), Math.log(overhead)];
  const free = format === 'bf16' ? (point: readonly number[]) => [...point.slice(0, 3), 0, point[3] ?? 0] : null;
  const results = [-0.2, 0.2].map((step) => {
    if (free === null) return minimize(cost, start, step, 1500);
    const { point, cost: loss } = minimize((p) => cost(free(p)), [...start.slice(0, 3), start[4] ?? 0], step, 1000);
    return { point: free(point), cost: loss };
  });
  const [first, second] = results;
  const best = first !== undefined && second !== undefined && second.cost < first.cost ? second : first;
  if (best === undefined) throw new RangeError('nothing to fit');
  return { fit: unpack(best.point, format), loss: best.cost };
}
