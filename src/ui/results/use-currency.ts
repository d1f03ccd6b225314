import { type Currency, US_DOLLAR } from '../../domain/units/currency.ts';
import { useEstimate } from './estimate-context.ts';

/** What the plan's money is shown in; US dollars until there are figures. */
export function useCurrency(): Currency {
  return useEstimate().estimate?.cost.currency ?? US_DOLLAR;
}
