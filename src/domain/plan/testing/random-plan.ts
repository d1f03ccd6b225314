/** Valid plans drawn from a seed, with every field taking ordinary and odd values. For tests. */
import { EVIDENCE_KINDS } from '../../calibration/calibration-schema.ts';
import { createSeededRandom, type SeededRandom } from '../../random/seeded-random.ts';
import { createEmptyPlan } from '../create-empty-plan.ts';
import { isFacilityUnit, mayNest } from '../drawing/nesting-rules.ts';
import type { Block, Link, ModelChoice, PlanDocument } from '../plan-document.ts';
import { BLOCK_KINDS, MATMUL_FORMATS, SCHEDULES } from '../plan-document.ts';

const NAMES = [
  '',
  'DGX H100',
  'Rack 7',
  'Spine',
  'Zürich Süd',
  '机架 3',
  '🚄 hall',
  '\uD800 alone',
  'a"b\\c\n',
  '__proto__',
];
const CATALOG_IDS = ['dgx-h100', 'gb200-nvl72', 'mi300x-8', 'not-in-the-catalogue', 'QM 9700'];

function oddNumber(random: SeededRandom, low: number, high: number): number {
  const span = high - low;
  return random.oneOf([
    () => random.whole(Math.ceil(low), Math.floor(high)),
    () => low + random.next() * span,
    () => Math.max(low, random.whole(0, 40) * 24),
    () => Math.min(high, Math.max(low, 0.1 + 0.2)),
    () => low,
    () => high,
  ])();
}

/** A block of a kind with every other field drawn at random. */
export function createRandomBlock(random: SeededRandom, id: string, kind: Block['kind'], parent: string | null): Block {
  return {
    id,
    kind,
    name: random.oneOf(NAMES),
    parent,
    count: random.chance(0.6) ? 1 : random.whole(1, 1000),
    x: oddNumber(random, -1e6, 1e6),
    y: random.chance(0.05) ? -0 : random.whole(-2000, 2000),
    width: random.chance(0.8) ? 160 : oddNumber(random, 1, 1e6),
    height: random.chance(0.8) ? 120 : oddNumber(random, 1, 1e6),
    catalogId: random.chance(0.5) ? null : random.oneOf(CATALOG_IDS),
    torusDims: random.chance(0.9) ? null : [random.whole(1, 16), random.whole(1, 16), 4].slice(0, random.whole(1, 3)),
    regionId: random.chance(0.9) ? null : 'us-va',
    powerLimitWatts: random.chance(0.8) ? null : 40_000.5,
    storage: random.chance(0.9)
      ? null
      : { readBytesPerSecond: 2e12, writeBytesPerSecond: 1e12 / 3, capacityBytes: 2.4e17 },
    exceptions: random.chance(0.9)
      ? []
      : [{ index: 0, state: random.oneOf(['failed', 'degraded'] as const), speedFraction: random.next() }],
  };
}

/** Sound for any link: the first instance, and its first cable besides. */
function createLinkExceptions(random: SeededRandom): Link['exceptions'] {
  const all = { index: 0, cable: null, speedFraction: random.next() };
  return random.oneOf([[all], [{ ...all, cable: 0, speedFraction: 0 }], [all, { ...all, cable: 0 }]]);
}

