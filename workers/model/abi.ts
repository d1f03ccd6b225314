/**
 * Where each number of a packed Scenario and of a packed Estimate lies. Numbers are f64; units as in `scenario.ts` and `estimate.ts`.
 * The host writes `scenario`, calls `estimate`, reads `result`.
 */

// Shape of the model; counts and widths, 0 = has none.
export const MODEL_LAYERS = 0;
export const MODEL_HIDDEN = 1;
/** Query heads. */
export const MODEL_HEADS = 2;
export const MODEL_KV_HEADS = 3;
export const MODEL_HEAD_DIM = 4;
/** Width of the dense feed-forward block. */
export const MODEL_DENSE_FFN = 5;
/** 1 = three matrices. */
export const MODEL_GATED = 6;
export const MODEL_VOCAB = 7;
/** 1 = output layer shares the embedding table. */
export const MODEL_TIED = 8;
export const MODEL_LEARNED_POSITIONS = 9;
export const MODEL_NORMS_PER_LAYER = 10;
/** 1 = attention output is gated. */
export const MODEL_OUTPUT_GATE = 11;
/** 1 = queries and keys are normalised. */
export const MODEL_QK_NORM = 12;
/** 1 = learned sinks. */
export const MODEL_ATTENTION_SINKS = 13;
/** Routed experts in a MoE layer. */
export const MODEL_EXPERTS = 14;
export const MODEL_TOP_K = 15;
export const MODEL_EXPERT_FFN = 16;
/** All shared experts together. */
export const MODEL_SHARED_FFN = 17;
export const MODEL_FIRST_DENSE = 18;
export const MODEL_MOE_EVERY = 19;
export const MODEL_RESIDUAL_FFN = 20;
/** 0 = experts work on the hidden width. */
export const MODEL_LATENT_HIDDEN = 21;
export const MODEL_EXPERT_BIAS = 22;
/** Latent attention: rank of keys and values; 0 = plain attention. */
export const MODEL_KV_RANK = 23;
/** 0 = queries are projected directly. */
export const MODEL_Q_RANK = 24;
export const MODEL_ROPE_DIM = 25;
export const MODEL_NOPE_DIM = 26;
export const MODEL_VALUE_DIM = 27;
/** 0 none, 1 sliding, 2 chunked. */
export const MODEL_LOCAL_KIND = 28;
export const MODEL_LOCAL_SPAN = 29;
export const MODEL_LOCAL_LAYERS = 30;
/** 0 none, 1 gated delta net, 2 lightning. */
export const MODEL_LINEAR_KIND = 31;
export const MODEL_LINEAR_LAYERS = 32;
export const MODEL_LINEAR_KEY_HEADS = 33;
export const MODEL_LINEAR_VALUE_HEADS = 34;
export const MODEL_LINEAR_KEY_DIM = 35;
export const MODEL_LINEAR_VALUE_DIM = 36;
export const MODEL_LINEAR_CONV = 37;
export const MODEL_MAMBA_HEADS = 38;
export const MODEL_MAMBA_HEAD_DIM = 39;
export const MODEL_MAMBA_GROUPS = 40;
export const MODEL_MAMBA_STATE = 41;
export const MODEL_MAMBA_CONV = 42;
/** 1 = each layer holds one block only. */
export const MODEL_MIXED = 43;
export const MODEL_MIX_MAMBA = 44;
export const MODEL_MIX_ATTENTION = 45;
export const MODEL_MIX_DENSE = 46;
export const MODEL_MIX_MOE = 47;
export const MODEL_INDEXER_HEADS = 48;
export const MODEL_INDEXER_DIM = 49;
export const MODEL_INDEXER_TOP_K = 50;
export const MODEL_MTP_LAYERS = 51;

