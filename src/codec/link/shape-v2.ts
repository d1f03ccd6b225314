/** What version 2 of the link writes behind the drawing, in its order. FROZEN: a new field of the plan makes a new version. */
import { BOOLEAN, list, NUMBER, nullable, object, pick, record, type Shape, STRING, variant } from './shape.ts';
import { ARCHITECTURE_V1 } from './shape-v1.ts';

const MULTIPLIER_V2: Shape = object(['factor', NUMBER], ['deviation', NUMBER]);

const RUN_V2: Shape = object(
  ['accelerators', NUMBER],
  ['tensor', NUMBER],
  ['context', NUMBER],
  ['pipeline', NUMBER],
  ['expert', NUMBER],
  ['microBatchSequences', NUMBER],
  ['globalBatchSequences', NUMBER],
  ['sequenceLengthTokens', NUMBER],
);

const CALIBRATION_V2: Shape = object(
  ['madeOn', STRING],
  ['acceleratorId', STRING],
  ['softwareStackId', STRING],
  ['matmulRate', MULTIPLIER_V2],
  ['attentionRate', MULTIPLIER_V2],
  ['memoryRate', MULTIPLIER_V2],
  ['hostTime', MULTIPLIER_V2],
  ['stepTime', MULTIPLIER_V2],
  ['levels', list(object(['bandwidth', MULTIPLIER_V2], ['latency', MULTIPLIER_V2]))],
  ['residual', object(['before', NUMBER], ['after', NUMBER])],
  [
    'evidence',
    list(
      object(
        ['kind', pick('step-time', 'training-log', 'collectives', 'matrix-products')],
        ['label', STRING],
        ['count', NUMBER],
        ['measuredSeconds', nullable(NUMBER)],
        ['beforeSeconds', nullable(NUMBER)],
        ['afterSeconds', nullable(NUMBER)],
        ['spread', NUMBER],
        ['run', nullable(RUN_V2)],
        ['constants', list(object(['constant', STRING], ['factor', NUMBER], ['deviation', NUMBER]))],
      ),
    ),
  ],
);

/** The plan without its drawing. */
export const REST_V2: Shape = object(
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
      ['schedule', pick('1f1b', 'interleaved', 'gpipe', 'zb-h1', 'zb-v', 'dualpipe')],
      ['recompute', pick('none', 'selective', 'block', 'full')],
      ['recomputeLayersPerStage', NUMBER],
      ['offloadOptimizer', BOOLEAN],
      ['rankOrder', list(pick('tensor', 'context', 'data', 'pipeline'))],
      ['softwareStackId', STRING],
    ),
  ],
  ['assumptions', object(['choices', record(STRING)], ['overrides', record(NUMBER)])],
  ['calibration', nullable(CALIBRATION_V2)],
);
