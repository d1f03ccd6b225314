/** What money is shown in. Everything is kept, entered and computed in US dollars. */
import { type Currency, US_DOLLAR } from '../units/currency.ts';
import type { AssumptionContext, AssumptionDefinition, ChoiceDefinition } from './assumption-types.ts';
import { numberInForce } from './resolve-assumption.ts';
import { chosenId } from './resolve-choice.ts';
import { describeProvenance, fromFact, fromPlan } from './sourced-number.ts';

const PREFIX = 'exchange.';

/** What stands before an amount; the code where no short sign is one currency's own. */
const SYMBOLS: Readonly<Record<string, string>> = {
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  CNY: 'CN¥',
  CAD: 'CA$',
  AUD: 'A$',
  BRL: 'R$',
  SGD: 'S$',
};

/** What money is shown in. */
export const CURRENCY: ChoiceDefinition = {
  key: 'currency',
  label: 'Currency',
  group: 'currency',
  meaning: 'What money is shown in. Prices are entered and kept in US dollars.',
  optionsFor: ({ catalog }) => [
    { id: US_DOLLAR.code, label: 'US dollar (USD)', source: '', isChecked: null },
    ...catalog.catalog.cost
      .filter(({ id }) => id.startsWith(PREFIX))
      .map(({ id, name, provenance }) => {
        const code = id.slice(PREFIX.length);
        return {
          id: code,
          label: `${name.split(' for ')[0]} (${code})`,
          source: describeProvenance(provenance),
          isChecked: provenance.checked,
        };
      }),
  ],
  defaultFor: () => US_DOLLAR.code,
};

export const EXCHANGE_RATE: AssumptionDefinition = {
  key: 'exchangeRate',
  label: 'Exchange rate',
  group: 'currency',
  dimension: null,
  unit: 'for 1 USD',
  min: 1e-6,
  max: 1e9,
  meaning: 'Units of the currency for one US dollar; without effect while US dollars are shown.',
  defaultFor: (context) => {
    const code = chosenId(CURRENCY, context);
    if (code === US_DOLLAR.code) return fromPlan(1, 'US dollars are shown');
    return fromFact(context.catalog, 'cost', `${PREFIX}${code}`);
  },
};

/** The currency in force. */
export function currencyInForce(context: AssumptionContext): Currency {
  const code = chosenId(CURRENCY, context);
  if (code === US_DOLLAR.code) return US_DOLLAR;
  return { code, symbol: SYMBOLS[code] ?? `${code}\u00a0`, perUsd: numberInForce(EXCHANGE_RATE, context) };
}
