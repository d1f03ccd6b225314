/** Turns one published measurement into scenarios of the performance model, from its public inputs alone. */
import type { Accelerator, CatalogIndex } from '../catalog/catalog-types.ts';
import type { MatmulFormat } from '../plan/plan-document.ts';
import { countModelFlops } from '../workload/count-model-flops.ts';
import type { ModelArchitecture } from '../workload/model-architecture.ts';
import { readArchitecture } from './measurement/measured-architecture.ts';
import { readNetwork } from './measurement/measured-network.ts';
import { readRecompute } from './measurement/measured-recompute.ts';
import { findStackId, gradientBytesOf, heldGradientBytesOf } from './measurement/measured-stack.ts';
import type { Measurement } from './measurement/measurement-schema.ts';
import { resolveAccelerator } from './resolve-accelerator.ts';
import type { Scenario, StrategyInputs } from './scenario.ts';

/** One reading of a record, with what had to be assumed. */
export interface MeasurementScenario {
  readonly scenario: Omit<Scenario, 'economy'>;
  readonly assumptions: readonly string[];
}

/** Readings of a record in the order of preference: the first that fits into memory is meant. Or why there is none. */
export type MeasurementReading =
  | {
      readonly ok: true;
      readonly candidates: readonly MeasurementScenario[];
      readonly stackId: string;
      readonly acceleratorId: string;
      /** Step time that the record states or implies; null when it states only memory. */
      readonly stepSeconds: number | null;
    }
  | { readonly ok: false; readonly reason: string };

const FORMATS: Readonly<Record<string, MatmulFormat>> = {
  bf16: 'bf16',
  fp16: 'fp16',
  fp32: 'fp32',
  tf32: 'tf32',
  fp8: 'fp8',
  'fp8-rowwise': 'fp8',
  int8: 'fp8',
  mxfp8: 'mxfp8',
  nvfp4: 'fp4',
  fp4: 'fp4',
};
const LOW_RANK = 16;
const GIB = 2 ** 30;

/** Reads one record. */
export function scenarioFromMeasurement(row: Measurement, index: CatalogIndex): MeasurementReading {
  const found = findAccelerator(row.accelerator, index);
  const accelerator = found ?? findRelative(row.accelerator, index);
  if (accelerator === null) return no(`the catalogue has no accelerator "${row.accelerator}"`);
  const relative = found === null ? `${row.accelerator} taken as ${accelerator.name} with its own memory size` : '';
  const format = FORMATS[row.precision];
  if (format === undefined) return no(`number format "${row.precision}" is not known`);
  const sequence = row.model.seq_len;
  if (sequence === null) return no('the sequence length is not published');
  if (row.tp === null || row.pp === null) return no('the parallel mapping is not published');
  if (row.global_batch === null) return no('the global batch is not published');
  const stackId = findStackId(row, accelerator);
  const stack = index.softwareStacks.get(stackId) ?? index.softwareStacks.get('generic');
  if (stack === undefined) return no(`the catalogue has no software stack "${stackId}"`);
  const context = row.cp ?? 1;
  const data = row.accelerators / (row.tp * context * row.pp);
  if (!Number.isInteger(data)) return no('the accelerators are not a multiple of tp·cp·pp');
  const model = readArchitecture(row.model, row.notes);
  const usual = resolveAccelerator(accelerator, row.precision === 'int8');
  const statedGib = found === null ? Number(/(\d+)\s*GB/i.exec(row.accelerator)?.[1] ?? 0) : 0;
  const chip = statedGib > 0 ? { ...usual, memoryBytes: statedGib * GIB } : usual;
  if (chip.peakFlops[format] <= 0) return no(`${accelerator.name} does not offer ${format}`);
  const levels = readNetwork(row, accelerator, index);

  const candidates: MeasurementScenario[] = [];
  const virtual = readVirtualStages(row);
  for (const microBatch of readMicroBatches(row, data)) {
    for (const recompute of readRecompute(row.recompute, Math.ceil(model.layers / row.pp), row.notes, model.layers)) {
      const assumptions = [relative, recompute.assumed, microBatch.assumed, virtual.assumed].filter(
        (text) => text !== '',
      );
      const strategy: StrategyInputs = {
        accelerators: row.accelerators,
        tensor: row.tp,
        context,
        pipeline: row.pp,
        virtualStages: virtual.value,
        data,
        expert: model.moe === null ? 1 : (row.ep ?? 1),
        expertTensor: model.moe === null ? 1 : (row.etp ?? 1),
        microBatchSequences: microBatch.value,
        sequenceParallel: row.sequence_parallel ?? row.tp > 1,
        sharding: readSharding(row),
        shardingGroupSize: readShardingGroup(row, data, context),
        schedule: virtual.value > 1 ? 'interleaved' : '1f1b',
        recompute: recompute.recompute,
        recomputeLayersPerStage: recompute.layersPerStage,
        recomputeModules: recompute.modules,
        offloadedActivationShare: recompute.offloadedShare,
        offloadOptimizer: row.optimizer_offload ?? false,
        rankOrder: ['tensor', 'context', 'data', 'pipeline'],
      };
      candidates.push({
        assumptions,
        scenario: {
          model,
          training: {
            sequenceLengthTokens: sequence,
            globalBatchSequences: row.global_batch,
            trainingTokens: row.global_batch * sequence,
            matmulFormat: format,
            wideLayerShare: row.wide_layers / row.model.layers,
            gradientBytes: gradientBytesOf(stackId, row),
            heldGradientBytes: heldGradientBytesOf(stackId, row),
            masterWeightBytes: 4,
            momentBytes: 4,
            adapterRank: /\blora\b/i.test(row.notes) ? LOW_RANK : 0,
          },
          strategy,
          accelerator: chip,
          stack: { factors: stack.factors },
          network: { levels, routes: null },
        },
      });
    }
  }
  const stepSeconds = readStepSeconds(row, model, row.global_batch, sequence);
  return { ok: true, candidates, stackId, acceleratorId: accelerator.id, stepSeconds };
}

