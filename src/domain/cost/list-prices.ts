/** The prices that a scenario rests on, with their dates and ages; those by piece are in the bill of materials. */
import type { InputSources } from '../estimate/compiled-scenario.ts';
import { describePriceAge } from './price-age.ts';

/** One price in force. */
export interface DatedPrice {
  /** Path of the input in the scenario. */
  readonly path: string;
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly isChecked: boolean | null;
  /** Null where the plan says the price, or it is made of several. */
  readonly asOf: string | null;
  readonly ageMonths: number | null;
  /** More than a year. */
  readonly isOld: boolean;
  /** `price of Aug 2024, 27 months old`; empty where there is no date. */
  readonly age: string;
}

/** @param today the day that ages are counted to, `2026-11-21` */
export function listPrices(sources: InputSources, today: string): readonly DatedPrice[] {
  return Object.entries(sources).flatMap(([path, { label, value, unit, source, isChecked, asOf }]) => {
    if (!path.startsWith('economy.cost.') || typeof value !== 'number') return [];
    if (!unit.startsWith('USD') && unit !== 'for 1 USD') return [];
    const age = asOf === undefined ? null : describePriceAge(asOf, today);
    return [
      {
        path,
        label,
        value,
        unit,
        source,
        isChecked,
        asOf: asOf ?? null,
        ageMonths: age?.months ?? null,
        isOld: age?.isOld ?? false,
        age: age?.words ?? '',
      },
    ];
  });
}
