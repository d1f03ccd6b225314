/** Resolves what the chosen format reaches on the chosen accelerator under the chosen software, once per strategy. */
import {
  CHIP_ATTENTION_BACKWARD,
  CHIP_ATTENTION_FORWARD,
  CHIP_CEILING,
  CHIP_DEPTH_HALF,
  CHIP_LAST_WAVE,
  CHIP_MEMORY_BANDWIDTH,
  CHIP_MEMORY_EFFICIENCY,
  CHIP_NARROW_DEPTH_HALF,
  CHIP_PEAK,
  PLAN_CONTEXT,
  PLAN_DATA,
  PLAN_MICRO_BATCH,
  PLAN_SEQUENCE_PARALLEL,
  PLAN_TENSOR,
  STACK_ATTENTION_EFFICIENCY,
  STACK_GROUPED_EFFICIENCY,
  STACK_LOW_PRECISION_EFFICIENCY,
  STACK_MATMUL_EFFICIENCY,
  TRAIN_BATCH,
  TRAIN_FORMAT,
  TRAIN_SEQUENCE,
} from '../abi.ts';
import {
  DEPTH_LINEAR,
  ELEMENT_BYTES,
  LOW_PRECISION,
  MICRO_BATCHES,
  OPERAND_BYTES,
  RATE_ATTENTION_BACKWARD,
  RATE_ATTENTION_FORWARD,
  RATE_GROUPED,
  RATE_HALF,
  RATE_LINEAR,
  SEQUENCES,
  SHARDED_SEQUENCE,
  STREAM_RATE,
  scenario,
  TOKENS,
  TOKENS_SHARDED,
  WAVE_LINEAR,
  work,
} from '../arena.ts';

const FP16: i32 = 2;
const BF16: i32 = 3;
const FP8: i32 = 4;
const FP4: i32 = 6;

/** The format that parts kept in 16 bits run in: that of training when it is wide, else bf16, or fp16 where bf16 is missing. */
function wideFormat(format: i32): i32 {
  if (format <= BF16) return format;
  return scenario[CHIP_PEAK + BF16] > 0.0 ? BF16 : FP16;
}

/** Fills the rates and token counts of `work`. */
export function resolveRates(): void {
  const format: i32 = i32(scenario[TRAIN_FORMAT]);
  const wide: i32 = wideFormat(format);
  const software: f64 = scenario[STACK_MATMUL_EFFICIENCY];
  const half: f64 = scenario[CHIP_PEAK + wide] * scenario[CHIP_CEILING + wide] * software;
  const low: bool = format > BF16;
  work[RATE_HALF] = half;
  work[RATE_LINEAR] = low
    ? scenario[CHIP_PEAK + format] *
      scenario[CHIP_CEILING + format] *
      software *
      scenario[STACK_LOW_PRECISION_EFFICIENCY]
    : half;
  work[DEPTH_LINEAR] = low ? scenario[CHIP_NARROW_DEPTH_HALF + format - FP8] : scenario[CHIP_DEPTH_HALF];
  work[WAVE_LINEAR] = scenario[CHIP_LAST_WAVE + (low ? format - BF16 : 0)];
  work[RATE_GROUPED] = work[RATE_LINEAR] * scenario[STACK_GROUPED_EFFICIENCY];
  const attention: f64 = scenario[CHIP_PEAK + wide] * scenario[STACK_ATTENTION_EFFICIENCY];
  work[RATE_ATTENTION_FORWARD] = attention * scenario[CHIP_ATTENTION_FORWARD];
  work[RATE_ATTENTION_BACKWARD] = attention * scenario[CHIP_ATTENTION_BACKWARD];
  work[STREAM_RATE] = scenario[CHIP_MEMORY_BANDWIDTH] * scenario[CHIP_MEMORY_EFFICIENCY];
  work[ELEMENT_BYTES] = wide < FP16 ? 4.0 : 2.0;
  work[OPERAND_BYTES] = low ? (format === FP4 ? 0.5625 : 1.0) : work[ELEMENT_BYTES];
  work[LOW_PRECISION] = low ? 1.0 : 0.0;
  const sequences: f64 = scenario[PLAN_MICRO_BATCH];
  const tensor: f64 = scenario[PLAN_TENSOR];
  const sharded: bool = scenario[PLAN_SEQUENCE_PARALLEL] > 0.0 && tensor > 1.0;
  work[SEQUENCES] = sequences;
  work[TOKENS] = (sequences * scenario[TRAIN_SEQUENCE]) / scenario[PLAN_CONTEXT];
  work[SHARDED_SEQUENCE] = sharded ? 1.0 : 0.0;
  work[TOKENS_SHARDED] = sharded ? work[TOKENS] / tensor : work[TOKENS];
  work[MICRO_BATCHES] = Math.max(scenario[TRAIN_BATCH] / (scenario[PLAN_DATA] * sequences), 1.0);
}
