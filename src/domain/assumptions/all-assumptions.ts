/** Everything that a plan can assume, in the order in which it is shown. */
import type { AssumptionDefinition, ChoiceDefinition } from './assumption-types.ts';
import * as carbon from './carbon-assumptions.ts';
import * as checkpoint from './checkpoint-assumptions.ts';
import * as cost from './cost-assumptions.ts';
import { PAYMENT_BASIS } from './cost-choices.ts';
import { CURRENCY, EXCHANGE_RATE } from './currency-assumptions.ts';
import * as facility from './facility-choices.ts';
import { FAILURE_ASSUMPTIONS } from './failure-assumptions.ts';
import { CHECKPOINT_KIND, FAILURE_PRESET, RECOVERY_PRESET } from './failure-choices.ts';
import { REPAIR_ASSUMPTIONS } from './failure-repair-assumptions.ts';
import * as power from './power-assumptions.ts';
import * as cap from './power-cap-assumptions.ts';
import * as ramp from './ramp-assumptions.ts';
import * as recovery from './recovery-assumptions.ts';
import { FAULT_TOLERANCE, SPARE_POOL } from './recovery-choices.ts';
import * as rental from './rental-assumptions.ts';
import * as rentalChoice from './rental-choices.ts';
import { REPLICA_GROUPS, REPLICA_STALL_SECONDS } from './replica-assumptions.ts';
import { SCHEDULE_ASSUMPTIONS } from './schedule-assumptions.ts';
import * as simulation from './simulation-assumptions.ts';
import * as site from './site-assumptions.ts';
import { COOLING, GRID, REGION } from './site-choices.ts';
import * as spot from './spot-assumptions.ts';
import * as storage from './storage-assumptions.ts';
import * as traffic from './traffic-assumptions.ts';

/** Choices among named things. */
export const CHOICES: readonly ChoiceDefinition[] = [
  FAILURE_PRESET,
  RECOVERY_PRESET,
  FAULT_TOLERANCE,
  SPARE_POOL,
  CHECKPOINT_KIND,
  storage.RESTORE_MODE,
  CURRENCY,
  PAYMENT_BASIS,
  rentalChoice.RENTAL_PROVIDER,
  rentalChoice.RENTAL_REGION,
  rentalChoice.RENTAL_OFFER,
  rentalChoice.RENTAL_COMMITMENT,
  rental.STORAGE_PRICE,
  facility.FACILITY,
  traffic.INTER_SITE_PATH,
  REGION,
  GRID,
  COOLING,
];

/** Numbers that replace a default. */
export const ASSUMPTIONS: readonly AssumptionDefinition[] = [
  ...FAILURE_ASSUMPTIONS,
  recovery.DETECT_SECONDS,
  recovery.REPLACE_SECONDS,
  recovery.RESTART_SECONDS,
  recovery.STARTUP_SECONDS,
  recovery.PLANNED_STOP_FRACTION,
  recovery.SPARE_FRACTION,
  recovery.REPAIR_SECONDS,
  ...REPAIR_ASSUMPTIONS,
  recovery.SPARE_CONFIDENCE,
  REPLICA_GROUPS,
  REPLICA_STALL_SECONDS,
  simulation.REPAIR_CREWS,
  simulation.STRAGGLER_RATE,
  simulation.STRAGGLER_SPEED,
  simulation.STRAGGLER_NOTICE,
  checkpoint.CHECKPOINT_INTERVAL_SECONDS,
  checkpoint.STORAGE_EVERY,
  checkpoint.CHECKPOINT_BYTES_PER_PARAMETER,
  storage.STORAGE_WRITE,
  storage.STORAGE_READ,
  checkpoint.ASYNCHRONOUS_BLOCKING_FRACTION,
  checkpoint.PEER_WRITE,
  checkpoint.PEER_COPIES,
  storage.STORAGE_EFFICIENCY,
  storage.CHECKPOINTS_KEPT,
  storage.DATASET_BYTES_PER_TOKEN,
  storage.LOADER_PREFETCH_STEPS,
  EXCHANGE_RATE,
  rental.ON_DEMAND_RATE,
  rental.COMMITMENT_DISCOUNT,
  rental.RENT_RATE,
  rental.COMMITTED_UTILIZATION,
  rental.COMMITMENT_YEARS,
  spot.SPOT_TAKEN_BACK,
  spot.SPOT_RETURN_SECONDS,
  rental.STORAGE_PER_MONTH,
  cost.SYSTEMS_USD,
  cost.SWITCHES_USD,
  cost.CABLES_USD,
  cost.STORAGE_USD,
  cost.RACKS_USD,
  cost.FACILITY_USD,
  facility.FACILITY_PER_WATT,
  facility.FACILITY_YEARS,
  cost.DEPRECIATION_YEARS,
  cost.INTEREST_PER_YEAR,
  cost.RESIDUAL_FRACTION,
  cost.MAINTENANCE_FRACTION,
  cost.STAFF_PER_YEAR,
  facility.COLOCATION_RATE,
  facility.CONTRACTED_WATTS,
  facility.DEMAND_CHARGE,
  cost.OWNED_UTILIZATION,
  traffic.INTER_SITE_BYTES,
  traffic.INTER_SITE_RATE,
  traffic.LEASED_LINES,
  traffic.EGRESS_BYTES,
  traffic.EGRESS_RATE,
  power.ACCELERATOR_PEAK_WATTS,
  power.ACCELERATOR_IDLE_WATTS,
  cap.ACCELERATOR_POWER_CAP,
  cap.LOWEST_POWER_CAP,
  cap.CLOCK_EXPONENT,
  power.COMPUTE_SHARE,
  power.MEMORY_SHARE,
  power.RATED_POWER_REACHED,
  power.TYPICAL_OF_RATED,
  power.HOST_PEAK_WATTS,
  power.HOST_IDLE_WATTS,
  power.SWITCH_WATTS,
  power.OPTICS_WATTS,
  power.STORAGE_WATTS,
  ramp.SMOOTHING_SECONDS,
  site.FACILITY_FACTOR,
  site.ELECTRICITY_PRICE,
  site.GRID_CARBON,
  carbon.MARKET_CARBON,
  carbon.GRID_PROFILE_AMPLITUDE,
  carbon.GRID_PROFILE_MINIMUM_HOUR,
  carbon.RUN_START_HOUR,
  site.WATER_RATE,
  site.EMBODIED_PER_ACCELERATOR,
  site.EMBODIED_PER_HOST,
  carbon.EMBODIED_PER_SWITCH,
  carbon.EMBODIED_STORAGE,
  carbon.EMBODIED_BUILDING,
  site.LIFETIME_YEARS,
  ramp.SITE_RAMP_LIMIT,
  ramp.ROW_RAMP_LIMIT,
  ramp.RACK_RAMP_LIMIT,
  ...SCHEDULE_ASSUMPTIONS,
];
