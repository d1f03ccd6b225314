import type { ChoiceDefinition } from './assumption-types.ts';

/** Which of the two totals heads the page. */
export const PAYMENT_BASIS: ChoiceDefinition = {
  key: 'paymentBasis',
  label: 'Rent or own',
  group: 'rent',
  meaning: 'Whether the headline is the price of renting or of owning; both are always computed.',
  optionsFor: () => [
    { id: 'rent', label: 'Rent', source: '', isChecked: null },
    { id: 'own', label: 'Own', source: '', isChecked: null },
  ],
  defaultFor: () => 'rent',
};
