/** What the named numbers of a software stack are called, and what their values mean. */

/** One factor in words. */
export interface FactorWords {
  readonly label: string;
  /** Unit of the value; '' = a share, a multiple or a count. */
  readonly unit?: string;
  /** What the values 0, 1, 2 … of a switch mean; absent where the value is an amount. */
  readonly choices?: readonly string[];
}

const NO_YES = ['no', 'yes'] as const;

const WORDS: Readonly<Record<string, FactorWords>> = {
  matmulEfficiency: { label: 'Matrix products, share of the accelerator’s ceiling' },
  attentionEfficiency: { label: 'Attention kernels, share of the accelerator’s ceiling' },
  groupedMatmulEfficiency: { label: 'Grouped expert products, share of plain ones' },
  lowPrecisionEfficiency: { label: 'Products below 16 bits, share of the ceiling' },
  attentionGeneration: {
    label: 'Attention kernels',
    choices: ['scores written out', 'FlashAttention', 'FlashAttention 2', 'the accelerator’s best'],
  },
  memoryPasses: { label: 'Traffic of norms and activations, times that of fused kernels' },
  castPasses: { label: 'Traffic of casts to narrow formats, times one read and two writes' },
  lossBytesPerLogit: { label: 'Traffic of softmax and loss, each logit', unit: 'bytes' },
  kernelGapSeconds: { label: 'Time between two kernels', unit: 's' },
  hostSecondsPerLayer: { label: 'Host time to launch a layer, forward and backward', unit: 's' },
  hostSecondsPerExpertLayer: { label: 'Host time that experts add to a layer', unit: 's' },
  hostSecondsPerExpert: { label: 'Host time to launch one expert’s products in a layer', unit: 's' },
  gatherPieces: { label: 'Collectives for the sharded parameters of a block' },
  stepOverheadSeconds: { label: 'Waiting once a step: data, logging', unit: 's' },
  tensorOverlap: {
    label: 'Tensor-parallel traffic hides behind computing',
    choices: ['no', 'in the backward pass', 'in both passes, in chunks'],
  },
  contextOverlap: { label: 'Context-parallel traffic hides behind attention', choices: NO_YES },
  expertOverlap: { label: 'Expert traffic hides behind another micro-batch', choices: NO_YES },
  gradientOverlap: { label: 'Gradients are reduced during the backward pass', choices: NO_YES },
  parameterOverlap: { label: 'Parameters are gathered during the pass that needs them', choices: NO_YES },
  pipelineOverlap: { label: 'Interleaved pipeline sends go on beside computing', choices: NO_YES },
  communicationUnits: { label: 'Compute units that a transfer occupies' },
  balancedContext: { label: 'Causal work is even over context-parallel ranks', choices: NO_YES },
  expertImbalance: { label: 'Work of the fullest expert rank, times the mean' },
  expertFusion: {
    label: 'Experts run as',
    choices: ['products of their own', 'one grouped product', 'fused products'],
  },
  expertPasses: { label: 'Passes over the tokens to permute them, each direction' },
  nodeDeduplication: { label: 'A token crosses the network once per node', choices: NO_YES },
  optimizerPasses: { label: 'Traffic of the optimizer, times one fused pass' },
  jitter: { label: 'Scatter of a rank’s step time, one standard deviation' },
  runtimeBytes: { label: 'Memory of the runtime', unit: 'bytes' },
  fragmentation: { label: 'Unused cache of the allocator, share of what is allocated' },
  reservedShare: { label: 'Memory that cannot be used, share' },
  narrowActivations: { label: 'All activations are kept in narrow formats', choices: NO_YES },
  recomputeStopsEarly: { label: 'Computing again stops at the last result that is needed', choices: NO_YES },
  ownedTensors: { label: 'Tensors of a layer whose optimizer states one rank owns whole; 0 = cut evenly' },
  launchBlocking: { label: 'The host waits for every kernel before the next', choices: NO_YES },
  gradientPlaceholders: { label: 'An empty gradient is kept for each shape of weight', choices: NO_YES },
  gatheredLayers: { label: 'Layers whose sharded parameters are gathered at once' },
  lossLogitBytes: { label: 'Memory of the loss, each logit', unit: 'bytes' },
  liveParameters: { label: 'Sharded parameters gathered at once at most; 0 = by layers' },
  bucketBytes: { label: 'Buckets in which gradients are reduced', unit: 'bytes' },
};

/** What a factor is called; its own name where it is not known. */
export function wordsOfFactor(name: string): FactorWords {
  return WORDS[name] ?? { label: name };
}

/** A factor's value: an amount as it is, a switch in words. */
export function readFactor({ choices }: FactorWords, value: number): number | string {
  return choices?.[value] ?? value;
}
