/** Ways in which a drawn cluster fails. */
import type { FailureCauseInputs } from '../assumptions/reliability-inputs.ts';
import type { LostParts } from './lost-parts.ts';

/** What fails, in the order in which kinds are shown. */
export const FAILURE_KINDS = [
  'accelerator',
  'host',
  'rack-scale',
  'leaf-switch',
  'switch',
  'access-cable',
  'cable',
  'network',
  'storage',
  'power',
  'cooling',
  'site',
  'software',
  'maintenance',
  'unknown',
] as const;
/** A kind of thing that fails. */
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** What one event does to the job: it stops, it goes on more slowly, or it does not notice. */
export type FailureEffect = 'stops' | 'slows' | 'nothing';

/** One way to fail: of one drawn block or link, or of all machines alike. */
export interface FailureMode {
  /** Unique in the list: the kind, and the drawn item where there is one. */
  readonly key: string;
  readonly kind: FailureKind;
  readonly label: string;
  readonly origin: FailureCauseInputs['origin'];
  /** Drawn blocks and links that fail in this way. */
  readonly itemIds: readonly string[];
  /** Components that the job uses. */
  readonly components: number;
  /** Events per hour of one component, burn-in included. */
  readonly eventsPerComponentHour: number;
  /** The same at the two ends of what fleets of the kind showed; null where one number is all that is known. */
  readonly eventsPerComponentHourBand: readonly [number, number] | null;
  readonly source: string;
  /** Whether somebody read the rate in its source; null = it follows from the plan. */
  readonly isChecked: boolean | null;
  /** What the rate holds, in words, so that nothing is counted twice. */
  readonly holds: string;
  readonly effect: FailureEffect;
  /** Whether the running job ends, if only to restart at once over ways that are left. */
  readonly interrupts: boolean;
  /** Accelerators that one event takes out: failed, or without a path. */
  readonly acceleratorsLost: number;
  /** Hosts that these are in. */
  readonly machinesLost: number;
  /** Hosts of which an accelerator loses its own network port, where they keep other ways; 0 where none does. */
  readonly machinesTouched: number;
  /** What one event takes out of the drawing; nothing for what the drawing does not show. */
  readonly lost: LostParts;
  /** Until what failed is back, seconds; 0 = nothing has to be repaired. */
  readonly repairSeconds: number;
  readonly repairSource: string;
  /** Shape of the Weibull distribution of the time between events; 1 = exponential. */
  readonly weibullShape: number;
}

/** Events of a mode per hour over all its components. */
export function eventsPerHour({ components, eventsPerComponentHour }: FailureMode): number {
  return components * eventsPerComponentHour;
}
