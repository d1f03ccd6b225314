/** A plan becomes a scenario: numbers only, each with its source; or the reasons why it cannot. */
import { resolveEconomyInputs } from '../assumptions/resolve-economy-inputs.ts';
import { describeCalibration } from '../calibration/describe-calibration.ts';
import { applyFactors } from '../calibration/multipliers.ts';
import { factorsOf } from '../calibration/plan-factors.ts';
import type { Accelerator, CatalogIndex, ModelRecord, SoftwareStack } from '../catalog/catalog-types.ts';
import type { MatmulFormat, PlanDocument } from '../plan/plan-document.ts';
import { checkStages } from '../strategy/check-stages.ts';
import { checkStrategy, warnOfStrategy } from '../strategy/check-strategy.ts';
import { replicaSize } from '../strategy/strategy-shape.ts';
import { countBillOfMaterials } from '../topology/bill-of-materials.ts';
import { compileNetwork } from '../topology/compile-network.ts';
import type { RouteAnswer } from '../topology/flow/route-strategy.ts';
import { leaveSlowIdle } from '../topology/placement/leave-slow-idle.ts';
import { type AcceleratorCount, countAccelerators } from '../topology/summarize-drawing.ts';
import type { ModelArchitecture } from '../workload/model-architecture.ts';
import type { CompiledScenario, InputSources } from './compiled-scenario.ts';
import { describeSources } from './describe-sources.ts';
import { resolveAccelerator } from './resolve-accelerator.ts';
import { routePlan } from './route-plan.ts';
import type { AcceleratorInputs, Scenario, StrategyInputs } from './scenario.ts';
import { createProblem, type ScenarioProblem } from './scenario-problem.ts';

/** Compiles a plan. Never throws on a valid plan document; what stands in the way is said in words. */
export function compileScenario(plan: PlanDocument, index: CatalogIndex): CompiledScenario {
  const { workload, strategy } = plan;
  const counts = countAccelerators(plan.drawing, index);
  const spare = Math.max(0, counts.total - (strategy.acceleratorsUsed ?? counts.total));
  const drawing = leaveSlowIdle(plan.drawing, index, spare);
  const problems: ScenarioProblem[] = [...findUnknownRecords(plan, index)];
  const warnings: ScenarioProblem[] = [];
  const network = compileNetwork(drawing, index, strategy.acceleratorsUsed);
  problems.push(...network.problems);
  warnings.push(...network.warnings);

  const workloadModel = findModel(plan, index, problems);
  const stack = findStack(plan, index, problems);
  const hardware = findHardware(plan, counts, index, network.computeSpeedFraction, problems, warnings);
  if (workloadModel === null || stack === null || hardware === null || network.accelerators === 0) {
    return { ok: false, problems, warnings, counts, scenario: null };
  }
  const { architecture, record } = workloadModel;
  if (architecture.maxContextTokens !== null && workload.sequenceLengthTokens > architecture.maxContextTokens) {
    warnings.push(
      createProblem({
        code: 'beyond-context',
        part: 'workload',
        field: 'sequenceLengthTokens',
        message: `Sequences of ${workload.sequenceLengthTokens} tokens are longer than the ${architecture.maxContextTokens} that the model was made for.`,
      }),
    );
  }
  const ground = { accelerators: network.accelerators, architecture };
  const strategyProblems = checkStrategy(plan, ground);
  warnings.push(...warnOfStrategy(plan, ground));
  const staged = checkStages(plan, ground);
  problems.push(...staged.problems);
  warnings.push(...staged.warnings);

  const inUse = Math.min(strategy.acceleratorsUsed ?? network.accelerators, network.accelerators);
  const economy = resolveEconomyInputs(plan, index, countBillOfMaterials(plan.drawing, index), inUse);
  const cut = resolveStrategy(plan, inUse);
  const routed =
    problems.length === 0 && strategyProblems.length === 0
      ? routePlan(
          drawing,
          index,
          {
            ...cut,
            ranksTogether: strategy.ranksTogether,
            hasExperts: architecture.moe !== null,
            reducesToAll: cut.sharding === 'none' || (stack.factors.ownedTensors ?? 0) > 0,
          },
          network.levels,
        )
      : null;
  const routing: RouteAnswer = routed?.routing ?? {
    ok: false,
    reason: 'the drawing or the strategy has to be mended first',
  };
  const levels = routed?.levels ?? network.levels;
  if (routed?.problem != null) strategyProblems.push(routed.problem);
  const drawn: Scenario = {
    model: architecture,
    training: {
      sequenceLengthTokens: workload.sequenceLengthTokens,
      globalBatchSequences: workload.globalBatchSequences,
      trainingTokens: workload.trainingTokens,
      matmulFormat: workload.matmulFormat,
      gradientBytes: workload.gradientBytes,
      masterWeightBytes: workload.masterWeightBytes,
      momentBytes: workload.momentBytes,
      ...(plan.schedule.stages.length === 0 ? {} : { stages: plan.schedule.stages }),
    },
    strategy: cut,
    accelerator: hardware.inputs,
    stack: { factors: stack.factors },
    network: {
      levels: levels.map(({ itemIds: _, ...level }) => level),
      routes: routing.ok ? routing.routed.routes : null,
    },
    economy: economy.inputs,
  };
  const { calibration } = plan;
  const own =
    calibration === null
      ? { factors: {}, notes: [] }
      : factorsOf(calibration, hardware.accelerator.id, strategy.softwareStackId);
  const scenario = calibration === null ? drawn : applyFactors(drawn, own.factors);
  for (const message of own.notes) {
    warnings.push(createProblem({ code: 'calibrated-elsewhere', part: 'strategy', message }));
  }
  if (problems.length > 0 || strategyProblems.length > 0) {
    const isStrategyOnly = problems.length === 0;
    return {
      ok: false,
      problems: [...problems, ...strategyProblems],
      warnings,
      counts,
      scenario: isStrategyOnly ? scenario : null,
    };
  }
  const sources = describeSources({
    plan,
    scenario,
    accelerator: hardware.accelerator,
    stack,
    model: record,
    levels,
  });
  const named = nameSources({ ...sources, ...economy.sources });
  return {
    ok: true,
    scenario,
    storage: economy.storage,
    acceleratorId: hardware.accelerator.id,
    routing,
    ranksTogether: routed?.ranksTogether ?? 1,
    sources: calibration === null ? named : describeCalibration(named, calibration, own.factors),
    warnings,
    counts,
  };
}

