import type { AssumptionContext, ChoiceDefinition, SourcedNumber } from './assumption-types.ts';
import { comparePeak } from './compare-peak.ts';
import { listRentalOffers, pickMiddleOffer, type RentalOffer } from './rental-offers.ts';
import { chosenId } from './resolve-choice.ts';
import { describeProvenance, fromProvenance, getFact } from './sourced-number.ts';

/** Price that DeepSeek-V3's authors assumed: what is left where no offer is known. */
const ANCHOR = 'contract_anchor';
const ANCHOR_ACCELERATOR = 'h800-sxm5-80gb';

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

/** Whose price is paid. */
export const RENTAL_OFFER: ChoiceDefinition = {
  key: 'rentalOffer',
  label: 'Offer',
  group: 'rent',
  meaning: 'Whose price per accelerator-hour is paid. Prices move by a third a year: check before you decide.',
  optionsFor: (context) => [
    ...offersFor(context).map((offer) => ({
      id: offer.id,
      label: offer.label,
      source: describeProvenance(offer.provenance),
      isChecked: offer.provenance.checked,
    })),
    {
      id: ANCHOR,
      label: 'As DeepSeek-V3 assumed for the H800, by 16-bit peak',
      source: describeProvenance(getFact(context.catalog, 'cost', ANCHOR).provenance),
      isChecked: context.accelerator?.id === ANCHOR_ACCELERATOR,
    },
  ],
  defaultFor: (context) => {
    const drawn = new Set(context.bill.systems.map(({ catalogId }) => catalogId));
    return pickMiddleOffer(offersFor(context), drawn)?.id ?? ANCHOR;
  },
};

/** How long the renter is bound. */
export const RENTAL_COMMITMENT: ChoiceDefinition = {
  key: 'rentalCommitment',
  label: 'Commitment',
  group: 'rent',
  meaning: 'On demand, reserved for a year, or spot (which the provider may take back).',
  optionsFor: () => [
    { id: 'on-demand', label: 'On demand', source: '', isChecked: null },
    { id: 'reserved', label: 'Reserved, 1 year', source: '', isChecked: null },
    { id: 'spot', label: 'Spot', source: '', isChecked: null },
  ],
  defaultFor: () => 'on-demand',
};

/** Price of the chosen offer with the chosen commitment, US dollars per accelerator-hour. */
export function rentPrice(context: AssumptionContext): SourcedNumber {
  const id = chosenId(RENTAL_OFFER, context);
  const commitment = chosenId(RENTAL_COMMITMENT, context);
  const offer = offersFor(context).find((candidate) => candidate.id === id);
  const onDemand =
    offer === undefined ? anchorPrice(context) : fromProvenance(offer.onDemandUsd, offer.provenance, offer.label);
  if (commitment === 'on-demand') return onDemand;
  const quoted = commitment === 'reserved' ? offer?.reservedUsd : offer?.spotUsd;
  if (typeof quoted === 'number' && quoted > 0) return { ...onDemand, value: quoted };
  const usual = getFact(
    context.catalog,
    'cost',
    commitment === 'reserved' ? 'discount-default.reserved_1y' : 'discount-default.spot_median',
  );
  return {
    value: (onDemand.value ?? 0) * usual.value,
    source: `${onDemand.source}; × ${usual.value}, ${usual.provenance.source}`,
    isChecked: false,
  };
}

function anchorPrice({ catalog, accelerator }: AssumptionContext): SourcedNumber {
  const anchor = getFact(catalog, 'cost', ANCHOR);
  const stated = fromProvenance(anchor.value, anchor.provenance, anchor.name);
  if (accelerator === null || accelerator.id === ANCHOR_ACCELERATOR) return stated;
  return {
    value: anchor.value * comparePeak(catalog, accelerator, ANCHOR_ACCELERATOR),
    source: `In proportion to the 16-bit peak; ${stated.source}`,
    isChecked: false,
  };
}

function offersFor({ catalog, accelerator }: AssumptionContext): readonly RentalOffer[] {
  return accelerator === null ? [] : listRentalOffers(catalog, accelerator.id);
}
