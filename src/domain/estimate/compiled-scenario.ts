/** What compiling a plan answers. */
import type { StorageInputs } from '../storage/storage-inputs.ts';
import type { RouteAnswer } from '../topology/flow/route-strategy.ts';
import type { AcceleratorCount } from '../topology/summarize-drawing.ts';
import type { Scenario } from './scenario.ts';
import type { ScenarioProblem } from './scenario-problem.ts';

/** One input of the estimate, as people read it, and where its value is from. */
export interface InputSource {
  /** What it is: "Memory bandwidth of H100 SXM5 80GB". */
  readonly label: string;
  /** The value as the scenario uses it: a number in the unit below, or words. */
  readonly value: number | string;
  /** Unit of a numeric value (SI base, `USD`, …); empty for words and plain counts. */
  readonly unit: string;
  /** The publication, the drawing, or "set in this plan". */
  readonly source: string;
  /** Whether nobody chose the value in this plan. */
  readonly isDefault: boolean;
  /** Whether the value was read in its source; false = general knowledge, an estimate. Null for what the plan says itself. */
  readonly isChecked: boolean | null;
  /** Date of the record that the value is from (`2024-08`); absent where it is from none, or from several. */
  readonly asOf?: string;
}

/** Inputs by their path in the scenario, for example `accelerator.memoryBytes` or `economy.power.facilityFactor`. */
export type InputSources = Readonly<Record<string, InputSource>>;

/** Result of `compileScenario(plan, catalogIndex)` in `compile-scenario.ts`. */
export type CompiledScenario =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      readonly sources: InputSources;
      /** The drawn storage, the way to it, and what is assumed of both. */
      readonly storage: StorageInputs;
      /** Accelerator of the catalogue that sets the pace. */
      readonly acceleratorId: string;
      /** Traffic of the strategy on every link of the drawing, or why it is charged by nested domains instead. */
      readonly routing: RouteAnswer;
      /** Ranks in a run that never leaves a scale-up domain; 1 = ranks fill the accelerators as they come. */
      readonly ranksTogether: number;
      /** What to know about the figures; none stops the estimate. */
      readonly warnings: readonly ScenarioProblem[];
      readonly counts: AcceleratorCount;
    }
  | {
      readonly ok: false;
      readonly problems: readonly ScenarioProblem[];
      readonly warnings: readonly ScenarioProblem[];
      readonly counts: AcceleratorCount;
      /**
       * The scenario as far as it goes when only the strategy is wrong, so that the engine can look for the nearest valid strategy;
       * null when anything else is wrong too.
       */
      readonly scenario: Scenario | null;
    };
