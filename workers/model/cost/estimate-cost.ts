/** Money, rented and owned; needs the reliability and power parts of the output block. */

import { kilowattHours } from '../power/energy.ts';
import * as power from '../power/power-abi.ts';
import * as reliability from '../reliability/reliability-abi.ts';
import * as run from '../run-abi.ts';
import { breakEvenUtilization } from './break-even.ts';
import { annuityPerYear, straightLinePerYear } from './capital-recovery.ts';
import { colocationUsdPerMonth } from './colocation.ts';
import * as abi from './cost-abi.ts';
import { electricityUsd } from './electricity.ts';
import { lostUsd } from './lost-money.ts';
import { acceleratorHours, rentUsd } from './rent.ts';
import { usdPerUsefulAcceleratorHour } from './useful-price.ts';

const HOURS_PER_YEAR: f64 = 8760.0;
const MONTHS_PER_YEAR: f64 = 12.0;

/** Fills `OUT_ACCELERATOR_HOURS` and `OUT_RENTED` … `OUT_CAPITAL_TOTAL`. */
export function estimateCost(input: StaticArray<f64>, inputAt: i32, output: StaticArray<f64>, outputAt: i32): void {
  const wallSeconds = output[outputAt + run.OUT_WALL_SECONDS];
  const wallHours = wallSeconds / 3600.0;
  const wallYears = wallHours / HOURS_PER_YEAR;
  const accelerators = input[inputAt + run.IN_ACCELERATORS];
  const hours = acceleratorHours(accelerators, wallSeconds);
  const spares = input[inputAt + abi.IN_SPARE_ACCELERATORS];
  const rate = input[inputAt + abi.IN_RENT_RATE];
  const storage = input[inputAt + abi.IN_STORAGE_PER_MONTH] * MONTHS_PER_YEAR * wallYears;

  const rented = outputAt + abi.OUT_RENTED;
  output[rented] = rentUsd(hours, rate);
  output[rented + 1] = rentUsd(acceleratorHours(spares, wallSeconds), rate);
  output[rented + 2] = storage;

  const capital = sumCapital(input, inputAt);
  const used = capital * input[inputAt + abi.IN_CAPITAL_SHARE_USED];
  const years = input[inputAt + abi.IN_DEPRECIATION_YEARS];
  const residual = input[inputAt + abi.IN_RESIDUAL_FRACTION];
  const utilization = input[inputAt + abi.IN_OWNED_UTILIZATION];
  // Idle hours of owned hardware are paid by the hours in use.
  const chargedYears = wallYears / utilization;
  const depreciationPerYear = straightLinePerYear(used, residual, years);
  const annuity = annuityPerYear(used, residual, years, input[inputAt + abi.IN_INTEREST_PER_YEAR]);
  const maintenancePerYear = used * input[inputAt + abi.IN_MAINTENANCE_FRACTION];
  const staffPerYear = input[inputAt + abi.IN_STAFF_PER_YEAR];
  const colocationPerYear =
    MONTHS_PER_YEAR *
    colocationUsdPerMonth(output[outputAt + power.OUT_PEAK_IT_WATTS], input[inputAt + abi.IN_COLOCATION_RATE]);
  const energyPrice = input[inputAt + abi.IN_ELECTRICITY_RATE];

  const owned = outputAt + abi.OUT_OWNED;
  output[owned] = depreciationPerYear * chargedYears;
  output[owned + 1] = (annuity - depreciationPerYear) * chargedYears;
  output[owned + 2] = maintenancePerYear * chargedYears;
  output[owned + 3] = staffPerYear * chargedYears;
  output[owned + 4] = colocationPerYear * chargedYears;
  output[owned + 5] = electricityUsd(kilowattHours(output[outputAt + power.OUT_ENERGY_JOULES]), energyPrice);

  const rentedTotal = sumOf(output, rented, abi.RENTED_COUNT);
  const ownedTotal = sumOf(output, owned, abi.OWNED_COUNT);
  const headline = input[inputAt + abi.IN_BASIS] === 0.0 ? rentedTotal : ownedTotal;
  const goodput = output[outputAt + reliability.OUT_GOODPUT];
  const tokens = input[inputAt + run.IN_TOKENS];
  output[outputAt + run.OUT_ACCELERATOR_HOURS] = hours;
  output[outputAt + abi.OUT_RENTED_TOTAL] = rentedTotal;
  output[outputAt + abi.OUT_OWNED_TOTAL] = ownedTotal;
  output[outputAt + abi.OUT_HEADLINE] = headline;
  output[outputAt + abi.OUT_USD_PER_MILLION_TOKENS] = tokens > 0.0 ? headline / (tokens / 1000000.0) : 0.0;
  const usefulPrice = usdPerUsefulAcceleratorHour(
    hours > 0.0 ? headline / hours : 0.0,
    input[inputAt + run.IN_MODEL_FLOPS_UTILIZATION],
    goodput,
  );
  output[outputAt + abi.OUT_USD_PER_USEFUL_HOUR] = usefulPrice < Infinity ? usefulPrice : run.ENDLESS;
  output[outputAt + abi.OUT_LOST_USD] = lostUsd(headline, goodput);
  const breakEven = breakEvenUtilization(
    annuity + maintenancePerYear + staffPerYear + colocationPerYear,
    (accelerators + spares) * rate,
    electricityUsd(output[outputAt + power.OUT_AVERAGE_FACILITY_WATTS] / 1000.0, energyPrice),
  );
  output[outputAt + abi.OUT_BREAK_EVEN] = breakEven < Infinity ? breakEven : run.ENDLESS;
  output[outputAt + abi.OUT_CAPITAL_TOTAL] = capital;
}

function sumCapital(input: StaticArray<f64>, inputAt: i32): f64 {
  let capital: f64 = 0.0;
  let position: f64 = 0.0;
  const count = input[inputAt + abi.IN_CAPITAL_COUNT];
  for (let item: i32 = 0; item < abi.MAX_CAPITAL; item++) {
    if (position < count) capital += input[inputAt + abi.IN_CAPITAL + item];
    position += 1.0;
  }
  return capital;
}

function sumOf(values: StaticArray<f64>, at: i32, count: i32): f64 {
  let sum: f64 = 0.0;
  for (let index: i32 = 0; index < count; index++) sum += values[at + index];
  return sum;
}