// What is trained.
/** Tokens. */
export const TRAIN_SEQUENCE = 52;
/** Sequences. */
export const TRAIN_BATCH = 53;
/** Of the whole run. */
export const TRAIN_TOKENS = 54;
/** 0 fp32, 1 tf32, 2 fp16, 3 bf16, 4 fp8, 5 mxfp8, 6 fp4. */
export const TRAIN_FORMAT = 55;
export const TRAIN_GRADIENT_BYTES = 56;
export const TRAIN_MASTER_BYTES = 57;
export const TRAIN_MOMENT_BYTES = 58;
/** Low-rank adapters on a frozen model; 0 = all weights are trained. */
export const TRAIN_ADAPTER_RANK = 59;

// How the work is cut.
export const PLAN_ACCELERATORS = 60;
export const PLAN_TENSOR = 61;
export const PLAN_CONTEXT = 62;
export const PLAN_PIPELINE = 63;
/** Stages per rank. */
export const PLAN_VIRTUAL = 64;
export const PLAN_DATA = 65;
export const PLAN_EXPERT = 66;
export const PLAN_EXPERT_TENSOR = 67;
/** Sequences. */
export const PLAN_MICRO_BATCH = 68;
/** 0 or 1. */
export const PLAN_SEQUENCE_PARALLEL = 69;
/** 0 none, 1 optimizer, 2 + gradients, 3 + parameters. */
export const PLAN_SHARDING = 70;
/** Data ranks. */
export const PLAN_SHARDING_GROUP = 71;
/** 0 1F1B, 1 interleaved, 2 GPipe, 3 ZB-H1, 4 ZB-V, 5 DualPipe. */
export const PLAN_SCHEDULE = 72;
/** 0 none, 1 selective, 2 block, 3 full. */
export const PLAN_RECOMPUTE = 73;
/** Of each stage, when RECOMPUTE is block. */
export const PLAN_RECOMPUTE_LAYERS = 74;
/** Bits: 1 attention core, 2 norms, 4 activation functions, 8 latent up-projections, 16 dense feed-forward, 32 experts, 64 attention projections. */
export const PLAN_RECOMPUTE_MODULES = 75;
/** 1 = optimizer in host memory. */
export const PLAN_OFFLOAD = 76;
/** Innermost dimension: 0 tensor, 1 context, 2 data, 3 pipeline. */
export const PLAN_ORDER_0 = 77;
export const PLAN_ORDER_1 = 78;
export const PLAN_ORDER_2 = 79;
export const PLAN_ORDER_3 = 80;

// One accelerator.
/** Seven formats, FLOP/s. */
export const CHIP_PEAK = 81;
/** Seven formats, share of the peak. */
export const CHIP_CEILING = 88;
/** Share of the peak. */
export const CHIP_ATTENTION_FORWARD = 95;
export const CHIP_ATTENTION_BACKWARD = 96;
/** Bytes. */
export const CHIP_MEMORY = 97;
/** Bytes/s. */
export const CHIP_MEMORY_BANDWIDTH = 98;
export const CHIP_MEMORY_EFFICIENCY = 99;
export const CHIP_UNITS = 100;
export const CHIP_TILE_ROWS = 101;
export const CHIP_TILE_COLUMNS = 102;
/** Elements, of 16 bits or more. */
export const CHIP_DEPTH_HALF = 103;
/** Bytes/s. */
export const CHIP_HOST_BANDWIDTH = 104;

