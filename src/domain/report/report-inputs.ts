/** What a report is written from. */
import type { InputSources } from '../estimate/compiled-scenario.ts';
import type { Estimate } from '../estimate/estimate.ts';
import type { Scenario } from '../estimate/scenario.ts';
import type { VectorFigure } from '../figure/vector-figure.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import type { ReportDocument } from './report-document.ts';

/** The pictures of a report, drawn beforehand in the light theme. */
export interface ReportFigures {
  readonly drawing: VectorFigure;
  readonly step: VectorFigure;
  readonly memory: VectorFigure;
  readonly memoryByStage: VectorFigure;
  readonly costRented: VectorFigure;
  readonly costOwned: VectorFigure;
  readonly power: VectorFigure;
  readonly goodput: VectorFigure;
  readonly interruptions: VectorFigure;
}

/** What a report is written from: the plan, what it compiled to, what the model answered, and pictures of it. */
export interface ReportInputs {
  readonly plan: PlanDocument;
  readonly scenario: Scenario;
  readonly estimate: Estimate;
  /** Inputs in force, with where they come from. */
  readonly sources: InputSources;
  readonly modelName: string;
  readonly acceleratorName: string;
  readonly softwareStackName: string;
  readonly figures: ReportFigures;
  /** Address that opens this very plan. */
  readonly link: string;
  readonly planJson: string;
  readonly madeAt: string;
  readonly paper: ReportDocument['paper'];
}