function no(reason: string): MeasurementReading {
  return { ok: false, reason };
}

/** Memory that a record states, bytes; null when it states none. */
export function readMemoryBytes(row: Measurement): number | null {
  return row.measured.memory_gib_peak === null ? null : row.measured.memory_gib_peak * GIB;
}

/** Step time: stated, or from tokens per second, or from FLOP/s counted as Megatron does. */
function readStepSeconds(row: Measurement, model: ModelArchitecture, batch: number, sequence: number): number | null {
  const { step_time_s, tokens_per_s_per_gpu, tflops_per_gpu } = row.measured;
  if (step_time_s !== null) return step_time_s;
  if (tokens_per_s_per_gpu !== null) return (batch * sequence) / (tokens_per_s_per_gpu * row.accelerators);
  if (tflops_per_gpu === null) return null;
  const flops = countModelFlops(model, sequence, 'matmul-causal-attention') * batch * sequence;
  return flops / (tflops_per_gpu * 1e12 * row.accelerators);
}

interface Assumed {
  readonly value: number;
  readonly assumed: string;
}

/** Micro-batches to try, the published one alone where there is one. */
function readMicroBatches(row: Measurement, data: number): readonly Assumed[] {
  if (row.micro_batch !== null) return [{ value: row.micro_batch, assumed: '' }];
  const all = (row.global_batch ?? 1) / data;
  if ((row.pp ?? 1) > 1 || row.zero_stage !== 3) return [{ value: Math.min(1, all), assumed: 'micro-batch of 1' }];
  const sizes: number[] = [];
  for (let size = all; size > 1; size /= 2) sizes.push(size);
  sizes.push(Math.min(1, all));
  return sizes.map((value) => ({ value, assumed: `micro-batch of ${value}, the largest that fits` }));
}

/** Virtual stages: published, or two to four where the record only says that the schedule is interleaved. */
function readVirtualStages(row: Measurement): Assumed {
  if ((row.pp ?? 1) === 1) return { value: 1, assumed: '' };
  if (row.vpp !== null) return { value: row.vpp, assumed: '' };
  if (!/interleav/i.test(row.notes)) return { value: 1, assumed: '' };
  const layers = Math.floor(row.model.layers / (row.pp ?? 1));
  const value = [4, 3, 2].find((stages) => layers % stages === 0) ?? Math.min(layers, 4);
  return { value: Math.max(value, 1), assumed: `${value} virtual stages` };
}

function readSharding(row: Measurement): StrategyInputs['sharding'] {
  if (row.zero_stage === 3 || (row.fsdp !== null && row.zero_stage === null)) return 'parameters';
  if (row.zero_stage === 2) return 'gradients';
  return row.zero_stage === 1 ? 'optimizer' : 'none';
}

/** Data ranks in one sharding group; all of them unless the record says that it is hybrid. */
function readShardingGroup(row: Measurement, data: number, context: number): number {
  const group = /group of (\d+)/.exec(String(row.hsdp ?? ''))?.[1] ?? /zero1=(\d+)/.exec(row.notes)?.[1];
  const replicas = typeof row.hsdp === 'number' ? row.hsdp : null;
  let wanted = data;
  if (group !== undefined) wanted = Number(group);
  else if (replicas !== null) wanted = data / replicas;
  else if (row.fsdp !== null && row.fsdp < data * context) wanted = row.fsdp / context;
  return Number.isInteger(wanted) && wanted >= 1 && data % wanted === 0 ? wanted : data;
}

/** Finds an accelerator by the name that a record uses. */
export function findAccelerator(name: string, index: CatalogIndex): Accelerator | null {
  const squash = (text: string): string => text.toLowerCase().replace(/\(.*\)|nvidia|sxm\d?|[^a-z0-9.]/g, '');
  const wanted = squash(name);
  const isSxm = /sxm/i.test(name);
  let best: Accelerator | null = null;
  for (const accelerator of index.catalog.accelerators) {
    if (isSxm && !/sxm/i.test(accelerator.formFactor)) continue;
    for (const text of [accelerator.id, accelerator.name]) {
      const own = squash(text);
      if (own === wanted) return accelerator;
      const isNear = wanted.length >= 3 && (own.startsWith(wanted) || wanted.startsWith(own));
      // The latest of several forms: names without a memory size mean the usual one.
      if (isNear && !/pcie|nvl\b/i.test(accelerator.formFactor + accelerator.name)) best ??= accelerator;
    }
  }
  return best;
}

/** The accelerator of the same make in its usual form: "H100-96GB-…" is an H100 SXM with another memory. */
function findRelative(name: string, index: CatalogIndex): Accelerator | null {
  const make = /^[A-Za-z]*\d+[A-Za-z]?/.exec(name.replace(/^NVIDIA\s+/i, ''))?.[0]?.toLowerCase();
  if (make === undefined || make.length < 4) return null;
  const relatives = index.catalog.accelerators.filter((accelerator) => accelerator.id.split('-')[0] === make);
  return relatives.find((accelerator) => /sxm|oam/i.test(accelerator.formFactor)) ?? relatives[0] ?? null;
}
