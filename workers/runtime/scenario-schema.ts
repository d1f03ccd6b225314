/** The worker's door: what comes in as a scenario is checked, and bounded, before it reaches the model. */
import * as v from 'valibot';
import type { CostInputs } from '../../src/domain/assumptions/cost-inputs.ts';

import type { EmbodiedCarbon, PowerInputs, RampInputs } from '../../src/domain/assumptions/power-inputs.ts';
import type { FailureCauseInputs, ReliabilityInputs } from '../../src/domain/assumptions/reliability-inputs.ts';
import type { SimulationInputs } from '../../src/domain/assumptions/simulation-inputs.ts';
import {
  GROUP_ROUTES,
  LAYER_TRAFFIC,
  RANK_GROUPS,
  type RecomputeModule,
  type Scenario,
  type SharedPace,
  type TrainingStageInputs,
} from '../../src/domain/estimate/scenario.ts';
import { MATMUL_FORMATS, MAX_STAGES, RANK_DIMENSIONS, SCHEDULES } from '../../src/domain/plan/plan-document.ts';
import { ModelArchitectureSchema } from '../../src/domain/workload/model-architecture.ts';
import { mainStageTokens } from './run-stages.ts';

const finite = v.pipe(v.number(), v.finite(), v.minValue(-1e30), v.maxValue(1e30));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e30));
const rate = v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(1e30));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e9));
const words = v.pipe(v.string(), v.maxLength(400));
const byFormat = v.object({
  fp32: amount,
  tf32: amount,
  fp16: amount,
  bf16: amount,
  fp8: amount,
  mxfp8: amount,
  fp4: amount,
} satisfies Record<(typeof MATMUL_FORMATS)[number], typeof amount>);

/** One number for 16 bits or more and one for each narrower format. */
function byClass<T extends v.GenericSchema>(each: T) {
  return v.object({ wide: each, fp8: each, mxfp8: each, fp4: each });
}

const RECOMPUTE_MODULES = [
  'attention-core',
  'norms',
  'activations',
  'latent-up',
  'feed-forward',
  'experts',
  'projections',
] as const satisfies readonly RecomputeModule[];

const stage = {
  name: words,
  place: v.picklist(['before', 'after']),
  tokens: rate,
  sequenceLengthTokens: count,
  globalBatchSequences: count,
} satisfies Record<keyof TrainingStageInputs, v.GenericSchema>;

const TrainingSchema = v.object({
  sequenceLengthTokens: count,
  globalBatchSequences: count,
  trainingTokens: rate,
  matmulFormat: v.picklist(MATMUL_FORMATS),
  wideLayerShare: v.exactOptional(amount),
  gradientBytes: amount,
  heldGradientBytes: v.exactOptional(amount),
  masterWeightBytes: amount,
  momentBytes: amount,
  adapterRank: v.exactOptional(amount),
  stages: v.exactOptional(v.pipe(v.array(v.object(stage)), v.maxLength(MAX_STAGES))),
});

const StrategySchema = v.object({
  accelerators: count,
  tensor: count,
  context: count,
  pipeline: count,
  virtualStages: count,
  data: count,
  expert: count,
  expertTensor: count,
  microBatchSequences: rate,
  sequenceParallel: v.boolean(),
  sharding: v.picklist(['none', 'optimizer', 'gradients', 'parameters']),
  shardingGroupSize: count,
  schedule: v.picklist(SCHEDULES),
  recompute: v.picklist(['none', 'selective', 'block', 'full']),
  recomputeLayersPerStage: amount,
  recomputeModules: v.exactOptional(v.pipe(v.array(v.picklist(RECOMPUTE_MODULES)), v.maxLength(16))),
  offloadedActivationShare: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  offloadOptimizer: v.boolean(),
  rankOrder: v.pipe(v.array(v.picklist(RANK_DIMENSIONS)), v.length(4)),
});

const AcceleratorSchema = v.object({
  peakFlops: byFormat,
  matmulCeiling: byFormat,
  attentionForwardCeiling: rate,
  attentionBackwardCeiling: rate,
  attentionKeysHalf: amount,
  attentionHeadHalf: amount,
  flash2Share: rate,
  memoryBytes: rate,
  memoryBandwidthBytesPerSecond: rate,
  memoryEfficiency: rate,
  computeUnits: rate,
  tileRows: rate,
  tileColumns: rate,
  depthHalf: byClass(amount),
  lastWaveCost: byClass(v.pipe(amount, v.maxValue(1))),
  hostBandwidthBytesPerSecond: amount,
});

