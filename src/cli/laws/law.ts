/** A law of failures, storage, power or cost that can be asked alone: the same functions that an estimate is made of. */
import type { Dimension } from '../../domain/units/dimensions.ts';

/** One number that a law takes or gives. */
export interface LawNumber {
  readonly key: string;
  readonly meaning: string;
  /** Null = a plain number in `unit`. */
  readonly dimension: Dimension | null;
  /** Unit of the value: the dimension's base unit, or as named. Empty for plain numbers. */
  readonly unit: string;
  /** Taken where nothing is given. */
  readonly otherwise?: number;
}

/** A law with a name. */
export interface Law {
  readonly name: string;
  readonly meaning: string;
  readonly source: string;
  readonly inputs: readonly LawNumber[];
  readonly figures: readonly LawNumber[];
  /** Values of `figures` by key, from values of `inputs` by key, all in their units. */
  readonly run: (inputs: Readonly<Record<string, number>>) => Readonly<Record<string, number>>;
}

const BASE_UNITS: Readonly<Record<Dimension, string>> = {
  bandwidth: 'B/s',
  bytes: 'B',
  memory: 'B',
  flops: 'FLOP/s',
  work: 'FLOP',
  power: 'W',
  energy: 'J',
  duration: 's',
  money: 'USD',
  moneyPerHour: 'USD/h',
  count: '',
  ratio: '',
  tokens: '',
  carbonMass: 'kg',
  length: 'm',
};

/** A number with a dimension. */
export function quantity(key: string, dimension: Dimension, meaning: string, otherwise?: number): LawNumber {
  return { key, meaning, dimension, unit: BASE_UNITS[dimension], ...(otherwise === undefined ? {} : { otherwise }) };
}

/** A number in a unit that has no dimension of its own. */
export function plain(key: string, unit: string, meaning: string, otherwise?: number): LawNumber {
  return { key, meaning, dimension: null, unit, ...(otherwise === undefined ? {} : { otherwise }) };
}

/** Checks that a law's function reads only what the law names: an unknown key is a mistake of the law, not of its user. */
export function reading(inputs: Readonly<Record<string, number>>): (key: string) => number {
  return (key) => {
    const value = inputs[key];
    if (value === undefined) throw new RangeError(`the law does not name its input ${key}`);
    return value;
  };
}