function createModel(random: SeededRandom): ModelChoice {
  if (random.chance(0.6)) return { kind: 'catalog', modelId: random.oneOf(['llama3.1-405b', 'my model']) };
  return {
    kind: 'custom',
    name: random.oneOf(NAMES),
    source: 'config.json',
    architecture: {
      layers: random.whole(1, 200),
      hidden: random.whole(1, 20_000),
      heads: random.whole(1, 200),
      kvHeads: random.whole(1, 200),
      headDim: 128,
      ffn: random.whole(0, 60_000),
      gatedMlp: random.chance(0.5),
      vocab: 128_256,
      tiedEmbeddings: random.chance(0.5),
      maxContextTokens: random.chance(0.5) ? null : 131_072,
      learnedPositions: random.chance(0.5) ? 0 : 2048,
      normBias: random.chance(0.5),
      normsPerLayer: random.whole(1, 4),
      qkvBias: random.chance(0.5),
      attentionOutputBias: random.chance(0.5),
      mlpBias: random.chance(0.5),
      qkNorm: random.oneOf(['none', 'head', 'full'] as const),
      attentionOutputGate: random.chance(0.2),
      relativePositionProjection: random.chance(0.1),
      attentionSinks: random.chance(0.2),
      moe: random.chance(0.5)
        ? null
        : {
            experts: random.whole(2, 512),
            topK: random.whole(1, 8),
            expertFfn: 2048,
            sharedExperts: random.whole(0, 2),
            sharedFfn: 2048,
            sharedGate: random.chance(0.5),
            firstDenseLayers: random.whole(0, 3),
            every: random.whole(1, 2),
            denseFfn: 18_432,
            denseResidualFfn: 0,
            latentHidden: random.chance(0.8) ? null : 1024,
            expertBias: random.chance(0.2),
            routerBias: random.chance(0.5),
          },
      mla: random.chance(0.7)
        ? null
        : {
            qLoraRank: random.chance(0.3) ? null : 1536,
            kvLoraRank: 512,
            qkRopeHeadDim: 64,
            qkNopeHeadDim: 128,
            vHeadDim: 128,
          },
      localAttention: random.chance(0.8)
        ? null
        : { kind: random.oneOf(['sliding', 'chunked'] as const), spanTokens: 4096, localLayers: 24 },
      linearAttention: random.chance(0.9)
        ? null
        : {
            kind: 'gated-deltanet',
            layers: 36,
            keyHeads: 16,
            valueHeads: 32,
            keyDim: 128,
            valueDim: 128,
            convKernel: 4,
          },
      mamba2: random.chance(0.9) ? null : { heads: 128, headDim: 64, groups: 8, state: 128, convKernel: 4 },
      layerMix: random.chance(0.9) ? null : { mamba2: 23, attention: 6, mlp: 0, moe: 23 },
      sparseIndexer: random.chance(0.9) ? null : { heads: 64, headDim: 128, topKTokens: 2048 },
      mtpLayers: random.whole(0, 1),
    },
  };
}

function createCalibration(random: SeededRandom): PlanDocument['calibration'] {
  const multiplier = () => ({ factor: random.oneOf([0.05, 1, 20, 0.5 + random.next()]), deviation: random.next() });
  return {
    madeOn: '2026-11-21',
    acceleratorId: random.oneOf(['h100-sxm5-80gb', 'own']),
    softwareStackId: 'megatron-core',
    matmulRate: multiplier(),
    attentionRate: multiplier(),
    memoryRate: multiplier(),
    hostTime: multiplier(),
    stepTime: { factor: 1, deviation: 0 },
    levels: Array.from({ length: random.whole(0, 3) }, () => ({ bandwidth: multiplier(), latency: multiplier() })),
    residual: { before: random.next(), after: 0.02 },
    evidence: Array.from({ length: random.whole(0, 4) }, () => ({
      kind: random.oneOf(EVIDENCE_KINDS),
      label: random.oneOf(NAMES),
      count: random.whole(1, 10_000),
      measuredSeconds: random.chance(0.5) ? null : oddNumber(random, 0.001, 100),
      beforeSeconds: random.chance(0.5) ? null : 4.25,
      afterSeconds: random.chance(0.5) ? null : 1 / 3,
      spread: random.next(),
      run: random.chance(0.5)
        ? null
        : {
            accelerators: random.whole(1, 100_000),
            tensor: 8,
            context: 1,
            pipeline: random.whole(1, 64),
            expert: random.whole(1, 64),
            microBatchSequences: 1,
            globalBatchSequences: random.whole(1, 5000),
            sequenceLengthTokens: random.oneOf([4096, 8192, 100_000_000]),
          },
      constants: Array.from({ length: random.whole(0, 2) }, () => ({
        constant: random.oneOf(['matmulRate', 'bandwidth.0', 'latency.7']),
        factor: 0.5 + random.next(),
        deviation: 0.08,
      })),
    })),
  };
}

/** An order date, stages, or both. */
function createSchedule(random: SeededRandom): PlanDocument['schedule'] {
  return {
    orderDate: random.chance(0.3) ? null : random.oneOf(['2026-11-21', '2028-02-29', '2199-12-31']),
    stages: Array.from({ length: random.whole(0, 12) }, () => ({
      name: random.oneOf(NAMES),
      tokens: random.oneOf([1e9, 8e11 + 0.5, 1e-9]),
      sequenceLengthTokens: random.oneOf([4096, 131_072, 100_000_000]),
      globalBatchSequences: random.whole(1, 5000),
      place: random.oneOf(['before', 'after'] as const),
    })),
  };
}