/** Choices between ways to count have no publication behind them. */
function nameSources(sources: InputSources): InputSources {
  const named = Object.entries(sources).map(([path, source]) => {
    const words = source.isDefault ? 'Default of this tool' : 'Set in this plan';
    return [path, source.source === '' ? { ...source, source: words } : source];
  });
  return Object.fromEntries(named) as InputSources;
}

/** Blocks that name a record which the catalogue does not have bring nothing: better said than left out in silence. */
function findUnknownRecords(plan: PlanDocument, index: CatalogIndex): ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
  for (const block of Object.values(plan.drawing.blocks)) {
    const { kind, catalogId } = block;
    if (catalogId === null) continue;
    const isKnown =
      kind === 'switch'
        ? index.switches.has(catalogId)
        : kind === 'accelerator'
          ? index.accelerators.has(catalogId)
          : kind === 'rack' || kind === 'node'
            ? index.systems.has(catalogId)
            : true;
    if (isKnown) continue;
    problems.push(
      createProblem({
        code: 'unknown-record',
        part: 'drawing',
        itemIds: [block.id],
        message: `The catalogue does not know "${catalogId}", which ${block.name || block.id} is said to be.`,
        mend: 'Choose another one for the block.',
      }),
    );
  }
  return problems;
}

function findModel(
  plan: PlanDocument,
  index: CatalogIndex,
  problems: ScenarioProblem[],
): { readonly architecture: ModelArchitecture; readonly record: ModelRecord | null } | null {
  const choice = plan.workload.model;
  if (choice.kind === 'custom') return { architecture: choice.architecture, record: null };
  const record = index.models.get(choice.modelId);
  if (record?.architecture != null) return { architecture: record.architecture, record };
  problems.push(
    createProblem({
      code: record === undefined ? 'unknown-model' : 'unusable-model',
      part: 'workload',
      field: 'model',
      message:
        record === undefined
          ? `The catalogue has no model "${choice.modelId}".`
          : `${record.name} cannot be trained here: ${record.unusableReason ?? 'its shape is not known'}.`,
      mend: 'Choose another model.',
    }),
  );
  return null;
}

