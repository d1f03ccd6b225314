/** One number of a software stack's efficiency profile. */
export interface StackFactor {
  readonly name: string;
  /** What it means, for people. */
  readonly label: string;
  /** Value where a stack does not say it. */
  readonly fallback: number;
}

/** The factors in the order of the model's `STACK_…` offsets. */
export const STACK_FACTORS: readonly StackFactor[] = [
  { name: 'matmulEfficiency', label: 'Products against the accelerator’s ceiling', fallback: 1 },
  { name: 'attentionEfficiency', label: 'Attention kernels against the accelerator’s ceiling', fallback: 1 },
  { name: 'groupedMatmulEfficiency', label: 'Grouped expert products against plain ones', fallback: 0.85 },
  { name: 'lowPrecisionEfficiency', label: 'Products below 16 bits against the ceiling', fallback: 1 },
  {
    name: 'attentionGeneration',
    label: 'Attention kernels: 0 scores written out, 1 FlashAttention, 2 FlashAttention 2, 3 the accelerator’s best',
    fallback: 3,
  },
  { name: 'memoryPasses', label: 'Traffic of norms, activations and the like against fused kernels', fallback: 1.2 },
  { name: 'castPasses', label: 'Traffic of casts to narrow formats; 1 = one read, two writes', fallback: 1 },
  { name: 'lossBytesPerLogit', label: 'Bytes moved per logit by softmax and loss, forward and backward', fallback: 14 },
  { name: 'kernelGapSeconds', label: 'Idle between two kernels', fallback: 1.5e-6 },
  { name: 'hostSecondsPerLayer', label: 'Host time to launch one layer forward and backward', fallback: 0.0006 },
  {
    name: 'hostSecondsPerExpertLayer',
    label: 'Host time that a mixture of experts takes beyond that',
    fallback: 0.0006,
  },
  {
    name: 'gatherPieces',
    label: 'Collectives for the parameters of a block: 1 joined, more where tensors go one by one',
    fallback: 1,
  },
  { name: 'stepOverheadSeconds', label: 'Waiting once per step: data, logging', fallback: 0.02 },
  {
    name: 'tensorOverlap',
    label: 'Tensor-parallel traffic: 0 waits, 1 hides in the backward pass, 2 also in chunks in the forward pass',
    fallback: 1,
  },
  { name: 'contextOverlap', label: '1 = context-parallel traffic hides behind attention', fallback: 1 },
  { name: 'expertOverlap', label: '1 = expert traffic hides behind another micro-batch', fallback: 0 },
  { name: 'gradientOverlap', label: '1 = gradients are reduced during the backward pass', fallback: 1 },
  { name: 'parameterOverlap', label: '1 = parameters are gathered during the pass that needs them', fallback: 1 },
  { name: 'pipelineOverlap', label: '1 = interleaved pipeline sends do not hold up the sender', fallback: 0 },
  { name: 'communicationUnits', label: 'Compute units that a transfer occupies', fallback: 20 },
  { name: 'balancedContext', label: '1 = causal work is even over context-parallel ranks', fallback: 1 },
  { name: 'expertImbalance', label: 'Work of the fullest expert rank against the mean', fallback: 1.05 },
  { name: 'expertPasses', label: 'Passes over the tokens to permute them, per direction', fallback: 1.5 },
  { name: 'nodeDeduplication', label: '1 = a token crosses the network once per node', fallback: 0 },
  { name: 'optimizerPasses', label: 'Traffic of the optimizer against one fused pass', fallback: 1 },
  { name: 'jitter', label: 'Standard deviation of a rank’s step time', fallback: 0.002 },
  { name: 'runtimeBytes', label: 'Memory of the runtime itself', fallback: 2500000000.0 },
  { name: 'fragmentation', label: 'Unused cache of the allocator, share of what is allocated', fallback: 0.05 },
  { name: 'reservedShare', label: 'Share of the memory that cannot be used', fallback: 0.02 },
];

/** How a stack runs experts, in the order of the model's offsets from `STACK_EXPERT_FUSION`. */
export const STACK_EXPERT_FACTORS: readonly StackFactor[] = [
  {
    name: 'expertFusion',
    label: 'Experts: 0 a product for each, 1 one grouped product, 2 with bias, activation and casts inside it',
    fallback: 0,
  },
  { name: 'hostSecondsPerExpert', label: 'Host time to launch one expert’s products, per layer', fallback: 0 },
];

/** How a stack keeps forward passes and launches kernels, in the order of the model's offsets from `STACK_NARROW_ACTIVATIONS`. */
export const STACK_ACTIVATION_FACTORS: readonly StackFactor[] = [
  {
    name: 'narrowActivations',
    label: '1 = keeps activations that are not operands in narrow formats too',
    fallback: 0,
  },
  {
    name: 'recomputeStopsEarly',
    label: '1 = computing a layer again stops at the last result that its backward pass needs',
    fallback: 0,
  },
  { name: 'launchBlocking', label: '1 = the host waits for every kernel before it launches the next', fallback: 0 },
];

/** What a stack holds in memory, in the order of the model's offsets from `STACK_GRADIENT_PLACEHOLDERS`. */
export const STACK_MEMORY_FACTORS: readonly StackFactor[] = [
  { name: 'gradientPlaceholders', label: '1 = keeps an empty gradient for each shape of weight', fallback: 0 },
  { name: 'gatheredLayers', label: 'Layers whose sharded parameters are gathered at once', fallback: 2 },
  { name: 'lossLogitBytes', label: 'Bytes per logit while the loss is computed', fallback: 6 },
  { name: 'liveParameters', label: 'Sharded parameters that may be gathered at once; 0 = by layers', fallback: 0 },
  { name: 'bucketBytes', label: 'Buckets in which gradients are reduced, beside the gradients', fallback: 0 },
];
