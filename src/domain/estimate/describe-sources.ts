/** Where the inputs of a scenario are from, by their path in it. */
import type { Accelerator, ModelRecord, Provenance, SoftwareStack } from '../catalog/catalog-types.ts';
import { readFactor, wordsOfFactor } from '../catalog/stack-factor-words.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import type { DrawnLevel } from '../topology/network-island.ts';
import { formatQuantity } from '../units/format-quantity.ts';
import type { InputSource } from './compiled-scenario.ts';
import type { Scenario } from './scenario.ts';

const TUNED_SOURCE = 'Tuned on published step times (docs/model/tuned-numbers.md)';

/** What the inputs were made from. */
export interface SourceMaterial {
  readonly plan: PlanDocument;
  readonly scenario: Scenario;
  readonly accelerator: Accelerator;
  readonly stack: SoftwareStack;
  /** Null for a model that was brought along. */
  readonly model: ModelRecord | null;
  readonly levels: readonly DrawnLevel[];
}

/** Sources of everything but the economy's inputs. */
export function describeSources(material: SourceMaterial): Record<string, InputSource> {
  return {
    ...describeModel(material),
    ...describePlan(material),
    ...describeAccelerator(material),
    ...describeStack(material),
    ...describeNetwork(material),
  };
}

function fromRecord(
  label: string,
  value: number | string,
  unit: string,
  provenance: Provenance,
  field: string,
): InputSource {
  const isGuess =
    (provenance.unverifiedFields?.includes(field) ?? false) || (provenance.estimatedFields?.includes(field) ?? false);
  return {
    label,
    value,
    unit,
    source: `${provenance.source} (${provenance.asOf})`,
    isDefault: true,
    isChecked: provenance.checked && !isGuess,
  };
}

function fromPlan(label: string, value: number | string, unit = '', source = 'Set in this plan'): InputSource {
  return { label, value, unit, source, isDefault: false, isChecked: null };
}

function describeModel({ plan, model, scenario }: SourceMaterial): Record<string, InputSource> {
  const shape = `${scenario.model.layers} layers, ${formatQuantity('count', scenario.model.hidden).text} wide`;
  if (model !== null)
    return { model: fromRecord(`Shape of ${model.name}`, shape, '', model.provenance, 'architecture') };
  const choice = plan.workload.model;
  if (choice.kind !== 'custom') return {};
  return { model: fromPlan(`Shape of ${choice.name}`, shape, '', choice.source || 'Brought into this plan') };
}

function describePlan({ scenario }: SourceMaterial): Record<string, InputSource> {
  const { training, strategy } = scenario;
  return {
    'training.sequenceLengthTokens': fromPlan('Sequence length', training.sequenceLengthTokens, 'tokens'),
    'training.globalBatchSequences': fromPlan('Global batch', training.globalBatchSequences, 'sequences'),
    'training.trainingTokens': fromPlan('Tokens to train on', training.trainingTokens, 'tokens'),
    'training.matmulFormat': fromPlan('Number format of matrix products', training.matmulFormat),
    'training.gradientBytes': fromPlan('Gradient element', training.gradientBytes, 'bytes'),
    'training.masterWeightBytes': fromPlan('Master-weight element', training.masterWeightBytes, 'bytes'),
    'training.momentBytes': fromPlan('Element of each moment', training.momentBytes, 'bytes'),
    'strategy.accelerators': fromPlan('Accelerators in use', strategy.accelerators, '', 'The drawing and the strategy'),
    'strategy.tensor': fromPlan('Tensor parallelism', strategy.tensor),
    'strategy.context': fromPlan('Context parallelism', strategy.context),
    'strategy.pipeline': fromPlan('Pipeline parallelism', strategy.pipeline),
    'strategy.virtualStages': fromPlan('Virtual stages a rank', strategy.virtualStages),
    'strategy.data': fromPlan('Data parallelism', strategy.data, '', 'Accelerators ÷ (tensor × context × pipeline)'),
    'strategy.expert': fromPlan('Expert parallelism', strategy.expert),
    'strategy.microBatchSequences': fromPlan(
      'Micro-batch',
      strategy.microBatchSequences,
      strategy.microBatchSequences === 1 ? 'sequence' : 'sequences',
    ),
    'strategy.sharding': fromPlan('Sharding over data ranks', strategy.sharding),
    'strategy.recompute': fromPlan('Recomputed activations', strategy.recompute),
  };
}

