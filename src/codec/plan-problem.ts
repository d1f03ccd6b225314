/** Why something cannot be opened as a plan: a code for programs, the place, what is wrong and how to mend it. */
export interface PlanProblem {
  readonly code: 'too-large' | 'not-json' | 'not-a-plan' | 'unknown-version' | 'invalid-plan';
  /** Place in the document, keys joined by dots; empty = the whole. */
  readonly path: string;
  /** What is wrong, one sentence. */
  readonly message: string;
  /** How to mend it, one sentence. */
  readonly hint: string;
}

/** A plan that can be used, with a sentence for each thing that was mended, or the reasons why there is none. */
export type ParsedPlan<Plan> =
  | { readonly ok: true; readonly plan: Plan; readonly repairs: string[] }
  | { readonly ok: false; readonly problems: PlanProblem[] };
