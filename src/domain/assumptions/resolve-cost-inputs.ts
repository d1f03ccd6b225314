import type { AssumptionReader } from './assumption-reader.ts';
import * as cost from './cost-assumptions.ts';
import { PAYMENT_BASIS } from './cost-choices.ts';
import type { CostInputs } from './cost-inputs.ts';
import { countHosts } from './count-hosts.ts';
import { CURRENCY, currencyInForce, EXCHANGE_RATE } from './currency-assumptions.ts';
import * as facility from './facility-choices.ts';
import * as recovery from './recovery-assumptions.ts';
import * as rental from './rental-assumptions.ts';
import * as rentalChoice from './rental-choices.ts';
import * as site from './site-assumptions.ts';
import * as traffic from './traffic-assumptions.ts';

const BYTES_PER_GB = 1e9;

/** Equipment that is bought, in the order in which it is listed. */
const CAPITAL = [cost.SYSTEMS_USD, cost.SWITCHES_USD, cost.CABLES_USD, cost.STORAGE_USD, cost.RACKS_USD];

/** Money from the drawing, the catalogue and the plan's assumptions. */
export function resolveCostInputs(reader: AssumptionReader): CostInputs {
  const { context } = reader;
  const contracted = reader.take('cost.contractedWattsPerMachine', facility.CONTRACTED_WATTS);
  const path = reader.choose('cost.interSitePath', traffic.INTER_SITE_PATH);
  reader.choose('cost.rentalProvider', rentalChoice.RENTAL_PROVIDER);
  reader.choose('cost.rentalRegion', rentalChoice.RENTAL_REGION);
  reader.choose('cost.rentalOffer', rentalChoice.RENTAL_OFFER);
  reader.choose('cost.rentalCommitment', rentalChoice.RENTAL_COMMITMENT);
  reader.choose('cost.storagePrice', rental.STORAGE_PRICE);
  reader.choose('cost.facility', facility.FACILITY);
  reader.choose('cost.currency', CURRENCY);
  reader.take('cost.commitmentDiscount', rental.COMMITMENT_DISCOUNT);
  reader.take('cost.exchangeRate', EXCHANGE_RATE);
  return {
    basis: reader.choose('cost.basis', PAYMENT_BASIS) === 'own' ? 'own' : 'rent',
    rentUsdPerAcceleratorHour: reader.take('cost.rentUsdPerAcceleratorHour', rental.RENT_RATE),
    onDemandUsdPerAcceleratorHour: reader.take('cost.onDemandUsdPerAcceleratorHour', rental.ON_DEMAND_RATE),
    committedUtilization: reader.take('cost.committedUtilization', rental.COMMITTED_UTILIZATION),
    commitmentYears: reader.take('cost.commitmentYears', rental.COMMITMENT_YEARS),
    spareAccelerators: reader.take('cost.spareFraction', recovery.SPARE_FRACTION) * context.acceleratorsUsed,
    capital: CAPITAL.map((definition) => ({
      key: definition.key,
      label: definition.label,
      usd: reader.take(`cost.capital.${definition.key}`, definition),
    })),
    capitalShareUsed: context.usedShare,
    depreciationYears: reader.take('cost.depreciationYears', cost.DEPRECIATION_YEARS),
    interestPerYear: reader.take('cost.interestPerYear', cost.INTEREST_PER_YEAR),
    residualFraction: reader.take('cost.residualFraction', cost.RESIDUAL_FRACTION),
    maintenancePerYearFraction: reader.take('cost.maintenancePerYearFraction', cost.MAINTENANCE_FRACTION),
    facilityUsd: reader.take('cost.facilityUsd', cost.FACILITY_USD),
    facilityUsdPerWatt: reader.take('cost.facilityUsdPerWatt', facility.FACILITY_PER_WATT),
    facilityYears: reader.take('cost.facilityYears', facility.FACILITY_YEARS),
    staffUsdPerYear: reader.take('cost.staffUsdPerYear', cost.STAFF_PER_YEAR),
    colocationUsdPerKilowattMonth: reader.take('cost.colocationUsdPerKilowattMonth', facility.COLOCATION_RATE),
    contractedWattsPerMachine: Number.isNaN(contracted) ? null : contracted,
    machines: countHosts(context),
    electricityUsdPerKilowattHour: reader.take('cost.electricityUsdPerKilowattHour', site.ELECTRICITY_PRICE),
    demandChargeUsdPerKilowattMonth: reader.take('cost.demandChargeUsdPerKilowattMonth', facility.DEMAND_CHARGE),
    storageUsdPerMonth: reader.take('cost.storageUsdPerMonth', rental.STORAGE_PER_MONTH),
    ownedUtilization: reader.take('cost.ownedUtilization', cost.OWNED_UTILIZATION),
    interSitePath: path === 'provider' || path === 'leased-lines' ? path : 'not-charged',
    interSiteBytesPerStep: reader.take('cost.traffic.interSiteBytesPerStep', traffic.INTER_SITE_BYTES),
    interSiteUsdPerByte: reader.take('cost.traffic.interSiteUsdPerGb', traffic.INTER_SITE_RATE) / BYTES_PER_GB,
    leasedLinesUsdPerMonth: reader.take('cost.traffic.leasedLinesUsdPerMonth', traffic.LEASED_LINES),
    egressBytes: reader.take('cost.traffic.egressBytes', traffic.EGRESS_BYTES),
    egressUsdPerByte: reader.take('cost.traffic.egressUsdPerGb', traffic.EGRESS_RATE) / BYTES_PER_GB,
    currency: currencyInForce(context),
  };
}
