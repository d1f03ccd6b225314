/** Rate, repair, pattern and origin of each kind of failure, by the assumptions that hold them. */
import type { AssumptionDefinition } from '../assumptions/assumption-types.ts';
import * as rates from '../assumptions/failure-assumptions.ts';
import * as repairs from '../assumptions/failure-repair-assumptions.ts';
import { REPAIR_SECONDS } from '../assumptions/recovery-assumptions.ts';
import type { FailureKind, FailureMode } from './failure-mode.ts';

/** What is common to all modes of a kind. */
export interface KindRules {
  readonly rate: AssumptionDefinition;
  readonly repair: AssumptionDefinition | null;
  readonly shape: AssumptionDefinition;
  readonly origin: FailureMode['origin'];
  /** Group of published causes that a fleet's figure holds; null = none does. */
  readonly causeGroup: string | null;
}

const infrastructure = 'infrastructure';

/** Rules by kind. */
export const KIND_RULES: Readonly<Record<FailureKind, KindRules>> = {
  accelerator: {
    rate: rates.ACCELERATOR_FAILURES,
    repair: REPAIR_SECONDS,
    shape: rates.HARDWARE_SHAPE,
    origin: infrastructure,
    causeGroup: 'GPU',
  },
  host: {
    rate: rates.HOST_FAILURES,
    repair: REPAIR_SECONDS,
    shape: rates.HARDWARE_SHAPE,
    origin: infrastructure,
    causeGroup: 'host',
  },
  'rack-scale': {
    rate: rates.RACK_FAILURES,
    repair: repairs.RACK_REPAIR_SECONDS,
    shape: rates.HARDWARE_SHAPE,
    origin: infrastructure,
    causeGroup: null,
  },
  'leaf-switch': {
    rate: rates.SWITCH_FAILURES,
    repair: repairs.SWITCH_REPAIR_SECONDS,
    shape: rates.NETWORK_SHAPE,
    origin: infrastructure,
    causeGroup: 'network',
  },
  switch: {
    rate: rates.SWITCH_FAILURES,
    repair: repairs.SWITCH_REPAIR_SECONDS,
    shape: rates.NETWORK_SHAPE,
    origin: infrastructure,
    causeGroup: null,
  },
  'access-cable': {
    rate: rates.CABLE_FAILURES,
    repair: repairs.CABLE_REPAIR_SECONDS,
    shape: rates.NETWORK_SHAPE,
    origin: infrastructure,
    causeGroup: 'network',
  },
  cable: {
    rate: rates.CABLE_FAILURES,
    repair: repairs.CABLE_REPAIR_SECONDS,
    shape: rates.NETWORK_SHAPE,
    origin: infrastructure,
    causeGroup: null,
  },
  network: {
    rate: rates.NETWORK_FAILURES,
    repair: repairs.CABLE_REPAIR_SECONDS,
    shape: rates.NETWORK_SHAPE,
    origin: infrastructure,
    causeGroup: 'network',
  },
  storage: {
    rate: rates.STORAGE_FAILURES,
    repair: repairs.STORAGE_REPAIR_SECONDS,
    shape: rates.FACILITY_SHAPE,
    origin: infrastructure,
    causeGroup: null,
  },
  power: {
    rate: rates.POWER_UNIT_FAILURES,
    repair: repairs.FACILITY_REPAIR_SECONDS,
    shape: rates.FACILITY_SHAPE,
    origin: infrastructure,
    causeGroup: null,
  },
  cooling: {
    rate: rates.COOLING_UNIT_FAILURES,
    repair: repairs.FACILITY_REPAIR_SECONDS,
    shape: rates.FACILITY_SHAPE,
    origin: infrastructure,
    causeGroup: null,
  },
  site: {
    rate: rates.SITE_FAILURES,
    repair: repairs.SITE_REPAIR_SECONDS,
    shape: rates.FACILITY_SHAPE,
    origin: infrastructure,
    causeGroup: null,
  },
  software: {
    rate: rates.SOFTWARE_FAILURES,
    repair: null,
    shape: rates.SOFTWARE_SHAPE,
    origin: 'software',
    causeGroup: 'software',
  },
  maintenance: {
    rate: rates.MAINTENANCE_STOPS,
    repair: repairs.MAINTENANCE_SECONDS,
    shape: rates.SOFTWARE_SHAPE,
    origin: infrastructure,
    causeGroup: 'unplanned maintenance',
  },
  unknown: {
    rate: rates.UNKNOWN_FAILURES,
    repair: null,
    shape: rates.SOFTWARE_SHAPE,
    origin: infrastructure,
    causeGroup: 'unknown',
  },
};
