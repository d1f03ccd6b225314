/**
 * The model's scratch memory: fixed arrays, overwritten by every call, so that nothing is allocated in between. Laws are pure functions
 * of numbers; the lists of operations add up into `work`.
 */
import { ESTIMATE_LENGTH, SCENARIO_LENGTH } from './abi.ts';

/** The packed Scenario. */
export const scenario: StaticArray<f64> = new StaticArray<f64>(SCENARIO_LENGTH);
/** The packed Estimate. */
export const result: StaticArray<f64> = new StaticArray<f64>(ESTIMATE_LENGTH);

// Resolved once per strategy.
/** Sustained FLOP/s of matrix products in the chosen format. */
export const RATE_LINEAR = 0;
/** Sustained FLOP/s of 16-bit products (output layer, router, unfused attention). */
export const RATE_HALF = 1;
export const RATE_ATTENTION_FORWARD = 2;
export const RATE_ATTENTION_BACKWARD = 3;
/** Sustained bytes/s of streaming kernels. */
export const STREAM_RATE = 4;
/** Bytes of one activation element. */
export const ELEMENT_BYTES = 5;
/** Bytes of one element of a matrix product's inputs. */
export const OPERAND_BYTES = 6;
/** Whether the chosen format is narrower than 16 bits. */
export const LOW_PRECISION = 7;
/** Tokens of one micro-batch on one rank, context-parallel share. */
export const TOKENS = 8;
/** The same, sequence-parallel share: what norms and residuals see. */
export const TOKENS_SHARDED = 9;
/** Sequences in one micro-batch. */
export const SEQUENCES = 10;
/** Whether operation and collective rows are written. */
export const DETAIL = 13;
export const OPERATION_COUNT = 14;
export const COLLECTIVE_COUNT = 15;
/** Rows that one expert-parallel rank works on, imbalance included. */
export const EXPERT_ROWS = 16;
/** Micro-batches of one replica in one step. */
export const MICRO_BATCHES = 17;
/** Whether activations between tensor-parallel products are sharded over the sequence. */
export const SHARDED_SEQUENCE = 18;
export const RATE_GROUPED = 19;
/** Slot of the block being filled. */
export const BLOCK_SLOT = 20;
/** Depth ramp and cost of the last wave of products in the chosen format. */
export const DEPTH_LINEAR = 30;
export const WAVE_LINEAR = 31;

// One block kind: four mixers, two feed-forward kinds.
export const BLOCKS = 32;
export const BLOCK_STRIDE = 32;
export const BLOCK_COUNT = 6;
export const FULL_ATTENTION = 0;
export const LOCAL_ATTENTION = 1;
export const LINEAR_ATTENTION = 2;
export const MAMBA = 3;
export const DENSE = 4;
export const MOE = 5;

/** Seconds of the operations, forward. */
export const B_FORWARD = 0;
export const B_INPUT_GRADIENT = 1;
export const B_WEIGHT_GRADIENT = 2;
/** Seconds of the forward operations that the backward pass repeats. */
export const B_RECOMPUTE = 3;
export const B_TENSOR_FORWARD = 4;
export const B_TENSOR_BACKWARD = 5;
export const B_CONTEXT_FORWARD = 6;
export const B_CONTEXT_BACKWARD = 7;
export const B_EXPERT_FORWARD = 8;
export const B_EXPERT_BACKWARD = 9;
/** FLOP of one forward pass. */
export const B_FLOPS = 10;
/** FLOP of the forward operations that the backward pass repeats. */
export const B_RECOMPUTE_FLOPS = 11;
/** Bytes kept for the backward pass. */
export const B_SAVED = 12;
/** Bytes that live while this block is worked on when it is recomputed as a whole. */
export const B_WORKING = 13;
/** Parameters on one rank that are replicated over the data ranks. */
export const B_DENSE_PARAMETERS = 14;
/** Parameters on one rank that are replicated over the expert-data ranks. */
export const B_EXPERT_PARAMETERS = 15;
/** Kernels of one forward pass. */
export const B_KERNELS = 16;
/** Seconds that the host needs to launch one forward pass. */
export const B_HOST = 17;
/** Totals with floors and sharded-parameter traffic: what a stage is made of. */
export const B_TOTAL_FORWARD = 18;
export const B_TOTAL_BACKWARD = 19;
/** Exposed parameter gathers and gradient scatters, forward and backward. */
export const B_SHARD_FORWARD = 20;
export const B_SHARD_BACKWARD = 21;
/** Waiting for the host, forward and backward. */
export const B_WAIT_FORWARD = 22;
export const B_WAIT_BACKWARD = 23;
/** Total of the backward pass when the whole block is recomputed. */
export const B_TOTAL_FULL = 24;
/** Waiting for the host then. */
export const B_WAIT_FULL = 25;
/** Attention seconds, forward and backward: what ring exchange can hide behind. */
export const B_CORE_FORWARD = 26;
export const B_CORE_BACKWARD = 27;
/** Seconds by which overlapped traffic slows the operations, forward and backward. */
export const B_SLOWED_FORWARD = 28;
export const B_SLOWED_BACKWARD = 29;
/** Bytes of the largest tensor kept: its gradient lives while the layer is worked on. */
export const B_LARGEST = 30;
/** Seconds of a layer's last product, whose result no backward pass needs. */
export const B_LAST = 31;

