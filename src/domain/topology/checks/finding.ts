/** What the checks of a drawing find, in words, each with what mends it. */
import type { CatalogIndex } from '../../catalog/catalog-types.ts';
import type { CompiledScenario } from '../../estimate/compiled-scenario.ts';
import type { Estimate } from '../../estimate/estimate.ts';
import type { PlanCommand, PlanDocument } from '../../plan/plan-document.ts';

/** One way to mend a finding: one step of the undo menu. */
export interface Mend {
  /** What it does, as a button says it. */
  readonly label: string;
  readonly command: PlanCommand;
}

/** What a finding is about. */
export type FindingCode =
  | 'unreachable'
  | 'overused-ports'
  | 'domain-too-large'
  | 'cable-too-fast'
  | 'oversubscribed'
  | 'over-power-limit'
  | 'short-units'
  | 'single-units'
  | 'free-ports';

/** One thing that a check found. */
export interface Finding {
  readonly code: FindingCode;
  /** `problem`: it cannot be built or run like this; `warning`: it costs time or breaks a limit; `information`: good to know. */
  readonly severity: 'problem' | 'warning' | 'information';
  /** Blocks and links that it is about; never empty. */
  readonly itemIds: readonly string[];
  /** What is found, with the numbers. Full sentences. */
  readonly message: string;
  /** What would mend it; a full sentence, or null where nothing needs mending. */
  readonly advice: string | null;
  /**
   * Ways to mend it at once, none of which overuses a port. Those for ports, cables, reach and domains are tried on a copy of the plan; those for
   * power and oversubscription are worked out.
   */
  readonly mends: readonly Mend[];
}

/** What the checks look at. */
export interface CheckInputs {
  readonly plan: PlanDocument;
  readonly catalog: CatalogIndex;
  readonly compiled: CompiledScenario;
  /** The newest figures with the plan as it compiled for them; null = none, and what rests on them is not checked. */
  readonly figures: {
    readonly estimate: Estimate;
    readonly of: Extract<CompiledScenario, { readonly ok: true }>;
  } | null;
}

/** Findings of one check that are listed, and tried to be mended: a drawing of thousands of separate blocks must not take seconds. */
export const MOST_FINDINGS = 20;
