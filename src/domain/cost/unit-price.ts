/** Price of one piece: what the catalogue says, or what the plan puts in its place under a key of the record's id. */
import type { AssumptionContext, SourcedNumber } from '../assumptions/assumption-types.ts';

const PREFIX = 'price.';
/** Most characters of a key in a plan. */
const KEY_LENGTH = 40;
/** Limits of a price that a plan sets, US dollars. */
export const UNIT_PRICE_LIMITS = { min: 0, max: 1e12 } as const;

/** A price in force. */
interface UnitPrice extends SourcedNumber {
  readonly value: number;
  readonly key: string;
  readonly isDefault: boolean;
  /** What the catalogue says. */
  readonly defaultUsd: number;
}

/** Key of a record's price among a plan's own numbers: `price.dgx-h100`. */
export function priceKey(recordId: string): string {
  return `${PREFIX}${recordId.replace(/[^\w.-]/g, '_')}`.slice(0, KEY_LENGTH);
}

/** The plan's price of a record, or the catalogue's. */
export function priceInForce(context: AssumptionContext, recordId: string, standard: SourcedNumber): UnitPrice {
  const key = priceKey(recordId);
  const defaultUsd = standard.value ?? 0;
  const own = context.plan.assumptions.overrides[key];
  if (own === undefined || !Number.isFinite(own))
    return { ...standard, value: defaultUsd, key, isDefault: true, defaultUsd };
  const value = Math.min(Math.max(own, UNIT_PRICE_LIMITS.min), UNIT_PRICE_LIMITS.max);
  return { value, source: 'set in this plan', isChecked: null, key, isDefault: false, defaultUsd };
}