function describeAccelerator({ accelerator, scenario }: SourceMaterial): Record<string, InputSource> {
  const { name, provenance, execution } = accelerator;
  const inputs = scenario.accelerator;
  const format = scenario.training.matmulFormat;
  const isReported = accelerator.reportedMemoryGib !== null;
  return {
    'accelerator.peakFlops': fromRecord(
      `Dense ${format} peak of ${name}`,
      inputs.peakFlops[format],
      'FLOP/s',
      provenance,
      `peakFlops.${format}`,
    ),
    'accelerator.memoryBytes': fromRecord(
      `Memory of ${name}${isReported ? ', as the driver reports it' : ''}`,
      inputs.memoryBytes,
      'bytes',
      provenance,
      'memoryGib',
    ),
    'accelerator.memoryBandwidthBytesPerSecond': fromRecord(
      `Memory bandwidth of ${name}`,
      inputs.memoryBandwidthBytesPerSecond,
      'bytes/s',
      provenance,
      'memoryBandwidthBytesPerSecond',
    ),
    'accelerator.matmulCeiling': fromRecord(
      `Share of the ${format} peak that large products sustain on ${name}`,
      inputs.matmulCeiling[format],
      '',
      execution.provenance,
      'matmulCeiling',
    ),
    'accelerator.attentionForwardCeiling': fromRecord(
      `Share of the peak that attention sustains on ${name}, forward`,
      inputs.attentionForwardCeiling,
      '',
      execution.provenance,
      'attentionForwardCeiling',
    ),
    'accelerator.attentionBackwardCeiling': fromRecord(
      `Share of the peak that attention sustains on ${name}, backward`,
      inputs.attentionBackwardCeiling,
      '',
      execution.provenance,
      'attentionBackwardCeiling',
    ),
    'accelerator.memoryEfficiency': fromRecord(
      `Share of the memory bandwidth that streaming sustains on ${name}`,
      inputs.memoryEfficiency,
      '',
      execution.provenance,
      'memoryEfficiency',
    ),
  };
}

function describeStack({ stack }: SourceMaterial): Record<string, InputSource> {
  const factors = Object.entries(stack.factors).map(([factor, value]) => {
    const words = wordsOfFactor(factor);
    const input = fromRecord(words.label, readFactor(words, value), words.unit ?? '', stack.provenance, factor);
    const tuned = stack.tunedFactors[factor];
    return [`stack.factors.${factor}`, tuned === undefined ? input : { ...input, source: TUNED_SOURCE }];
  });
  const named: InputSource = {
    ...fromRecord('Software stack', stack.name, '', stack.provenance, ''),
    isDefault: false,
  };
  return { stack: named, ...(Object.fromEntries(factors) as Record<string, InputSource>) };
}

function describeNetwork({ levels }: SourceMaterial): Record<string, InputSource> {
  const sources: Record<string, InputSource> = {};
  levels.forEach((level, position) => {
    const drawn = (label: string, value: number, unit: string): InputSource => ({
      label: `${label}: ${level.label}`,
      value,
      unit,
      source: 'The drawing, with the catalogue’s links',
      isDefault: false,
      isChecked: null,
    });
    const path = `network.levels.${position}`;
    sources[`${path}.accelerators`] = drawn('Accelerators joined', level.accelerators, '');
    sources[`${path}.bandwidthBytesPerSecond`] = drawn(
      'Bandwidth of each accelerator',
      level.bandwidthBytesPerSecond,
      'bytes/s',
    );
    sources[`${path}.latencySeconds`] = drawn('Latency', level.latencySeconds, 's');
    sources[`${path}.efficiency`] = drawn('Share of the bandwidth that is sustained', level.efficiency, '');
    sources[`${path}.rampSeconds`] = drawn('Ramp to the sustained bandwidth', level.rampSeconds, 's');
  });
  return sources;
}