function findStack(plan: PlanDocument, index: CatalogIndex, problems: ScenarioProblem[]): SoftwareStack | null {
  const id = plan.strategy.softwareStackId;
  const stack = index.softwareStacks.get(id);
  if (stack !== undefined) return stack;
  problems.push(
    createProblem({
      code: 'unknown-stack',
      part: 'strategy',
      field: 'softwareStackId',
      message: `The catalogue has no software stack "${id}".`,
      mend: 'Choose another software stack.',
    }),
  );
  return null;
}

/** The accelerator that sets the pace: of several kinds the slowest, with the least memory of all. */
function findHardware(
  plan: PlanDocument,
  counts: AcceleratorCount,
  index: CatalogIndex,
  speedFraction: number,
  problems: ScenarioProblem[],
  warnings: ScenarioProblem[],
): { readonly accelerator: Accelerator; readonly inputs: AcceleratorInputs } | null {
  const format = plan.workload.matmulFormat;
  const kinds = counts.kinds
    .map((kind) => index.accelerators.get(kind.acceleratorId))
    .filter((accelerator) => accelerator !== undefined)
    .map((accelerator) => ({ accelerator, inputs: resolveAccelerator(accelerator) }))
    .sort((a, b) => paceOf(a.inputs, format) - paceOf(b.inputs, format));
  const slowest = kinds[0];
  if (slowest === undefined) return null;
  const { accelerator, inputs } = slowest;
  if (kinds.length > 1) {
    warnings.push(
      createProblem({
        code: 'mixed-accelerators',
        part: 'drawing',
        message: `${kinds.map((kind) => kind.accelerator.name).join(' and ')} train together: ${accelerator.name} sets the pace.`,
      }),
    );
  }
  if (paceOf(inputs, format) === 0) {
    const supported = Object.entries(inputs.peakFlops).filter(([, peak]) => peak > 0);
    problems.push(
      createProblem({
        code: 'format-unsupported',
        part: 'workload',
        field: 'matmulFormat',
        message: `${accelerator.name} has no matrix units for ${format}.`,
        mend: `It supports ${supported.map(([name]) => name).join(', ')}.`,
      }),
    );
  }
  if (accelerator.memoryBandwidthBytesPerSecond === null) {
    problems.push(
      createProblem({
        code: 'accelerator-incomplete',
        part: 'drawing',
        message: `The catalogue does not know the memory bandwidth of ${accelerator.name}, so it cannot be estimated.`,
        mend: 'Choose another accelerator.',
      }),
    );
    return null;
  }
  const memoryBytes = Math.min(...kinds.map((kind) => kind.inputs.memoryBytes));
  return { accelerator, inputs: slowDown({ ...inputs, memoryBytes }, speedFraction) };
}

/** What large products run at, FLOP/s. */
function paceOf(inputs: AcceleratorInputs, format: MatmulFormat): number {
  return inputs.peakFlops[format] * inputs.matmulCeiling[format];
}

/** Hardware that is throttled or worn sustains less of everything that it computes; its data sheet stays as it is. */
function slowDown(inputs: AcceleratorInputs, speedFraction: number): AcceleratorInputs {
  if (speedFraction >= 1) return inputs;
  const ceilings = Object.entries(inputs.matmulCeiling).map(([format, share]) => [format, share * speedFraction]);
  return {
    ...inputs,
    matmulCeiling: Object.fromEntries(ceilings) as Record<MatmulFormat, number>,
    attentionForwardCeiling: inputs.attentionForwardCeiling * speedFraction,
    attentionBackwardCeiling: inputs.attentionBackwardCeiling * speedFraction,
    memoryEfficiency: inputs.memoryEfficiency * speedFraction,
  };
}

function resolveStrategy({ strategy }: PlanDocument, accelerators: number): StrategyInputs {
  const { acceleratorsUsed: _used, softwareStackId: _stack, ranksTogether: _run, shardingGroupSize, ...cut } = strategy;
  const data = Math.max(1, Math.floor(accelerators / replicaSize(strategy)));
  return { ...cut, accelerators, data, shardingGroupSize: Math.min(shardingGroupSize ?? data, data) };
}
