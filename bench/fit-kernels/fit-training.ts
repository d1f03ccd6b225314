/**
 * Fits what training adds to the law of products: how much of the traffic stays exposed in each kind of product, and how fast input
 * gradients run. The share of the benchmarked ceiling that this software on this machine sustained is fitted along, one per accelerator,
 * and left out: the model has its own share for training.
 */
import { overlappedSeconds, productBytes, productSeconds } from '../../workers/model/compute/matmul.ts';
import { robustLoss, type TableFit } from './fit-table.ts';
import { minimize } from './minimize.ts';
import type { Facts, TrainingProduct } from './product-tables.ts';

/** Shares exposed by kind, and shares of the ceiling by accelerator. */
export interface TrainingFit {
  readonly plain: number;
  readonly accumulated: number;
  readonly grouped: number;
  /** Speed of an input gradient against a forward product. */
  readonly inputGradientSpeed: number;
  /** Host seconds to launch one group, which this software launches one by one; the product takes at least that long. */
  readonly launchSeconds: number;
  readonly sustained: ReadonlyMap<string, number>;
}

/** An accelerator's facts and its fitted 16-bit products. */
export interface FittedAccelerator {
  readonly facts: Facts;
  readonly fit: TableFit;
}

/** Seconds of a training product by the law. */
export function trainingSeconds(
  product: TrainingProduct,
  { facts, fit }: FittedAccelerator,
  training: TrainingFit,
): number {
  const { m, n, k, batch, phase, resultBytes } = product;
  const speed = phase === 'input-gradient' ? training.inputGradientSpeed : 1;
  const rate = facts.peak.bf16 * fit.ceiling * (training.sustained.get(product.accelerator) ?? 1) * speed;
  const { units, tileRows, tileColumns, streamRate } = facts;
  const compute = productSeconds(m, n, k, batch, rate, units, tileRows, tileColumns, fit.depthHalf, fit.lastWaveCost);
  const exposed = batch > 1 ? training.grouped : phase === 'weight-gradient' ? training.accumulated : training.plain;
  const seconds = overlappedSeconds(compute, productBytes(m, n, k, batch, 2, resultBytes) / streamRate, exposed);
  return Math.max(seconds, batch * training.launchSeconds);
}

/** The best fit over plain and grouped products of all accelerators. */
export function fitTraining(
  products: readonly TrainingProduct[],
  accelerators: ReadonlyMap<string, FittedAccelerator>,
): TrainingFit {
  const names = [...new Set(products.map(({ accelerator }) => accelerator))];
  const unpack = (point: readonly number[]): TrainingFit => {
    const share = (at: number): number => Math.min(Math.max(point[at] ?? 0, 0), 1);
    return {
      plain: share(0),
      accumulated: share(1),
      grouped: share(2),
      inputGradientSpeed: point[3] ?? 1,
      launchSeconds: Math.max(point[4] ?? 0, 0) * 1e-5,
      sustained: new Map(names.map((name, at) => [name, point[5 + at] ?? 1])),
    };
  };
  const cost = (point: readonly number[]): number => {
    const training = unpack(point);
    let sum = 0;
    for (const product of products) {
      const accelerator = accelerators.get(product.accelerator);
      if (accelerator === undefined) throw new RangeError(`no table of ${product.accelerator}`);
      sum += robustLoss(trainingSeconds(product, accelerator, training), product.seconds);
    }
    return sum / products.length;
  };
  return unpack(minimize(cost, [0.2, 0.4, 0.8, 1, 0.8, ...names.map(() => 0.8)], -0.1, 3000).point);
}
