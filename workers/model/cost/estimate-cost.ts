/** Money, rented and owned; needs the reliability and power parts of the output block. */
import { kilowattHours } from '../power/energy.ts';
import * as power from '../power/power-abi.ts';
import * as reliability from '../reliability/reliability-abi.ts';
import * as run from '../run-abi.ts';
import { breakEvenUtilization } from './break-even.ts';
import { capitalPerAccelerator } from './capital.ts';
import { annuityPerYear, straightLinePerYear } from './capital-recovery.ts';
import { colocationUsdPerMonth } from './colocation.ts';
import * as cost from './cost-abi.ts';
import { electricityUsd } from './electricity.ts';
import { lostUsd } from './lost-money.ts';
import { paybackYears } from './payback.ts';
import { acceleratorHours, discount, idleHoursPerHourInUse, rentUsd } from './rent.ts';
import { trafficUsd } from './traffic.ts';
import { usdPerUsefulAcceleratorHour } from './useful-price.ts';

const HOURS_PER_YEAR: f64 = 8760.0;
const MONTHS_PER_YEAR: f64 = 12.0;

/** Fills `OUT_ACCELERATOR_HOURS` and the section of money. */
export function estimateCost(input: StaticArray<f64>, inputAt: i32, output: StaticArray<f64>, outputAt: i32): void {
  const hours = acceleratorHours(input[inputAt + run.IN_ACCELERATORS], output[outputAt + run.OUT_WALL_SECONDS]);
  output[outputAt + run.OUT_ACCELERATOR_HOURS] = hours;
  const traffic = trafficUsd(
    input[inputAt + cost.IN_TRAFFIC_BYTES_PER_STEP] * input[inputAt + run.IN_STEPS],
    input[inputAt + cost.IN_TRAFFIC_PER_BYTE],
    input[inputAt + cost.IN_EGRESS_USD],
    input[inputAt + cost.IN_LINES_PER_MONTH],
    output[outputAt + run.OUT_WALL_SECONDS],
  );
  estimateRented(input, inputAt, output, outputAt, hours, traffic);
  estimateOwned(input, inputAt, output, outputAt, traffic);
  compareBoth(input, inputAt, output, outputAt);

  writeUnits(input, inputAt, output, outputAt, cost.OUT_RENTED_TOTAL, cost.OUT_RENTED_UNITS);
  writeUnits(input, inputAt, output, outputAt, cost.OUT_OWNED_TOTAL, cost.OUT_OWNED_UNITS);
  const isRented = input[inputAt + cost.IN_BASIS] === 0.0;
  const headline = output[outputAt + (isRented ? cost.OUT_RENTED_TOTAL : cost.OUT_OWNED_TOTAL)];
  const units = outputAt + (isRented ? cost.OUT_RENTED_UNITS : cost.OUT_OWNED_UNITS);
  output[outputAt + cost.OUT_HEADLINE] = headline;
  output[outputAt + cost.OUT_USD_PER_MILLION_TOKENS] = output[units];
  output[outputAt + cost.OUT_USD_PER_HOUR] = output[units + 1];
  output[outputAt + cost.OUT_USD_PER_USEFUL_HOUR] = output[units + 2];
  output[outputAt + cost.OUT_LOST_USD] = lostUsd(headline, output[outputAt + reliability.OUT_GOODPUT]);
  const trillions = input[inputAt + run.IN_TOKENS] / 1e12;
  output[outputAt + cost.OUT_HOURS_PER_TRILLION_TOKENS] = trillions > 0.0 ? hours / trillions : 0.0;
  output[outputAt + cost.OUT_CAPITAL_PER_ACCELERATOR] = capitalPerAccelerator(
    output[outputAt + cost.OUT_CAPITAL_USED],
    input[inputAt + run.IN_ACCELERATORS],
  );
}

/** What a total comes to per million tokens, per accelerator-hour and per useful one. */
function writeUnits(
  input: StaticArray<f64>,
  inputAt: i32,
  output: StaticArray<f64>,
  outputAt: i32,
  total: i32,
  units: i32,
): void {
  const usd = output[outputAt + total];
  const hours = output[outputAt + run.OUT_ACCELERATOR_HOURS];
  const tokens = input[inputAt + run.IN_TOKENS];
  const perHour = hours > 0.0 ? usd / hours : 0.0;
  output[outputAt + units] = tokens > 0.0 ? usd / (tokens / 1000000.0) : 0.0;
  output[outputAt + units + 1] = perHour;
  output[outputAt + units + 2] = orEndless(
    usdPerUsefulAcceleratorHour(
      perHour,
      input[inputAt + run.IN_MODEL_FLOPS_UTILIZATION],
      output[outputAt + reliability.OUT_GOODPUT],
    ),
  );
}

