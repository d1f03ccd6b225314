/** Failure modes as causes of the job's interruptions: modes that do the same to the job are one cause. */
import type { FailureCauseInputs } from '../assumptions/reliability-inputs.ts';
import { eventsPerHour, type FailureKind, type FailureMode } from './failure-mode.ts';

/** Keys of causes; those of rates that a plan can set, where a rate is one kind's alone. */
const CAUSE_KEYS: Readonly<Record<FailureKind, string>> = {
  accelerator: 'acceleratorFailures',
  host: 'hostFailures',
  'rack-scale': 'rackFailures',
  'leaf-switch': 'leafSwitchFailures',
  switch: 'switchFailures',
  'access-cable': 'accessCableFailures',
  cable: 'cableFailures',
  network: 'networkFailures',
  storage: 'storageFailures',
  power: 'powerUnitFailures',
  cooling: 'coolingUnitFailures',
  site: 'siteFailures',
  software: 'softwareFailures',
  maintenance: 'maintenanceStops',
  unknown: 'unknownFailures',
};

/** Names of kinds where several modes are one cause. */
const KIND_NAMES: Readonly<Record<FailureKind, string>> = {
  accelerator: 'Accelerators and their memory',
  host: 'Hosts',
  'rack-scale': 'Scale-up switches',
  'leaf-switch': 'Leaf switches',
  switch: 'Switches above',
  'access-cable': 'Cables of systems',
  cable: 'Cables between switches',
  network: 'Network',
  storage: 'Storage',
  power: 'Power units',
  cooling: 'Cooling units',
  site: 'Sites',
  software: 'Software',
  maintenance: 'Unplanned maintenance',
  unknown: 'Unknown',
};

/** Key of the cause that holds what slows the job without ending it. */
export function slowedKey(kind: FailureKind): string {
  return `${CAUSE_KEYS[kind]}.slowed`;
}

/**
 * Causes by kind and effect. What interrupts is there as such; what slows the job while it is out is there besides, at full speed: what the
 * job keeps is known once its step was estimated without the part (`known-speeds.ts`).
 */
export function listCauses(modes: readonly FailureMode[]): readonly FailureCauseInputs[] {
  const groups = new Map<
    string,
    { readonly kind: FailureKind; readonly isStop: boolean; readonly modes: FailureMode[] }
  >();
  for (const mode of modes) {
    if (eventsPerHour(mode) <= 0) continue;
    for (const isStop of [true, false]) {
      if (isStop ? !mode.interrupts : mode.effect !== 'slows') continue;
      const key = isStop ? CAUSE_KEYS[mode.kind] : slowedKey(mode.kind);
      const group = groups.get(key) ?? { kind: mode.kind, isStop, modes: [] };
      group.modes.push(mode);
      groups.set(key, group);
    }
  }
  return [...groups].map(([key, group]) => mergeModes(key, group.kind, group.isStop, group.modes));
}

function mergeModes(
  key: string,
  kind: FailureKind,
  isStop: boolean,
  modes: readonly FailureMode[],
): FailureCauseInputs {
  const components = modes.reduce((sum, mode) => sum + mode.components, 0);
  const perHour = modes.reduce((sum, mode) => sum + eventsPerHour(mode), 0);
  /** Mean over the events of all. */
  const mean = (of: (mode: FailureMode) => number): number => {
    const [first] = modes;
    if (first !== undefined && modes.every((mode) => of(mode) === of(first))) return of(first);
    return modes.reduce((sum, mode) => sum + eventsPerHour(mode) * of(mode), 0) / perHour;
  };
  const [only] = modes;
  const name = modes.length === 1 && only !== undefined ? only.label : KIND_NAMES[kind];
  return {
    key,
    label: isStop ? name : `${name}, a second path carries on`,
    origin: only?.origin ?? 'infrastructure',
    components,
    interruptionsPerComponentHour: perHour / components,
    effect: isStop ? 'stops' : 'slows',
    // What only lost one of several ways restarts on the same machines.
    machinesLost: isStop ? mean((mode) => (mode.effect === 'stops' ? mode.machinesLost : 0)) : 0,
    repairSeconds: mean((mode) => mode.repairSeconds),
    speedFraction: 1,
    weibullShape: mean((mode) => mode.weibullShape),
  };
}