// Groups of ranks that talk to each other.
export const GROUPS = 12544;
export const GROUP_STRIDE = 16;
export const TENSOR_GROUP = 0;
export const CONTEXT_GROUP = 1;
export const PIPELINE_GROUP = 2;
export const SHARD_GROUP = 3;
export const REPLICA_GROUP = 4;
export const EXPERT_GROUP = 5;
export const EXPERT_DATA_GROUP = 6;
export const EXPERT_TENSOR_GROUP = 7;
export const G_RANKS = 0;
/** Outermost network level that the group crosses. */
export const G_LEVEL = 1;
/** Seconds per byte of a ring over the group. */
export const G_RING_INVERSE = 2;
/** Seconds of one message at the outermost level, launch included. */
export const G_LATENCY = 3;
/** Seconds per byte that a rank sends to all others alike. */
export const G_EXCHANGE_INVERSE = 4;
/** Seconds per byte of buffer that the innermost switches add up; 0 = they cannot. */
export const G_REDUCTION = 5;
/** Inner domains that the group spans (1 = stays inside one). */
export const G_DOMAINS = 6;
/** Seconds per byte to the next rank. */
export const G_NEXT_INVERSE = 7;
/** The part of G_EXCHANGE_INVERSE inside the innermost domain. */
export const G_EXCHANGE_INNER = 8;
/** Seconds of latency of one pass around the ring. */
export const G_RING_LATENCY = 9;
/** Seconds of latency from the leaves of a tree to its root. */
export const G_TREE_LATENCY = 10;
/** Seconds of the ramp to the plateau. */
export const G_RAMP = 11;
/** Seconds per byte of buffer that a tree over the innermost domains moves across them; 0 = the group stays inside one. */
export const G_TREE_ACROSS = 12;
/** Seconds per byte of a pass inside the innermost domain. */
export const G_INNER_INVERSE = 13;

/** Members of each group inside a domain of each level: group × level. */
export const MEMBERS = 12672;

// Pipeline.
/** Layers of each block kind on one rank, rank × kind. */
export const RANK_LAYERS = 384;
/** Backward-pass layers of each kind that are recomputed as a whole, rank × kind. */
export const RANK_RECOMPUTED = 1920;
/** Forward and backward seconds of each virtual stage. */
export const STAGE_FORWARD = 3456;
export const STAGE_BACKWARD = 4480;
/** Most virtual stages over all ranks. */
export const MAX_CHUNKS = 1024;
export const EDGE = 5504;
/** A block's worth of scratch, for the edges. */
export const SPARE_BLOCK = 6048;
/** Numbers that the step is put together from. */
export const STEP = 6080;
/** Model FLOP per token, kept while strategies of one scenario are evaluated. */
export const MODEL_FLOPS = 6112;
/** Layers of each kind that the stages so far hold. */
export const PASSED_LAYERS = 6120;
/** Layers of each kind on each virtual stage. */
export const STAGE_LAYERS = 6144;
/** Scratch of the pipeline simulation: when each rank is free. */
export const RANK_CLOCK = 12288;
export const WORK_LENGTH = 12736;
export const work: StaticArray<f64> = new StaticArray<f64>(WORK_LENGTH);

/** What every operation asks for, in whole numbers: numbers of `work` would have to be made whole first. */
export const current: StaticArray<i32> = new StaticArray<i32>(2);
/** Offset of the block that operations are being added to. */
export const BLOCK = 0;
/** Modules recomputed in the backward pass, as bits. */
export const MODULES = 1;

/** Most (virtual stage, micro-batch) pairs that are simulated. */
export const MAX_EVENTS = 131072;
/** When each forward and backward pass ends. */
export const forwardEnd: StaticArray<f64> = new StaticArray<f64>(MAX_EVENTS);
export const backwardEnd: StaticArray<f64> = new StaticArray<f64>(MAX_EVENTS);

// Edges of the model: embedding before the first layer, output layer and loss after the last.
export const E_EMBED_FORWARD = 0;
export const E_EMBED_BACKWARD = 1;
export const E_OUTPUT_FORWARD = 2;
export const E_OUTPUT_BACKWARD = 3;
export const E_OUTPUT_FLOPS = 4;
export const E_EMBED_PARAMETERS = 5;
export const E_OUTPUT_PARAMETERS = 6;
export const E_LOGIT_BYTES = 7;
export const E_EMBED_TENSOR = 8;
export const E_OUTPUT_TENSOR_FORWARD = 9;
export const E_OUTPUT_TENSOR_BACKWARD = 10;
export const E_SEND = 11;
/** Layers' worth of multi-token-prediction modules on the last stage. */
export const E_MTP = 12;
/** Bytes of the logits' gradient, which the output layer's backward pass reads. */
export const E_GRADIENT_LOGIT_BYTES = 13;