// Efficiency profile of the software; the factors of `software-stacks.json` in order.
/** MatmulEfficiency. */
export const STACK_MATMUL_EFFICIENCY = 105;
/** AttentionEfficiency. */
export const STACK_ATTENTION_EFFICIENCY = 106;
/** GroupedMatmulEfficiency. */
export const STACK_GROUPED_EFFICIENCY = 107;
/** LowPrecisionEfficiency. */
export const STACK_LOW_PRECISION_EFFICIENCY = 108;
/** AttentionGeneration. */
export const STACK_ATTENTION_GENERATION = 109;
/** MemoryPasses. */
export const STACK_MEMORY_PASSES = 110;
/** CastPasses. */
export const STACK_CAST_PASSES = 111;
/** LossBytesPerLogit. */
export const STACK_LOSS_BYTES = 112;
/** KernelGapSeconds. */
export const STACK_KERNEL_GAP = 113;
/** HostSecondsPerLayer. */
export const STACK_HOST_LAYER = 114;
/** HostSecondsPerExpertLayer. */
export const STACK_HOST_EXPERT_LAYER = 115;
/** Collectives for a block's sharded parameters: 1 joined, more where tensors go one by one. */
export const STACK_GATHER_PIECES = 116;
/** StepOverheadSeconds. */
export const STACK_STEP_OVERHEAD = 117;
/** TensorOverlap. */
export const STACK_TENSOR_OVERLAP = 118;
/** ContextOverlap. */
export const STACK_CONTEXT_OVERLAP = 119;
/** ExpertOverlap. */
export const STACK_EXPERT_OVERLAP = 120;
/** GradientOverlap. */
export const STACK_GRADIENT_OVERLAP = 121;
/** ParameterOverlap. */
export const STACK_PARAMETER_OVERLAP = 122;
/** PipelineOverlap. */
export const STACK_PIPELINE_OVERLAP = 123;
/** CommunicationUnits. */
export const STACK_COMMUNICATION_UNITS = 124;
/** BalancedContext. */
export const STACK_BALANCED_CONTEXT = 125;
/** ExpertImbalance. */
export const STACK_EXPERT_IMBALANCE = 126;
/** ExpertPasses. */
export const STACK_EXPERT_PASSES = 127;
/** NodeDeduplication. */
export const STACK_NODE_DEDUPLICATION = 128;
/** OptimizerPasses. */
export const STACK_OPTIMIZER_PASSES = 129;
/** Jitter. */
export const STACK_JITTER = 130;
/** RuntimeBytes. */
export const STACK_RUNTIME_BYTES = 131;
/** Fragmentation. */
export const STACK_FRAGMENTATION = 132;
/** ReservedShare. */
export const STACK_RESERVED = 133;

// Nested network levels, innermost first.
/** Levels. */
export const NET_COUNT = 134;

/** First field of the first network level. */
export const NET_FIRST = 135;
/** Numbers per network level. */
export const LEVEL_STRIDE = 12;
/** Most network levels. */
export const MAX_LEVELS = 8;
export const LEVEL_ACCELERATORS = 0;
/** 0 switch, 1 mesh, 2 torus, 3 wan. */
export const LEVEL_KIND = 1;
export const LEVEL_BANDWIDTH = 2;
export const LEVEL_LATENCY = 3;
export const LEVEL_EFFICIENCY = 4;
/** Share of the bandwidth at which the switches add up a buffer; 0 = they cannot. */
export const LEVEL_REDUCTION = 5;
export const LEVEL_NEIGHBOUR = 6;
export const LEVEL_DIM_COUNT = 7;
/** Torus shape, slowest dimension first. */
export const LEVEL_DIM_0 = 8;
export const LEVEL_DIM_1 = 9;
export const LEVEL_DIM_2 = 10;
/** Seconds of the ramp to the plateau. */
export const LEVEL_RAMP = 11;
/** More of the accelerator: keys' worth of work at an attention tile's start and end. */
export const CHIP_ATTENTION_KEYS_HALF = 231;
/** Elements. */
export const CHIP_ATTENTION_HEAD_HALF = 232;
/** Against the best kernels. */
export const CHIP_FLASH2_SHARE = 233;
/** Bytes of gradients held per trained parameter between micro-batches; what is reduced may be less. */
export const TRAIN_HELD_GRADIENT_BYTES = 234;
/** Share of the kept activations that waits in host memory. */
export const PLAN_ACTIVATION_OFFLOAD = 235;
// What the software holds in memory; the factors of `STACK_MEMORY_FACTORS` in order.
/** GradientPlaceholders. */
export const STACK_GRADIENT_PLACEHOLDERS = 236;
/** GatheredLayers. */
export const STACK_GATHERED_LAYERS = 237;
/** LossLogitBytes. */
export const STACK_LOSS_LOGIT_BYTES = 238;
export const STACK_LIVE_PARAMETERS = 239;
export const STACK_BUCKET_BYTES = 240;
/** Elements: fp8, mxfp8, fp4. */
export const CHIP_NARROW_DEPTH_HALF = 241;
/** Share of an unfilled last wave that costs time: 16 bits or more, fp8, mxfp8, fp4. */
export const CHIP_LAST_WAVE = 244;
// How the software runs experts; the factors of `STACK_EXPERT_FACTORS` in order.
/** 0 a product for each expert, 1 one grouped product, 2 with activation, bias and casts inside. */
export const STACK_EXPERT_FUSION = 248;
/** Seconds per layer. */
export const STACK_HOST_EXPERT = 249;
/** 1 = inputs of activation functions and results of attention wait in narrow formats where products are narrow. */
export const STACK_NARROW_ACTIVATIONS = 250;
/** 1 = computing a layer again stops at the last result that its backward pass needs. */
export const STACK_EARLY_STOP = 251;
/** 1 = the host waits for every kernel before it launches the next. */
export const STACK_LAUNCH_BLOCKING = 252;
/** Tensors of a layer that ranks own whole under a sharded optimizer; 0 = cut evenly. */
export const STACK_OWNED_TENSORS = 253;
/** Share of the layers whose products stay in 16 bits, 0–1. */
export const TRAIN_WIDE_LAYERS = 254;
/** Length of a packed Scenario. */
export const SCENARIO_LENGTH = 319;

