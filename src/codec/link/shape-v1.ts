/** What version 1 of the link writes, in its order. FROZEN: a new field of the plan makes a new version with its own shapes. */
import { BOOLEAN, list, NUMBER, nullable, object, pick, record, type Shape, STRING, variant } from './shape.ts';

/** A block without its id and its parent, which the drawing writes by itself. */
export const BLOCK_V1: Shape = object(
  ['kind', pick('site', 'hall', 'row', 'rack', 'node', 'accelerator', 'switch', 'storage')],
  ['name', STRING],
  ['count', NUMBER],
  ['x', NUMBER],
  ['y', NUMBER],
  ['width', NUMBER],
  ['height', NUMBER],
  ['catalogId', nullable(STRING)],
  ['torusDims', nullable(list(NUMBER))],
  ['regionId', nullable(STRING)],
  ['powerLimitWatts', nullable(NUMBER)],
  [
    'storage',
    nullable(object(['readBytesPerSecond', NUMBER], ['writeBytesPerSecond', NUMBER], ['capacityBytes', NUMBER])),
  ],
  ['exceptions', list(object(['index', NUMBER], ['state', pick('failed', 'degraded')], ['speedFraction', NUMBER]))],
);

/** A link of the drawing without its id and its ends. */
export const LINK_V1: Shape = object(
  ['catalogId', STRING],
  ['cablesPerInstance', NUMBER],
  ['pattern', pick('rails', 'single', 'spread')],
  ['bandwidthBytesPerSecond', nullable(NUMBER)],
  ['latencySeconds', nullable(NUMBER)],
);

/** The shape of a model that was brought along. */
export const ARCHITECTURE_V1: Shape = object(
  ['layers', NUMBER],
  ['hidden', NUMBER],
  ['heads', NUMBER],
  ['kvHeads', NUMBER],
  ['headDim', NUMBER],
  ['ffn', NUMBER],
  ['gatedMlp', BOOLEAN],
  ['vocab', NUMBER],
  ['tiedEmbeddings', BOOLEAN],
  ['maxContextTokens', nullable(NUMBER)],
  ['learnedPositions', NUMBER],
  ['normBias', BOOLEAN],
  ['normsPerLayer', NUMBER],
  ['qkvBias', BOOLEAN],
  ['attentionOutputBias', BOOLEAN],
  ['mlpBias', BOOLEAN],
  ['qkNorm', pick('none', 'head', 'full')],
  ['attentionOutputGate', BOOLEAN],
  ['relativePositionProjection', BOOLEAN],
  ['attentionSinks', BOOLEAN],
  [
    'moe',
    nullable(
      object(
        ['experts', NUMBER],
        ['topK', NUMBER],
        ['expertFfn', NUMBER],
        ['sharedExperts', NUMBER],
        ['sharedFfn', NUMBER],
        ['sharedGate', BOOLEAN],
        ['firstDenseLayers', NUMBER],
        ['every', NUMBER],
        ['denseFfn', NUMBER],
        ['denseResidualFfn', NUMBER],
        ['latentHidden', nullable(NUMBER)],
        ['expertBias', BOOLEAN],
        ['routerBias', BOOLEAN],
      ),
    ),
  ],
  [
    'mla',
    nullable(
      object(
        ['qLoraRank', nullable(NUMBER)],
        ['kvLoraRank', NUMBER],
        ['qkRopeHeadDim', NUMBER],
        ['qkNopeHeadDim', NUMBER],
        ['vHeadDim', NUMBER],
      ),
    ),
  ],
  [
    'localAttention',
    nullable(object(['kind', pick('sliding', 'chunked')], ['spanTokens', NUMBER], ['localLayers', NUMBER])),
  ],
  [
    'linearAttention',
    nullable(
      object(
        ['kind', pick('gated-deltanet', 'lightning')],
        ['layers', NUMBER],
        ['keyHeads', NUMBER],
        ['valueHeads', NUMBER],
        ['keyDim', NUMBER],
        ['valueDim', NUMBER],
        ['convKernel', NUMBER],
      ),
    ),
  ],
  [
    'mamba2',
    nullable(
      object(['heads', NUMBER], ['headDim', NUMBER], ['groups', NUMBER], ['state', NUMBER], ['convKernel', NUMBER]),
    ),
  ],
  ['layerMix', nullable(object(['mamba2', NUMBER], ['attention', NUMBER], ['mlp', NUMBER], ['moe', NUMBER]))],
  ['sparseIndexer', nullable(object(['heads', NUMBER], ['headDim', NUMBER], ['topKTokens', NUMBER]))],
  ['mtpLayers', NUMBER],
);

/** The plan without its drawing. */
export const REST_V1: Shape = object(
  ['name', STRING],
  ['notes', STRING],
  [
    'workload',
    object(
      [
        'model',
        variant(
          'kind',
          ['catalog', object(['modelId', STRING])],
          ['custom', object(['name', STRING], ['architecture', ARCHITECTURE_V1], ['source', STRING])],
        ),
      ],
      ['sequenceLengthTokens', NUMBER],
      ['globalBatchSequences', NUMBER],
      ['trainingTokens', NUMBER],
      ['matmulFormat', pick('fp32', 'tf32', 'fp16', 'bf16', 'fp8', 'mxfp8', 'fp4')],
      ['gradientBytes', NUMBER],
      ['masterWeightBytes', NUMBER],
      ['momentBytes', NUMBER],
    ),
  ],
  [
    'strategy',
    object(
      ['acceleratorsUsed', nullable(NUMBER)],
      ['tensor', NUMBER],
      ['context', NUMBER],
      ['pipeline', NUMBER],
      ['virtualStages', NUMBER],
      ['expert', NUMBER],
      ['expertTensor', NUMBER],
      ['microBatchSequences', NUMBER],
      ['sequenceParallel', BOOLEAN],
      ['sharding', pick('none', 'optimizer', 'gradients', 'parameters')],
      ['shardingGroupSize', nullable(NUMBER)],
      ['schedule', pick('1f1b', 'interleaved')],
      ['recompute', pick('none', 'selective', 'block', 'full')],
      ['recomputeLayersPerStage', NUMBER],
      ['offloadOptimizer', BOOLEAN],
      ['rankOrder', list(pick('tensor', 'context', 'data', 'pipeline'))],
      ['softwareStackId', STRING],
    ),
  ],
  ['assumptions', object(['choices', record(STRING)], ['overrides', record(NUMBER)])],
);
