/** Gathers what a report is written from: names, pictures in the light theme, the link. */
import { costChart } from '../../charts/cost-chart.ts';
import { goodputChart } from '../../charts/goodput-chart.ts';
import { interruptionsChart } from '../../charts/interruptions-chart.ts';
import { memoryChart } from '../../charts/memory-chart.ts';
import { memoryStagesChart } from '../../charts/memory-stages-chart.ts';
import { powerChart } from '../../charts/power-chart.ts';
import { stepBreakdownChart } from '../../charts/step-breakdown-chart.ts';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import type { CompiledScenario } from '../../domain/estimate/compiled-scenario.ts';
import type { Estimate } from '../../domain/estimate/estimate.ts';
import { LIGHT_FIGURE_THEME as PAPER } from '../../domain/figure/figure-theme.ts';
import type { PlanDocument } from '../../domain/plan/plan-document.ts';
import { buildReport } from '../../domain/report/build-report.ts';
import type { ReportDocument } from '../../domain/report/report-document.ts';
import type { ReportFigures } from '../../domain/report/report-inputs.ts';
import { drawDrawingFigure } from '../../render/drawing-figure.ts';

/** Width of a chart, CSS pixels: at the report's scale its 12-px type prints at about 9 points. */
const CHART_SIZE = { width: 660, height: 240 } as const;
const DRAWING_SIZE = { width: 990, height: 560 } as const;

/** What the report is made of, besides the moment that it is made. */
export interface ReportSource {
  readonly plan: PlanDocument;
  readonly catalog: CatalogIndex;
  readonly compiled: Extract<CompiledScenario, { readonly ok: true }>;
  readonly estimate: Estimate;
  readonly link: string;
  readonly planJson: string;
  readonly paper: ReportDocument['paper'];
}

/** The report of a plan whose estimate is there. `madeAt` is an ISO time. */
export function collectReport(source: ReportSource, madeAt: string): ReportDocument {
  const { plan, catalog, compiled, estimate } = source;
  const { model } = plan.workload;
  const acceleratorId = compiled.counts.acceleratorId;
  return buildReport({
    plan,
    scenario: compiled.scenario,
    estimate,
    sources: compiled.sources,
    modelName: model.kind === 'custom' ? model.name : (catalog.models.get(model.modelId)?.name ?? model.modelId),
    acceleratorName: catalog.accelerators.get(acceleratorId ?? '')?.name ?? 'accelerator',
    softwareStackName: catalog.softwareStacks.get(plan.strategy.softwareStackId)?.name ?? plan.strategy.softwareStackId,
    figures: drawFigures(plan, catalog, estimate),
    link: source.link,
    planJson: source.planJson,
    madeAt,
    paper: source.paper,
  });
}

function drawFigures(plan: PlanDocument, catalog: CatalogIndex, estimate: Estimate): ReportFigures {
  return {
    drawing: drawDrawingFigure(plan, catalog, PAPER, DRAWING_SIZE),
    step: stepBreakdownChart(estimate.step, PAPER, CHART_SIZE),
    memory: memoryChart(estimate.memory, PAPER, CHART_SIZE),
    memoryByStage: memoryStagesChart(estimate.memory, PAPER, CHART_SIZE),
    costRented: costChart(estimate.cost, 'rent', PAPER, CHART_SIZE),
    costOwned: costChart(estimate.cost, 'own', PAPER, CHART_SIZE),
    power: powerChart(estimate.power, PAPER, CHART_SIZE),
    goodput: goodputChart(estimate.reliability, PAPER, CHART_SIZE),
    interruptions: interruptionsChart(estimate.reliability, PAPER, CHART_SIZE),
  };
}
