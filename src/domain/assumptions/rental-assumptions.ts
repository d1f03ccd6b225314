/** What renting costs: list price, what the commitment takes off, idle hours, storage. */
import type { AssumptionContext, AssumptionDefinition, ChoiceDefinition, SourcedNumber } from './assumption-types.ts';
import { comparePeak } from './compare-peak.ts';
import { ANCHOR, ANCHOR_ACCELERATOR, type CommitmentId, commitmentInForce, offerInForce } from './rental-choices.ts';
import { numberInForce } from './resolve-assumption.ts';
import { chosenId } from './resolve-choice.ts';
import { describeProvenance, fromFact, fromPlan, fromProvenance, getFact, planningValue } from './sourced-number.ts';

const BYTES_PER_GB = 1e9;

const perHour = { group: 'rent', dimension: 'moneyPerHour', unit: 'USD/h', min: 0, max: 10_000 } as const;

export const ON_DEMAND_RATE: AssumptionDefinition = {
  ...perHour,
  key: 'onDemandRate',
  label: 'Price on demand',
  meaning: 'What one accelerator costs per hour without commitment, its part of the node included.',
  defaultFor: onDemandPrice,
};

export const COMMITMENT_DISCOUNT: AssumptionDefinition = {
  key: 'commitmentDiscount',
  label: 'Discount of the commitment',
  group: 'rent',
  dimension: 'ratio',
  unit: '×',
  min: 0,
  max: 0.99,
  meaning: 'Share that the chosen commitment takes off the price on demand.',
  defaultFor: discountOf,
};

export const RENT_RATE: AssumptionDefinition = {
  ...perHour,
  key: 'rentRate',
  label: 'Price of an accelerator-hour',
  meaning: 'What one accelerator costs per hour with the chosen commitment, its part of the node included.',
  defaultFor: (context) => {
    const list = listPriceInForce(context);
    const off = numberInForce(COMMITMENT_DISCOUNT, context);
    if (off === 0) return list;
    const discount = discountOf(context);
    return {
      value: (list.value ?? 0) * (1 - off),
      source: `${list.source}; less ${Math.round(off * 1000) / 10} %: ${discount.source}`,
      isChecked: list.isChecked === true && discount.isChecked === true,
      ...(list.asOf === undefined ? {} : { asOf: list.asOf }),
    };
  },
};

export const COMMITTED_UTILIZATION: AssumptionDefinition = {
  key: 'committedUtilization',
  label: 'Committed hours in use',
  group: 'rent',
  dimension: 'ratio',
  unit: '×',
  min: 0.01,
  max: 1,
  meaning: 'Share of the committed hours that are in use; idle ones are paid too. 1 on demand and for spot.',
  defaultFor: (context) =>
    commitmentInForce(context).years > 0
      ? fromFact(context.catalog, 'cost', 'utilisation')
      : fromPlan(1, 'only hours in use are paid'),
};

export const COMMITMENT_YEARS: AssumptionDefinition = {
  key: 'commitmentYears',
  label: 'Length of the commitment',
  group: 'rent',
  dimension: null,
  unit: 'years',
  min: 0,
  max: 20,
  meaning: 'For how long the capacity is paid for, whether it is used or not.',
  defaultFor: (context) => {
    const { id, label, years } = commitmentInForce(context);
    return id === 'long-contract' ? planningValue(years, 'what a long contract lasts') : fromPlan(years, label);
  },
};

/** Which kind of storage is rented. */
export const STORAGE_PRICE: ChoiceDefinition = {
  key: 'storagePrice',
  label: 'Rented storage',
  group: 'rent',
  meaning: 'Whose price per gigabyte and month is paid; parallel file systems cost several times as much as objects.',
  optionsFor: ({ catalog }) =>
    catalog.catalog.cost
      .filter((record) => record.kind === 'fact' && record.group === 'storage-prices')
      .map(({ id, name, provenance }) => ({
        id,
        label: name,
        source: describeProvenance(provenance),
        isChecked: provenance.checked,
      })),
  defaultFor: () => 'object_std.GCS',
};

export const STORAGE_PER_MONTH: AssumptionDefinition = {
  key: 'storageRent',
  label: 'Storage per month',
  group: 'rent',
  dimension: 'money',
  unit: 'USD',
  min: 0,
  max: 1e13,
  meaning: 'Rent of the drawn storage, per month.',
  defaultFor: (context) => {
    const { bill, catalog } = context;
    if (bill.storage.length === 0) return fromPlan(0, 'no storage is drawn');
    const bytes = bill.storage.reduce((sum, { count, capacityBytes }) => sum + count * capacityBytes, 0);
    return fromFact(catalog, 'cost', chosenId(STORAGE_PRICE, context), bytes / BYTES_PER_GB);
  },
};

function listPriceInForce(context: AssumptionContext): SourcedNumber {
  const own = context.plan.assumptions.overrides[ON_DEMAND_RATE.key];
  if (own === undefined) return onDemandPrice(context);
  return fromPlan(numberInForce(ON_DEMAND_RATE, context), 'the price on demand of this plan');
}

function onDemandPrice(context: AssumptionContext): SourcedNumber {
  const offer = offerInForce(context);
  return offer === null ? anchorPrice(context) : fromProvenance(offer.onDemandUsd, offer.provenance, offer.label);
}

function anchorPrice({ catalog, accelerator }: AssumptionContext): SourcedNumber {
  const anchor = getFact(catalog, 'cost', ANCHOR);
  const stated = fromProvenance(anchor.value, anchor.provenance, anchor.name);
  if (accelerator === null || accelerator.id === ANCHOR_ACCELERATOR) return stated;
  return {
    value: anchor.value * comparePeak(catalog, accelerator, ANCHOR_ACCELERATOR),
    source: `In proportion to the 16-bit peak; ${stated.source}`,
    isChecked: false,
    asOf: anchor.provenance.asOf,
  };
}

/** Usual share of the price on demand that is left, where an offer names no price. */
const USUAL_SHARE: Readonly<Record<Exclude<CommitmentId, 'on-demand' | 'long-contract'>, string>> = {
  reserved: 'discount-default.reserved_1y',
  'reserved-3y': 'discount-default.reserved_3y',
  spot: 'discount-default.spot_median',
};

function discountOf(context: AssumptionContext): SourcedNumber {
  const { id } = commitmentInForce(context);
  if (id === 'on-demand') return fromPlan(0, 'on demand');
  if (id === 'long-contract') return fromFact(context.catalog, 'cost', 'reserved.long_contract');
  const offer = offerInForce(context);
  const quoted = id === 'reserved' ? offer?.reservedUsd : id === 'spot' ? offer?.spotUsd : null;
  // An offer that asks more for spot than on demand takes nothing off.
  if (offer !== null && typeof quoted === 'number' && quoted > 0) {
    return fromProvenance(Math.max(0, 1 - quoted / offer.onDemandUsd), offer.provenance, offer.label);
  }
  const usual = fromFact(context.catalog, 'cost', USUAL_SHARE[id]);
  return { ...usual, value: 1 - (usual.value ?? 0) };
}