const LevelSchema = v.object({
  accelerators: count,
  kind: v.picklist(['switch', 'mesh', 'torus', 'wan', 'host']),
  bandwidthBytesPerSecond: rate,
  latencySeconds: amount,
  efficiency: rate,
  rampSeconds: amount,
  inNetworkReduction: v.boolean(),
  reductionEfficiency: amount,
  torusDims: v.pipe(v.array(count), v.maxLength(3)),
  neighbourBandwidthBytesPerSecond: amount,
  label: words,
});

const named = { key: words, label: words };
// Named after the contract's types, so that a field that is added there cannot be forgotten here.
const cause = {
  ...named,
  origin: v.picklist(['infrastructure', 'software', 'provider']),
  components: amount,
  interruptionsPerComponentHour: amount,
  effect: v.picklist(['stops', 'slows']),
  machinesLost: amount,
  repairSeconds: amount,
  speedFraction: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  weibullShape: v.pipe(v.number(), v.minValue(0.1), v.maxValue(10)),
} satisfies Record<keyof FailureCauseInputs, v.GenericSchema>;
const reliability = {
  causes: v.pipe(v.array(v.object(cause)), v.maxLength(64)),
  machines: amount,
  spareMachines: amount,
  detectSeconds: amount,
  replaceSeconds: amount,
  restartSeconds: amount,
  checkpointBytesPerParameter: amount,
  peerWriteBytesPerSecondPerAccelerator: amount,
  storageWriteBytesPerSecond: amount,
  storageReadBytesPerSecond: amount,
  checkpointKind: v.picklist(['blocking', 'asynchronous', 'peer-memory', 'two-level']),
  asynchronousBlockingFraction: amount,
  checkpointIntervalSeconds: v.nullable(amount),
  startupSeconds: amount,
  plannedStopFraction: amount,
  repairSeconds: amount,
  spareConfidence: amount,
  peerCopies: v.pipe(v.number(), v.minValue(1), v.maxValue(64)),
  storageEvery: v.nullable(v.pipe(v.number(), v.minValue(1), v.maxValue(1e9))),
  faultTolerance: v.picklist(['restart', 'elastic', 'replicas']),
  sparePool: v.picklist(['always-ready', 'own']),
  replicaGroups: count,
  replicaStallSeconds: amount,
} satisfies Record<keyof ReliabilityInputs, v.GenericSchema>;
const simulation = {
  repairCrews: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9)),
  stragglersPerMachineHour: amount,
  stragglerSpeedFraction: v.pipe(rate, v.maxValue(1)),
  stragglerNoticeSeconds: amount,
} satisfies Record<keyof SimulationInputs, v.GenericSchema>;
const cost = {
  basis: v.picklist(['rent', 'own']),
  rentUsdPerAcceleratorHour: amount,
  spareAccelerators: amount,
  capital: v.pipe(v.array(v.object({ ...named, usd: amount })), v.maxLength(64)),
  capitalShareUsed: amount,
  depreciationYears: amount,
  interestPerYear: amount,
  residualFraction: amount,
  maintenancePerYearFraction: amount,
  staffUsdPerYear: amount,
  colocationUsdPerKilowattMonth: amount,
  electricityUsdPerKilowattHour: amount,
  storageUsdPerMonth: amount,
  ownedUtilization: rate,
  onDemandUsdPerAcceleratorHour: amount,
  committedUtilization: rate,
  commitmentYears: amount,
  facilityUsd: amount,
  facilityUsdPerWatt: amount,
  facilityYears: rate,
  contractedWattsPerMachine: v.nullable(amount),
  machines: amount,
  demandChargeUsdPerKilowattMonth: amount,
  interSitePath: v.picklist(['not-charged', 'provider', 'leased-lines']),
  interSiteBytesPerStep: amount,
  interSiteUsdPerByte: amount,
  leasedLinesUsdPerMonth: amount,
  egressBytes: amount,
  egressUsdPerByte: amount,
  currency: v.object({ code: words, symbol: words, perUsd: rate }),
} satisfies Record<keyof CostInputs, v.GenericSchema>;
const power = {
  accelerators: amount,
  acceleratorIdleWatts: amount,
  acceleratorPeakWatts: amount,
  acceleratorLimitWatts: amount,
  acceleratorLowestCapWatts: amount,
  clockExponent: v.pipe(v.number(), v.minValue(1), v.maxValue(10)),
  computeShare: amount,
  memoryShare: amount,
  linkShare: finite,
  hostIdleWatts: amount,
  hostPeakWatts: amount,
  switchWatts: amount,
  opticsWatts: amount,
  storageWatts: amount,
  facilityFactor: amount,
  gridKgCo2PerKilowattHour: amount,
  waterLitresPerKilowattHour: amount,
  marketKgCo2PerKilowattHour: v.nullable(amount),
  gridProfileAmplitude: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  gridProfileMinimumHour: v.pipe(v.number(), v.minValue(0), v.maxValue(24)),
  runStartHour: v.pipe(v.number(), v.minValue(0), v.maxValue(24)),
  typicalOfRated: amount,
  ramp: v.object({
    smoothingSeconds: rate,
    rackWattsPerSecond: v.nullable(amount),
    rowWattsPerSecond: v.nullable(amount),
    siteWattsPerSecond: v.nullable(amount),
  } satisfies Record<keyof RampInputs, v.GenericSchema>),
  embodiedKgCo2: v.object({
    accelerators: amount,
    hosts: amount,
    switches: amount,
    storage: amount,
    building: amount,
  } satisfies Record<keyof EmbodiedCarbon, typeof amount>),
  lifetimeYears: amount,
} satisfies Record<keyof PowerInputs, v.GenericSchema>;

