/** Whose capacity is rented, where, and for how long the renter is bound. */
import type { AssumptionContext, ChoiceDefinition, ChoiceOption } from './assumption-types.ts';
import { listRentalOffers, pickMiddleOffer, type RentalOffer } from './rental-offers.ts';
import { chosenId } from './resolve-choice.ts';
import { describeProvenance, getFact } from './sourced-number.ts';

/** Price that DeepSeek-V3's authors assumed: what is left where no offer is known. */
export const ANCHOR = 'contract_anchor';
/** Accelerator that it is for. */
export const ANCHOR_ACCELERATOR = 'h800-sxm5-80gb';
/** Option that leaves a choice open. */
const ANY = 'any';

/** How long the renter is bound, and what the usual price is where an offer names none. */
const COMMITMENTS = [
  { id: 'on-demand', label: 'On demand', years: 0 },
  { id: 'reserved', label: 'Reserved, 1 year', years: 1 },
  { id: 'reserved-3y', label: 'Reserved, 3 years', years: 3 },
  { id: 'long-contract', label: 'Long contract', years: 5 },
  { id: 'spot', label: 'Spot', years: 0 },
] as const;
/** How long the renter is bound. */
export type CommitmentId = (typeof COMMITMENTS)[number]['id'];

function plainOption(id: string, label: string): ChoiceOption {
  return { id, label, source: '', isChecked: null };
}

/** Offers for the drawn accelerator from the chosen provider in the chosen region. */
function offersInForce(context: AssumptionContext): readonly RentalOffer[] {
  const region = chosenId(RENTAL_REGION, context);
  return offersOfProvider(context).filter((offer) => region === ANY || offer.region === region);
}

function offersOfProvider(context: AssumptionContext): readonly RentalOffer[] {
  const provider = chosenId(RENTAL_PROVIDER, context);
  return offersFor(context).filter((offer) => provider === ANY || offer.provider === provider);
}

function offersFor({ catalog, accelerator }: AssumptionContext): readonly RentalOffer[] {
  return accelerator === null ? [] : listRentalOffers(catalog, accelerator.id);
}

/** Who rents out; narrows the offers. */
export const RENTAL_PROVIDER: ChoiceDefinition = {
  key: 'rentalProvider',
  label: 'Provider',
  group: 'rent',
  meaning: 'Whose offers are looked at: the one in the middle of them is taken, unless one is chosen.',
  optionsFor: (context) => [
    plainOption(ANY, 'Any provider'),
    ...sortedSet(offersFor(context).map(({ provider }) => provider)).map((provider) => plainOption(provider, provider)),
  ],
  defaultFor: () => ANY,
};

/** Where it is rented; narrows the offers further. */
export const RENTAL_REGION: ChoiceDefinition = {
  key: 'rentalRegion',
  label: 'Region of the provider',
  group: 'rent',
  meaning: 'Prices differ by region. Carbon follows the region under “Site, grid and carbon”.',
  optionsFor: (context) => [
    plainOption(ANY, 'Any region'),
    ...sortedSet(offersOfProvider(context).flatMap(({ region }) => (region === null ? [] : [region]))).map((region) =>
      plainOption(region, nameRegion(context, region)),
    ),
  ],
  defaultFor: () => ANY,
};

/** Whose price is paid. */
export const RENTAL_OFFER: ChoiceDefinition = {
  key: 'rentalOffer',
  label: 'Offer',
  group: 'rent',
  meaning: 'Whose price per accelerator-hour is paid. Prices move by a third a year: check before you decide.',
  optionsFor: (context) => [
    ...offersInForce(context).map((offer) => ({
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
    return pickMiddleOffer(offersInForce(context), drawn)?.id ?? ANCHOR;
  },
};

/** How long the renter is bound. */
export const RENTAL_COMMITMENT: ChoiceDefinition = {
  key: 'rentalCommitment',
  label: 'Commitment',
  group: 'rent',
  meaning:
    'On demand; reserved, with idle hours paid too; or spot, which the provider may take back: its interruptions are among the causes of failure.',
  optionsFor: () => COMMITMENTS.map(({ id, label }) => plainOption(id, label)),
  defaultFor: () => 'on-demand',
};

/** The commitment in force. */
export function commitmentInForce(context: AssumptionContext): (typeof COMMITMENTS)[number] {
  const id = chosenId(RENTAL_COMMITMENT, context);
  return COMMITMENTS.find((commitment) => commitment.id === id) ?? COMMITMENTS[0];
}

/** The offer in force; null where the price follows from the anchor. */
export function offerInForce(context: AssumptionContext): RentalOffer | null {
  const id = chosenId(RENTAL_OFFER, context);
  return offersInForce(context).find((offer) => offer.id === id) ?? null;
}

function nameRegion({ catalog }: AssumptionContext, region: string): string {
  const place = catalog.catalog.regions.find(({ providers }) => providers.some((each) => each.region === region));
  return place === undefined ? region : `${region}, ${place.name}`;
}

function sortedSet(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));
}