// The packed Estimate.
export const OUT_STEP_SECONDS = 0;
/** Ten categories in the order of `CATEGORIES`: compute, recompute, tensor, context, expert, pipeline, data, optimizer, bubble, idle. */
export const OUT_BREAKDOWN = 1;
export const OUT_MICRO_BATCHES = 11;
export const OUT_MODEL_FLOPS = 12;
export const OUT_HARDWARE_FLOPS = 13;
export const OUT_MFU = 14;
export const OUT_HFU = 15;
export const OUT_FLOPS_PER_ACCELERATOR = 16;
export const OUT_TOKENS_PER_SECOND = 17;
export const OUT_BUBBLE = 18;
/** Nine components in the order of `MEMORY_COMPONENTS`. */
export const OUT_MEMORY = 19;
export const OUT_MEMORY_TOTAL = 28;
export const OUT_MEMORY_CAPACITY = 29;
export const OUT_MEMORY_FITS = 30;
export const OUT_WORST_STAGE = 31;
export const OUT_STEPS = 32;
export const OUT_IDEAL_SECONDS = 33;
/** Seconds of one step on the slowest rank in which compute-bound kernels run. */
export const OUT_COMPUTE_BUSY = 34;
export const OUT_STAGES = 36;
export const OUT_OPERATIONS = 37;
export const OUT_COLLECTIVES = 38;
/** Bytes by pipeline stage. */
export const OUT_STAGE_BYTES = 39;
export const OUT_OPERATION_ROWS = 295;
export const OUT_COLLECTIVE_ROWS = 1575;
/** Bytes that one step moves on the slowest rank ÷ memory bandwidth. */
export const OUT_MEMORY_BUSY = 2055;
/** Seconds of one step with communication in flight, hidden or not. */
export const OUT_LINK_BUSY = 2056;
/** Length of a packed Estimate. */
export const ESTIMATE_LENGTH = 2057;
/** Most pipeline stages. */
export const MAX_STAGES = 256;
/** Most operation rows, and numbers in one: name, phase, repeats, FLOP, bytes, seconds, bound, block. */
export const MAX_OPERATIONS = 160;
export const OPERATION_STRIDE = 8;
/** Most collective rows, and numbers in one: name, category, algorithm, ranks, bytes, level, repeats, seconds, exposed seconds, block. */
export const MAX_COLLECTIVES = 48;
export const COLLECTIVE_STRIDE = 10;

