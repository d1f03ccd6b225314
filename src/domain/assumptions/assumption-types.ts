/** What can be assumed beyond the drawing, and how a form shows it. Definitions are data; the values follow from the plan. */
import type { Accelerator, CatalogIndex } from '../catalog/catalog-types.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import type { BillOfMaterials } from '../topology/bill-of-materials.ts';
import type { Dimension } from '../units/dimensions.ts';

/** Chapters of the assumptions, in the order in which they are shown. */
export const ASSUMPTION_GROUPS = [
  ['failures', 'Failures'],
  ['recovery', 'Recovery and spares'],
  ['checkpoints', 'Checkpoints'],
  ['storage', 'Storage and training data'],
  ['currency', 'Currency'],
  ['rent', 'Renting'],
  ['own', 'Owning'],
  ['traffic', 'Traffic between sites and out'],
  ['power', 'Power'],
  ['site', 'Site, grid and carbon'],
  ['schedule', 'Order, delivery and evaluation'],
  ['budgets', 'Budgets, limits and serving'],
] as const;
/** Key of a chapter. */
export type AssumptionGroupKey = (typeof ASSUMPTION_GROUPS)[number][0];

/** What defaults are derived from. */
export interface AssumptionContext {
  readonly plan: PlanDocument;
  readonly catalog: CatalogIndex;
  readonly bill: BillOfMaterials;
  /** Accelerators that the job uses. */
  readonly acceleratorsUsed: number;
  /** What most of the drawn accelerators are; null when none is drawn. */
  readonly accelerator: Accelerator | null;
  /** Job's accelerators ÷ drawn accelerators, 0–1. */
  readonly usedShare: number;
}

/** A number with where it comes from. */
export interface SourcedNumber {
  /** Null where the default is not a number but a rule, which `words` names. */
  readonly value: number | null;
  readonly words?: string;
  readonly source: string;
  /** Whether somebody read the value in the source; false = an estimate; null = it follows from the plan. */
  readonly isChecked: boolean | null;
  /** Date of the record that it is from (`2024-08`); absent where it is from none, or from several. */
  readonly asOf?: string;
}

/** A number that replaces a default. */
export interface AssumptionDefinition {
  readonly key: string;
  readonly label: string;
  readonly group: AssumptionGroupKey;
  /** For typing and showing with units; null where `unit` is all there is. */
  readonly dimension: Dimension | null;
  /** Unit that values are kept in: SI base, `USD`, or as written. Empty for plain numbers. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** What it means, in one sentence. */
  readonly meaning: string;
  readonly defaultFor: (context: AssumptionContext) => SourcedNumber;
}

/** One of the values of a choice. */
export interface ChoiceOption {
  readonly id: string;
  readonly label: string;
  readonly source: string;
  readonly isChecked: boolean | null;
}

/** A choice among named things. */
export interface ChoiceDefinition {
  readonly key: string;
  readonly label: string;
  readonly group: AssumptionGroupKey;
  readonly meaning: string;
  /** Never empty; holds the default. */
  readonly optionsFor: (context: AssumptionContext) => readonly ChoiceOption[];
  readonly defaultFor: (context: AssumptionContext) => string;
}