function estimateRented(
  input: StaticArray<f64>,
  inputAt: i32,
  output: StaticArray<f64>,
  outputAt: i32,
  hours: f64,
  traffic: f64,
): void {
  const wallSeconds = output[outputAt + run.OUT_WALL_SECONDS];
  const wallYears = wallSeconds / 3600.0 / HOURS_PER_YEAR;
  const accelerators = input[inputAt + run.IN_ACCELERATORS];
  const spares = input[inputAt + cost.IN_SPARE_ACCELERATORS];
  const rate = input[inputAt + cost.IN_RENT_RATE];
  const idle = idleHoursPerHourInUse(input[inputAt + cost.IN_COMMITTED_UTILIZATION]);
  const spareHours = acceleratorHours(spares, wallSeconds);
  const rented = outputAt + cost.OUT_RENTED;
  output[rented] = rentUsd(hours, rate);
  output[rented + 1] = rentUsd(spareHours, rate);
  output[rented + 2] = input[inputAt + cost.IN_STORAGE_PER_MONTH] * MONTHS_PER_YEAR * wallYears;
  output[rented + 3] = rentUsd((hours + spareHours) * idle, rate);
  output[rented + 4] = traffic;
  output[outputAt + cost.OUT_RENTED_TOTAL] = sumOf(output, rented, cost.RENTED_COUNT);
  const onDemand = input[inputAt + cost.IN_ON_DEMAND_RATE];
  output[outputAt + cost.OUT_DISCOUNT] = onDemand > 0.0 ? discount(onDemand, rate) : 0.0;
  output[outputAt + cost.OUT_COMMITMENT_USD] = rentUsd(
    (accelerators + spares) * HOURS_PER_YEAR * input[inputAt + cost.IN_COMMITMENT_YEARS],
    rate,
  );
  output[outputAt + cost.OUT_RENT_PER_HOUR_IN_USE] = rentUsd((accelerators + spares) * (1.0 + idle), rate);
}

