/** How long what failed is out. Machines have a repair time of their own among the recovery's. */
import type { AssumptionDefinition } from './assumption-types.ts';
import { fromFact, planningValue } from './sourced-number.ts';

const HOUR = 3600;

function repair(
  key: string,
  label: string,
  meaning: string,
  defaultFor: AssumptionDefinition['defaultFor'],
): AssumptionDefinition {
  return {
    key,
    label,
    group: 'recovery',
    dimension: 'duration',
    unit: 's',
    min: 0,
    max: 365 * 24 * HOUR,
    meaning,
    defaultFor,
  };
}

export const RACK_REPAIR_SECONDS = repair(
  'rackRepairSeconds',
  'Repair of a rack-scale system',
  'Until a rack is back whose scale-up switches or backplane failed.',
  ({ catalog }) => fromFact(catalog, 'reliability', 'gb200_service_h.backplane'),
);

export const SWITCH_REPAIR_SECONDS = repair(
  'switchRepairSeconds',
  'Repair of a switch',
  'Until a failed switch is replaced and carries traffic again.',
  () => planningValue(4 * HOUR, 'a switch that is swapped'),
);

export const CABLE_REPAIR_SECONDS = repair(
  'cableRepairSeconds',
  'Repair of a cable',
  'Until a failed cable or its optics are replaced.',
  ({ catalog }) => fromFact(catalog, 'reliability', 'tor_mean_repair.optic_swap_h'),
);

export const STORAGE_REPAIR_SECONDS = repair(
  'storageRepairSeconds',
  'Repair of the storage',
  'Until failed storage is back.',
  () => planningValue(4 * HOUR, 'a service that is brought back'),
);

export const FACILITY_REPAIR_SECONDS = repair(
  'facilityRepairSeconds',
  'Repair of power and cooling',
  'Until a failed power or cooling unit is back.',
  () => planningValue(8 * HOUR, 'a unit that is repaired on site'),
);

export const SITE_REPAIR_SECONDS = repair(
  'siteRepairSeconds',
  'Return of a site',
  'Until a site that was lost as a whole is back.',
  () => planningValue(12 * HOUR, 'power that comes back, and all systems started'),
);

export const MAINTENANCE_SECONDS = repair(
  'maintenanceSeconds',
  'Unplanned maintenance',
  'Until a machine is back that was taken out of a running job.',
  ({ catalog }) => fromFact(catalog, 'reliability', 'tor_mean_repair.node_reboot_min'),
);

/** All of them, as a form shows them. */
export const REPAIR_ASSUMPTIONS: readonly AssumptionDefinition[] = [
  RACK_REPAIR_SECONDS,
  SWITCH_REPAIR_SECONDS,
  CABLE_REPAIR_SECONDS,
  STORAGE_REPAIR_SECONDS,
  FACILITY_REPAIR_SECONDS,
  SITE_REPAIR_SECONDS,
  MAINTENANCE_SECONDS,
];
