/** One named share of a total. */
export interface NamedAmount {
  /** Stable key, for example `accelerators` or `work-since-checkpoint`. */
  readonly key: string;
  readonly label: string;
  readonly amount: number;
}