function estimateOwned(
  input: StaticArray<f64>,
  inputAt: i32,
  output: StaticArray<f64>,
  outputAt: i32,
  traffic: f64,
): void {
  const share = input[inputAt + cost.IN_CAPITAL_SHARE_USED];
  const peakWatts = output[outputAt + power.OUT_PEAK_IT_WATTS];
  const residual = input[inputAt + cost.IN_RESIDUAL_FRACTION];
  const interest = input[inputAt + cost.IN_INTEREST_PER_YEAR];
  const equipment = sumCapital(input, inputAt);
  // The job's peak is its share of what the building is made for.
  const facilityUsed =
    input[inputAt + cost.IN_FACILITY_USD] * share + input[inputAt + cost.IN_FACILITY_PER_WATT] * peakWatts;
  const facility = share > 0.0 ? facilityUsed / share : 0.0;
  const equipmentUsed = equipment * share;
  const years = input[inputAt + cost.IN_DEPRECIATION_YEARS];
  const facilityYears = input[inputAt + cost.IN_FACILITY_YEARS];
  const depreciationPerYear =
    straightLinePerYear(equipmentUsed, residual, years) + straightLinePerYear(facilityUsed, residual, facilityYears);
  const annuity =
    annuityPerYear(equipmentUsed, residual, years, interest) +
    annuityPerYear(facilityUsed, residual, facilityYears, interest);
  const maintenancePerYear = (equipmentUsed + facilityUsed) * input[inputAt + cost.IN_MAINTENANCE_FRACTION];
  const staffPerYear = input[inputAt + cost.IN_STAFF_PER_YEAR];

  const contracted = input[inputAt + cost.IN_CONTRACTED_WATTS];
  const leasedWatts = contracted < 0.0 ? peakWatts : contracted;
  const colocationPerMonth = colocationUsdPerMonth(leasedWatts, input[inputAt + cost.IN_COLOCATION_RATE]);
  const demandPerYear =
    MONTHS_PER_YEAR *
    colocationUsdPerMonth(output[outputAt + power.OUT_PEAK_FACILITY_WATTS], input[inputAt + cost.IN_DEMAND_CHARGE]);
  const energyPrice = input[inputAt + cost.IN_ELECTRICITY_RATE];
  const electricityPerHour = electricityUsd(output[outputAt + power.OUT_AVERAGE_FACILITY_WATTS] / 1000.0, energyPrice);

  // Idle hours of owned hardware are paid by the hours in use.
  const wallYears = output[outputAt + run.OUT_WALL_SECONDS] / 3600.0 / HOURS_PER_YEAR;
  const chargedYears = wallYears / input[inputAt + cost.IN_OWNED_UTILIZATION];
  const owned = outputAt + cost.OUT_OWNED;
  output[owned] = depreciationPerYear * chargedYears;
  output[owned + 1] = (annuity - depreciationPerYear) * chargedYears;
  output[owned + 2] = maintenancePerYear * chargedYears;
  output[owned + 3] = staffPerYear * chargedYears;
  output[owned + 4] = MONTHS_PER_YEAR * colocationPerMonth * chargedYears;
  output[owned + 5] = electricityUsd(kilowattHours(output[outputAt + power.OUT_ENERGY_JOULES]), energyPrice);
  output[owned + 6] = demandPerYear * chargedYears;
  output[owned + 7] = traffic;
  output[outputAt + cost.OUT_OWNED_TOTAL] = sumOf(output, owned, cost.OWNED_COUNT);

  output[outputAt + cost.OUT_CAPITAL_TOTAL] = equipment + facility;
  output[outputAt + cost.OUT_CAPITAL_USED] = equipmentUsed + facilityUsed;
  output[outputAt + cost.OUT_FACILITY_USD] = facility;
  output[outputAt + cost.OUT_DEPRECIATION_PER_YEAR] = depreciationPerYear;
  output[outputAt + cost.OUT_INTEREST_PER_YEAR] = annuity - depreciationPerYear;
  output[outputAt + cost.OUT_COLOCATION_PER_MONTH] = colocationPerMonth;
  output[outputAt + cost.OUT_ELECTRICITY_PER_HOUR] = electricityPerHour;
  output[outputAt + cost.OUT_ELECTRICITY_PER_YEAR] = electricityPerHour * HOURS_PER_YEAR;
  output[outputAt + cost.OUT_OWNED_FIXED_PER_YEAR] =
    annuity + maintenancePerYear + staffPerYear + MONTHS_PER_YEAR * colocationPerMonth + demandPerYear;
}

function compareBoth(input: StaticArray<f64>, inputAt: i32, output: StaticArray<f64>, outputAt: i32): void {
  const rentPerHour = output[outputAt + cost.OUT_RENT_PER_HOUR_IN_USE];
  const electricityPerHour = output[outputAt + cost.OUT_ELECTRICITY_PER_HOUR];
  const fixedPerYear = output[outputAt + cost.OUT_OWNED_FIXED_PER_YEAR];
  output[outputAt + cost.OUT_BREAK_EVEN] = orEndless(
    breakEvenUtilization(fixedPerYear, rentPerHour, electricityPerHour),
  );
  // Payback asks for the capital at once, so its yearly recovery is no running cost.
  const recoveryPerYear =
    output[outputAt + cost.OUT_DEPRECIATION_PER_YEAR] + output[outputAt + cost.OUT_INTEREST_PER_YEAR];
  const hoursInUse = HOURS_PER_YEAR * input[inputAt + cost.IN_OWNED_UTILIZATION];
  const savedPerYear = hoursInUse * (rentPerHour - electricityPerHour) - (fixedPerYear - recoveryPerYear);
  output[outputAt + cost.OUT_PAYBACK_YEARS] = orEndless(
    paybackYears(output[outputAt + cost.OUT_CAPITAL_USED], savedPerYear, input[inputAt + cost.IN_INTEREST_PER_YEAR]),
  );
}

/** The block holds finite numbers only. */
function orEndless(value: f64): f64 {
  return value < Infinity ? value : run.ENDLESS;
}

function sumCapital(input: StaticArray<f64>, inputAt: i32): f64 {
  let capital: f64 = 0.0;
  let position: f64 = 0.0;
  const count = input[inputAt + cost.IN_CAPITAL_COUNT];
  for (let item: i32 = 0; item < cost.MAX_CAPITAL; item++) {
    if (position < count) capital += input[inputAt + cost.IN_CAPITAL + item];
    position += 1.0;
  }
  return capital;
}

function sumOf(values: StaticArray<f64>, at: i32, count: i32): f64 {
  let sum: f64 = 0.0;
  for (let index: i32 = 0; index < count; index++) sum += values[at + index];
  return sum;
}
