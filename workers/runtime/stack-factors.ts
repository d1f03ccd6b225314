/** One number of a software stack's efficiency profile; `src/domain/catalog/stack-factor-words.ts` says what it means. */
export interface StackFactor {
  readonly name: string;
  /** Value where a stack does not say it. */
  readonly fallback: number;
}

/** The factors in the order of the model's `STACK_…` offsets. */
export const STACK_FACTORS: readonly StackFactor[] = [
  { name: 'matmulEfficiency', fallback: 1 },
  { name: 'attentionEfficiency', fallback: 1 },
  { name: 'groupedMatmulEfficiency', fallback: 0.85 },
  { name: 'lowPrecisionEfficiency', fallback: 1 },
  { name: 'attentionGeneration', fallback: 3 },
  { name: 'memoryPasses', fallback: 1.2 },
  { name: 'castPasses', fallback: 1 },
  { name: 'lossBytesPerLogit', fallback: 14 },
  { name: 'kernelGapSeconds', fallback: 1.5e-6 },
  { name: 'hostSecondsPerLayer', fallback: 0.0006 },
  { name: 'hostSecondsPerExpertLayer', fallback: 0.0006 },
  { name: 'gatherPieces', fallback: 1 },
  { name: 'stepOverheadSeconds', fallback: 0.02 },
  { name: 'tensorOverlap', fallback: 1 },
  { name: 'contextOverlap', fallback: 1 },
  { name: 'expertOverlap', fallback: 0 },
  { name: 'gradientOverlap', fallback: 1 },
  { name: 'parameterOverlap', fallback: 1 },
  { name: 'pipelineOverlap', fallback: 0 },
  { name: 'communicationUnits', fallback: 20 },
  { name: 'balancedContext', fallback: 1 },
  { name: 'expertImbalance', fallback: 1.05 },
  { name: 'expertPasses', fallback: 1.5 },
  { name: 'nodeDeduplication', fallback: 0 },
  { name: 'optimizerPasses', fallback: 1 },
  { name: 'jitter', fallback: 0.002 },
  { name: 'runtimeBytes', fallback: 2500000000.0 },
  { name: 'fragmentation', fallback: 0.05 },
  { name: 'reservedShare', fallback: 0.02 },
];

/** How a stack runs experts, in the order of the model's offsets from `STACK_EXPERT_FUSION`. */
export const STACK_EXPERT_FACTORS: readonly StackFactor[] = [
  { name: 'expertFusion', fallback: 0 },
  { name: 'hostSecondsPerExpert', fallback: 0 },
];

/** What programs do each their own way, in the order of the model's offsets from `STACK_NARROW_ACTIVATIONS`. */
export const STACK_PROGRAM_FACTORS: readonly StackFactor[] = [
  { name: 'narrowActivations', fallback: 0 },
  { name: 'recomputeStopsEarly', fallback: 0 },
  { name: 'launchBlocking', fallback: 0 },
  { name: 'ownedTensors', fallback: 0 },
];

/** What a stack holds in memory, in the order of the model's offsets from `STACK_GRADIENT_PLACEHOLDERS`. */
export const STACK_MEMORY_FACTORS: readonly StackFactor[] = [
  { name: 'gradientPlaceholders', fallback: 0 },
  { name: 'gatheredLayers', fallback: 2 },
  { name: 'lossLogitBytes', fallback: 6 },
  { name: 'liveParameters', fallback: 0 },
  { name: 'bucketBytes', fallback: 0 },
];