/** A valid plan with up to `maxBlocks` blocks; the same seed gives the same plan. */
export function createRandomPlan(seed: number, maxBlocks = 40): PlanDocument {
  const random = createSeededRandom(seed);
  const plan = createEmptyPlan(random.oneOf(NAMES));
  const blocks: Block[] = [];
  const blockCount = random.whole(0, maxBlocks);
  for (let number = 1; number <= blockCount; number++) {
    const kind = random.oneOf(BLOCK_KINDS);
    const homes = blocks.filter((block) => mayNest(kind, block.kind));
    const parent = homes.length === 0 || random.chance(0.2) ? null : random.oneOf(homes).id;
    const id = random.chance(0.8)
      ? `b${number}`
      : random.oneOf([`x.${number}`, `n-${number}_0${number}`, `q${number}z`]);
    blocks.push(createRandomBlock(random, id, kind, parent));
  }
  const links: Link[] = [];
  const ported = blocks.filter(({ kind }) => !isFacilityUnit(kind));
  for (let number = 1; ported.length > 0 && number <= random.whole(0, blocks.length); number++) {
    links.push({
      id: `l${number}`,
      from: random.oneOf(ported).id,
      to: random.oneOf(ported).id,
      catalogId: random.oneOf(['ib-ndr', 'regional', 'my-cable']),
      cablesPerInstance: random.whole(1, 72),
      pattern: random.oneOf(['rails', 'single', 'spread'] as const),
      bandwidthBytesPerSecond: random.chance(0.7) ? null : 5e10 * random.next() + 1,
      latencySeconds: random.chance(0.7) ? null : 1.5e-6,
      exceptions: random.chance(0.9) ? [] : createLinkExceptions(random),
    });
  }
  return {
    ...plan,
    notes: random.chance(0.5) ? '' : 'Notes with “quotes” and\nlines.',
    drawing: {
      blocks: Object.fromEntries(blocks.map((block) => [block.id, block])),
      links: Object.fromEntries(links.map((link) => [link.id, link])),
    },
    workload: {
      ...plan.workload,
      model: createModel(random),
      sequenceLengthTokens: random.oneOf([2048, 8192, 131_072]),
      trainingTokens: random.oneOf([1e12, 15.6e12, 14.8e12 + 0.5, 1e-9]),
      matmulFormat: random.oneOf(MATMUL_FORMATS),
      gradientBytes: random.oneOf([2, 4] as const),
      masterWeightBytes: random.oneOf([0, 2, 4] as const),
      momentBytes: random.oneOf([1, 2, 4] as const),
    },
    strategy: {
      ...plan.strategy,
      acceleratorsUsed: random.chance(0.5) ? null : random.whole(1, 100_000),
      tensor: random.oneOf([1, 2, 4, 8]),
      pipeline: random.whole(1, 64),
      sequenceParallel: random.chance(0.5),
      sharding: random.oneOf(['none', 'optimizer', 'gradients', 'parameters'] as const),
      shardingGroupSize: random.chance(0.7) ? null : 256,
      ranksTogether: random.chance(0.7) ? null : random.whole(1, 72),
      schedule: random.oneOf(SCHEDULES),
      recompute: random.oneOf(['none', 'selective', 'block', 'full'] as const),
      rankOrder: random
        .oneOf([
          ['tensor', 'context', 'data', 'pipeline'],
          ['tensor', 'pipeline', 'context', 'data'],
        ] as const)
        .slice(),
    },
    assumptions: {
      choices: random.chance(0.5) ? {} : { failurePreset: 'llama3', toString: 'own-key' },
      overrides: random.chance(0.5)
        ? {}
        : { pue: 1.1, 'usd.per-kwh': 0.07, tiny: 5e-324, huge: 1.7976931348623157e308, minus: -0 },
    },
    calibration: random.chance(0.6) ? null : createCalibration(random),
    schedule: random.chance(0.6) ? plan.schedule : createSchedule(random),
  };
}
