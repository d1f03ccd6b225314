/** A run from the order of its hardware to its end, and limits that it has to keep. */
import type { Dimension } from '../units/dimensions.ts';

/** What a phase's time goes into. */
export interface PhasePart {
  readonly key: string;
  readonly label: string;
  readonly days: number;
}

/** One phase; phases follow each other without gaps. */
export interface SchedulePhase {
  readonly kind: 'lead' | 'delivery' | 'burn-in' | 'training';
  readonly label: string;
  /** Days since the order. */
  readonly startDays: number;
  readonly endDays: number;
  /** `YYYY-MM-DD`; null without a day of the order. */
  readonly startDate: string | null;
  readonly endDate: string | null;
  /** They sum to the phase's length. */
  readonly parts: readonly PhasePart[];
  /** In which the job's accelerators are under load or wait for the job. */
  readonly acceleratorHours: number;
  /** Of `usd`, what the hours of evaluations cost. */
  readonly evaluationUsd: number;
  /** At the run's mean price of an hour. */
  readonly usd: number;
  /** Failures that would interrupt the job, expected in this phase. */
  readonly interruptions: number;
}

/** The whole run on the calendar. */
export interface RunSchedule {
  readonly orderDate: string | null;
  readonly phases: readonly SchedulePhase[];
  readonly trainingStartDays: number;
  readonly finishDays: number;
  readonly finishDate: string | null;
  readonly evaluations: number;
  readonly evaluationDays: number;
  /** Burn-in, training and evaluation. */
  readonly acceleratorHours: number;
  /** Burn-in and training, evaluations not included. */
  readonly trainingUsd: number;
  readonly evaluationUsd: number;
  /** Tokens to serve × the plan's own price; no model of serving is behind it. */
  readonly servingUsd: number;
}

/** One limit with what it is compared with. */
export interface BudgetCheck {
  readonly key: string;
  readonly label: string;
  readonly dimension: Dimension;
  readonly limit: number;
  readonly actual: number;
  /** `actual` less `limit`; negative where the limit holds. */
  readonly over: number;
  readonly isBroken: boolean;
  /** By how much it is broken and what would mend it, in full sentences; null where it holds. */
  readonly message: string | null;
  readonly mend: string | null;
}