// Names of operations; the host holds their text in the same order.
export const OP_NORM = 0;
export const OP_RESIDUAL = 1;
export const OP_QKV = 2;
export const OP_ATTENTION_CORE = 3;
export const OP_ATTENTION_SCORES = 4;
export const OP_ATTENTION_VALUES = 5;
export const OP_ATTENTION_SOFTMAX = 6;
export const OP_ATTENTION_OUTPUT = 7;
export const OP_ROTARY = 8;
export const OP_QUERY_NORM = 9;
export const OP_LATENT_DOWN = 10;
export const OP_LATENT_UP = 11;
export const OP_INDEXER = 12;
export const OP_LINEAR_IN = 13;
export const OP_LINEAR_CONVOLUTION = 14;
export const OP_LINEAR_CORE = 15;
export const OP_LINEAR_OUT = 16;
export const OP_MAMBA_IN = 17;
export const OP_MAMBA_CONVOLUTION = 18;
export const OP_MAMBA_CORE = 19;
export const OP_MAMBA_OUT = 20;
export const OP_FFN_UP = 21;
export const OP_FFN_ACTIVATION = 22;
export const OP_FFN_DOWN = 23;
export const OP_ROUTER = 24;
export const OP_PERMUTE = 25;
export const OP_UNPERMUTE = 26;
export const OP_EXPERTS_UP = 27;
export const OP_EXPERTS_ACTIVATION = 28;
export const OP_EXPERTS_DOWN = 29;
export const OP_SHARED_UP = 30;
export const OP_SHARED_ACTIVATION = 31;
export const OP_SHARED_DOWN = 32;
export const OP_LATENT_IN = 33;
export const OP_LATENT_OUT = 34;
export const OP_ADAPTERS = 35;
export const OP_EMBEDDING = 36;
export const OP_OUTPUT_LAYER = 37;
export const OP_LOSS = 38;
export const OP_OPTIMIZER = 39;
export const OP_GRADIENT_NORM = 40;
export const OP_HOST_TRANSFER = 41;
export const OP_CASTS = 42;
export const OP_GRADIENT_ACCUMULATION = 43;

// Names of collectives; the host holds their text in the same order.
export const COLL_TENSOR_FORWARD = 0;
export const COLL_TENSOR_BACKWARD = 1;
export const COLL_CONTEXT_FORWARD = 2;
export const COLL_CONTEXT_BACKWARD = 3;
export const COLL_EXPERT_DISPATCH = 4;
export const COLL_EXPERT_COMBINE = 5;
export const COLL_EXPERT_TENSOR = 6;
export const COLL_PIPELINE_SEND = 7;
export const COLL_GRADIENT_REDUCE = 8;
export const COLL_PARAMETER_GATHER = 9;
export const COLL_REPLICA_REDUCE = 10;
export const COLL_EXPERT_GRADIENT_REDUCE = 11;
export const COLL_EXPERT_PARAMETER_GATHER = 12;
export const COLL_LAYER_GATHER = 13;
export const COLL_LAYER_SCATTER = 14;
export const COLL_EXPERT_LAYER_GATHER = 15;
export const COLL_EXPERT_LAYER_SCATTER = 16;
export const COLL_EMBEDDING_REDUCE = 17;
export const COLL_GRADIENT_NORM_REDUCE = 18;

// A batch evaluation: rows of strategies in, rows of headline figures out.
/** Most strategies in one call. */
export const MAX_STRATEGIES = 4096;
/** Tensor, context, pipeline, virtual stages, expert, micro-batch sequences, sharding, recompute. */
export const STRATEGY_STRIDE = 8;
/** Step seconds, memory bytes, fits, model FLOP utilization. */
export const EVALUATION_STRIDE = 4;

// What `estimate` answers.
export const STATUS_OK = 0;
/** Accelerators are not the product of the dimensions, or a group does not divide. */
export const STATUS_INDIVISIBLE = 1;
/** More pipeline stages or network levels than the model holds. */
export const STATUS_TOO_LARGE = 2;
/** The accelerator does not offer the number format. */
export const STATUS_FORMAT = 3;
/** A number that is not finite came in or out. */
export const STATUS_NOT_FINITE = 4;