const pace = v.pipe(v.number(), v.gtValue(0), v.maxValue(1));
const RouteSchema = v.object(keyed(GROUP_ROUTES, amount));
const SharedSchema = v.object({ layer: pace, data: pace } satisfies Record<keyof SharedPace, v.GenericSchema>);
const RoutesSchema = v.object({
  groups: v.partial(v.object(keyed(RANK_GROUPS, RouteSchema))),
  sharing: v.partial(v.object(keyed(LAYER_TRAFFIC, SharedSchema))),
});

/** The same schema under every key. */
function keyed<K extends string, S>(keys: readonly K[], schema: S): Record<K, S> {
  return Object.fromEntries(keys.map((key) => [key, schema])) as Record<K, S>;
}

const ScenarioSchema = v.object({
  model: ModelArchitectureSchema,
  training: TrainingSchema,
  strategy: StrategySchema,
  accelerator: AcceleratorSchema,
  stack: v.object({ factors: v.record(v.pipe(v.string(), v.maxLength(80)), finite) }),
  network: v.object({ levels: v.pipe(v.array(LevelSchema), v.maxLength(64)), routes: v.nullable(RoutesSchema) }),
  economy: v.object({
    reliability: v.object(reliability),
    cost: v.object(cost),
    power: v.object(power),
    simulation: v.object(simulation),
  }),
});

/** Most machines that may be under repair at once, on average. */
const MOST_UNDER_REPAIR = 1e6;

/** The checked scenario, or where in it something is wrong. */
export type CheckedScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly path: string; readonly message: string };

/** Checks a scenario that came from outside. Never throws. */
export function checkScenario(input: unknown): CheckedScenario {
  const parsed = v.safeParse(ScenarioSchema, input, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return { ok: false, path: v.getDotPath(issue) ?? '', message: issue.message };
  }
  if (!(mainStageTokens(parsed.output.training) > 0)) {
    return { ok: false, path: 'training.stages', message: 'The stages leave no tokens for the main one' };
  }
  const { causes, repairSeconds } = parsed.output.economy.reliability;
  const rate = causes.reduce((sum, cause) => sum + cause.components * cause.interruptionsPerComponentHour, 0);
  // The laws count spares one by one.
  if ((rate * repairSeconds) / 3600 > MOST_UNDER_REPAIR) {
    return { ok: false, path: 'economy.reliability', message: 'More machines under repair than can be counted' };
  }
  return { ok: true, scenario: parsed.output };
}
