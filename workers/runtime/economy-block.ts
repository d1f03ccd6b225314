import type { NamedAmount } from '../../src/domain/estimate/named-amount.ts';
import { ENDLESS } from '../model/run-abi.ts';

/** The economy's output block, read by offset. */
export class EconomyBlock {
  constructor(
    private readonly numbers: ArrayLike<number>,
    private readonly at: number,
  ) {}

  get(offset: number): number {
    return this.numbers[this.at + offset] ?? Number.NaN;
  }

  /** An amount that may be without end. */
  endless(offset: number): number {
    const value = this.get(offset);
    return value === ENDLESS ? Number.POSITIVE_INFINITY : value;
  }

  /** Amounts that follow each other, with their keys and labels. */
  list(names: readonly (readonly [key: string, label: string])[], offset: number): NamedAmount[] {
    return names.map(([key, label], index) => ({ key, label, amount: this.get(offset + index) }));
  }
}
